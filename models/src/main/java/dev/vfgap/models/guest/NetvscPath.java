package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.NetvscCommand.*;
import static dev.vfgap.models.guest.NetvscEvent.*;
import static dev.vfgap.models.guest.NetvscState.*;

import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;

/**
 * Hyper-V's make before break: the guest has the host move its steering after a VF is up and before a VF stops.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/hyperv/netvsc_drv.c} ({@code netvsc_register_vf}, {@code __netvsc_vf_setup},
 * {@code netvsc_vf_changed}, {@code netvsc_netdev_event}), {@code netvsc.c} ({@code netvsc_switch_datapath}: on the way
 * back the guest stops sending by the VF before it tells the host, on the way there after the host has answered).
 *
 * <p>Not modelled: the wait for the host's association of the VF, the message's retries, a host that does not answer, the
 * switch back and forth while a network daemon opens the VF anew at boot, and what a host's message of a changed link
 * leads to ({@code netvsc_link_change}: handled 2 s after the one before, {@code LINKCHANGE_INT}, and announced to the
 * peers by the synthetic device).
 */
public final class NetvscPath {

    // spotless:off
    /** Netvsc's data path as a table. */
    public static final TransitionTable<NetvscState, NetvscEvent, NetvscCommand> TABLE = TransitionTable
            .of("netvsc path", NetvscState.class, NetvscEvent.class, NetvscCommand.class, SYNTHETIC)
            .on(SYNTHETIC,        FOUND_AT_BOOT, ON_VF,            "booted long ago", USE_VF)
            .on(SYNTHETIC,        VF_REGISTERED, TAKING_OVER,      "netvsc_register_vf: VF_TAKEOVER_INT", BEGIN_TAKE_OVER)
            .on(SYNTHETIC,        VF_GOING_DOWN, SYNTHETIC,        "the data path is not on it", LET_GO)
            .on(TAKING_OVER,      TAKE_OVER_DUE, OPENING,          "__netvsc_vf_setup: dev_open", OPEN_VF)
            .on(TAKING_OVER,      VF_GOING_DOWN, SYNTHETIC,        "cancel_delayed_work_sync", GIVE_UP_TAKE_OVER, LET_GO)
            .on(OPENING,          VF_UP,         TO_VF,            "NETDEV_UP: netvsc_vf_changed", TELL_HOST_VF)
            .on(OPENING,          VF_GOING_DOWN, OPENING_TO_LEAVE, "removal waits for RTNL")
            .on(OPENING_TO_LEAVE, VF_UP,         TO_VF_TO_LEAVE,   "NETDEV_UP: netvsc_vf_changed", TELL_HOST_VF)
            .on(TO_VF,            HOST_DONE,     ON_VF,            "data path switched to VF", USE_VF)
            .on(TO_VF,            VF_GOING_DOWN, TO_VF_TO_LEAVE,   "removal waits for RTNL")
            .on(TO_VF_TO_LEAVE,   HOST_DONE,     TO_SYNTHETIC,     "NETDEV_GOING_DOWN: netvsc_vf_changed", TELL_HOST_SYNTHETIC)
            .on(ON_VF,            VF_GOING_DOWN, TO_SYNTHETIC,     "NETDEV_GOING_DOWN: netvsc_vf_changed", USE_SYNTHETIC, TELL_HOST_SYNTHETIC)
            .on(TO_SYNTHETIC,     HOST_DONE,     SYNTHETIC,        "data path switched from VF", LET_GO)
            .ignore(SYNTHETIC,    VF_UP,   "in the guest's boot, before netvsc looks")
            .errorElsewhere(VF_UP,         "nobody has opened the VF, or it is up")
            .errorElsewhere(FOUND_AT_BOOT, "the guest has booted")
            .errorElsewhere(VF_REGISTERED, "a VF is there")
            .errorElsewhere(TAKE_OVER_DUE, "no take-over is under way")
            .errorElsewhere(VF_GOING_DOWN, "it is leaving already")
            .errorElsewhere(HOST_DONE,     "the host was told nothing")
            .build();
    // spotless:on

    /** What netvsc does to the VF, to the host and to the path. */
    public interface Port {
        /** {@code dev_open} of the VF. */
        void open();

        /** The host moves its steering to this device now. */
        void hostLeads(Member to);

        /** The guest sends by this device from now on. */
        void sends(Member by);

        /** The VF's driver may go on. */
        void letGo();
    }

    private final Port port;
    private final Machine<NetvscState, NetvscEvent, NetvscCommand> machine;
    private final Phase takeOver;
    private final Phase hostSwitch;
    private Member told = Member.NONE;

    /**
     * A data path on the synthetic device.
     *
     * @param phases on the guest's clock
     */
    public NetvscPath(Phases phases, Port port) {
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        this.takeOver = phases.phase("netvsc.takeover", () -> machine.fire(TAKE_OVER_DUE));
        this.hostSwitch = phases.phase("netvsc.hostSwitch", this::hostMoved);
    }

    public NetvscState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<NetvscState, NetvscEvent, NetvscCommand> row) {
        return machine.timesTaken(row);
    }

    /** Something has happened to the VF. */
    public void fire(NetvscEvent event) {
        machine.fire(event);
    }

    private void hostMoved() {
        port.hostLeads(told);
        machine.fire(HOST_DONE);
    }

    private void tellHost(Member to) {
        told = to;
        hostSwitch.begin();
    }

    private void execute(NetvscCommand command) {
        switch (command) {
            case BEGIN_TAKE_OVER -> takeOver.begin();
            case GIVE_UP_TAKE_OVER -> takeOver.cancel();
            case OPEN_VF -> port.open();
            case TELL_HOST_VF -> tellHost(Member.PRIMARY);
            case TELL_HOST_SYNTHETIC -> tellHost(Member.STANDBY);
            case USE_VF -> port.sends(Member.PRIMARY);
            case USE_SYNTHETIC -> port.sends(Member.STANDBY);
            case LET_GO -> port.letGo();
        }
    }
}
