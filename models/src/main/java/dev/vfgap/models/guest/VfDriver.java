package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.VfEvent.*;

import dev.vfgap.models.guest.DriverProfile.Carrier;
import dev.vfgap.models.guest.DriverProfile.Looks;
import dev.vfgap.models.guest.VfTrouble.LinkNotice;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.CommandPort;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A VF under its network driver in a guest: from probe to ready, and out again.
 *
 * <p>The order of actions is the kernel's ({@link VfState}). Under {@code net_failover} two moments in it decide where
 * frames die: the standby is shadowed from {@link VfEvent#POINTER_SET}, after the VF was opened, until {@link
 * VfEvent#POINTER_CLEARED}, after it was stopped; and receive and transmit by the VF both end when remove starts, because
 * {@code __dev_close_many} clears the running bit, and the driver stops its ring, before anything else.
 *
 * <p>While udev renames the netdev, {@code dev_open} answers {@code EBUSY}; {@code net_failover} sets its pointer all the
 * same and tries again at {@code NETDEV_CHANGENAME} ({@code guest.udevRenameBusy}, 0 by default: {@code
 * IFF_LIVE_RENAME_OK} lets a running slave be renamed).
 *
 * <p>Not modelled: a second primary, a failover device that changes between up and down during a run.
 */
public final class VfDriver {

    /** The life of a VF as a table. */
    public static final TransitionTable<VfState, VfEvent, VfCommand> TABLE = VfTable.TABLE;

    /** The line behind the device: QEMU's {@code set_link} and the back end, or a VF's link state. */
    private enum Line {
        UP,
        DOWN
    }

    /** Whether the device answers. */
    private enum Hardware {
        THERE,
        GONE
    }

    /** Who opens the VF once its netdev is registered. */
    public enum Opener {
        /** {@code net_failover}, within the registration. */
        FAILOVER,
        /** {@code net_failover}, whose own device is down: nobody. */
        FAILOVER_DOWN,
        /** Somebody else, by {@link #open}. */
        OTHER
    }

    private final DriverProfile profile;
    private final Opener opener;
    private final VfTrouble trouble;
    private final Phases source;
    private final CommandPort<VfCommand> port;
    private final Machine<VfState, VfEvent, VfCommand> machine;
    private final Map<VfPhase, Phase> phases = new EnumMap<>(VfPhase.class);
    private Line line = Line.UP;
    private Hardware hardware = Hardware.THERE;
    private long renameNanos;
    private long looksInVain;
    private long lookedAtNanos;

    /** A device without driver, on a line that is up, that {@code net_failover} opens and nothing troubles. */
    public VfDriver(Phases phases, DriverProfile profile, CommandPort<VfCommand> port) {
        this(phases, profile, Opener.FAILOVER, VfTrouble.NONE, port);
    }

    /** A device without driver, on a line that is up. */
    public VfDriver(
            Phases phases, DriverProfile profile, Opener opener, VfTrouble trouble, CommandPort<VfCommand> port) {
        this.profile = profile;
        this.opener = opener;
        this.trouble = trouble;
        this.source = phases;
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(VfPhase.PROBE, this::probeEnded);
        add(VfPhase.RENAME, () -> machine.fire(RENAMED));
        add(VfPhase.OPEN, this::openEnded);
        add(VfPhase.POINTER, () -> machine.fire(POINTER_SET));
        add(VfPhase.CARRIER, this::looked);
        add(VfPhase.LOOK, this::looked);
        add(VfPhase.CARRIER_LOSS, () -> machine.fire(CARRIER_OFF));
        add(VfPhase.STOP, () -> machine.fire(STOPPED));
        add(VfPhase.STOP_DEAD, () -> machine.fire(STOPPED));
        add(VfPhase.UNREGISTER, () -> machine.fire(POINTER_CLEARED));
        add(VfPhase.RELEASE, () -> machine.fire(RELEASED));
    }

    private void add(VfPhase phase, Runnable ended) {
        phases.put(phase, source.phase(phase.key(), ended));
    }

    public VfState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<VfState, VfEvent, VfCommand> row) {
        return machine.timesTaken(row);
    }

    /** The guest booted with the device, and it is ready. */
    public void foundAtBoot() {
        lookedAtNanos = source.clock().nowNanos();
        machine.fire(FOUND_AT_BOOT);
    }

    /**
     * The guest has come from another host with this driver bound and its device registered; nothing is done to the
     * function that stands behind it here.
     *
     * @param device what the failover device makes of it: registered, or ready
     */
    public void cameBound(LowerDevice device) {
        machine.fire(device == LowerDevice.READY ? CAME_READY : CAME_REGISTERED);
    }

    /** The PCI core calls probe. */
    public void probe() {
        machine.fire(PROBE);
    }

    /** The PCI core calls remove. */
    public void remove() {
        machine.fire(REMOVE);
    }

    /** A bond, netvsc, an application or the guest's tools open it; nothing happens when there is nothing to open. */
    public void open() {
        machine.fire(OPEN);
    }

    /** Whoever had opened it closes it; nothing happens when it is not open. */
    public void close() {
        machine.fire(CLOSE);
    }

    /** The PF's driver begins to reset the VF. */
    public void reset() {
        machine.fire(RESET);
    }

    /** The VF's reset is over, and its driver has set it up again. */
    public void resetDone() {
        machine.fire(RESET_DONE);
    }

    /** A new device stands behind the driver: its line is up. */
    public void newDevice() {
        line = Line.UP;
        hardware = Hardware.THERE;
    }

    /** The device has gone without warning: the driver does not know, and its remove will run into time-outs. */
    public void deviceLost() {
        hardware = Hardware.GONE;
    }

    /** The device's line is cut; nothing happens when it is down. */
    public void lineDown() {
        if (line == Line.UP) {
            line = Line.DOWN;
            phases.get(VfPhase.CARRIER).cancel();
            phases.get(VfPhase.LOOK).cancel();
            if (isOpen()) {
                beginNotice(VfPhase.CARRIER_LOSS);
            }
        }
    }

    /**
     * The device's line is given back; nothing happens when it is up. A loss that the driver has not noticed yet is
     * never noticed.
     */
    public void lineUp() {
        if (line == Line.DOWN) {
            line = Line.UP;
            Phase loss = phases.get(VfPhase.CARRIER_LOSS);
            if (loss.running()) {
                loss.cancel();
            } else if (isOpen()) {
                beginCarrier();
            }
        }
    }

    /**
     * Ends a running phase now instead of by its timer.
     *
     * @return whether that phase was running
     */
    public boolean finish(VfPhase phase) {
        return phases.get(phase).finish();
    }

    private void probeEnded() {
        if (trouble.probe() == VfTrouble.Probe.FAILS) {
            machine.fire(PROBE_FAILED);
            return;
        }
        switch (opener) {
            case FAILOVER -> {
                renameNanos = source.next(VfPhase.RENAME.key());
                machine.fire(renameNanos > 0 ? NETDEV_REGISTERED_UNOPENED : NETDEV_REGISTERED);
            }
            case FAILOVER_DOWN -> machine.fire(NETDEV_REGISTERED_UNOPENED);
            case OTHER -> machine.fire(NETDEV_REGISTERED_ALONE);
        }
    }

    private void openEnded() {
        lookedAtNanos = source.clock().nowNanos();
        looksInVain = profile.looks() == Looks.BY_TIMER ? source.next("guest.vfLooksInVain") : 0;
        boolean linked = state() != VfState.OPENING && profile.carrier() == Carrier.AT_OPEN && line == Line.UP;
        machine.fire(linked ? OPENED_LINKED : VfEvent.OPENED);
    }

    /** Whether its device is open: between {@code ndo_open} and remove. */
    public boolean isOpen() {
        return switch (state()) {
            case OPENED, OPENED_WITH_CARRIER, REGISTERED, READY -> true;
            default -> false;
        };
    }

    private void beginCarrier() {
        if (line == Line.UP) {
            switch (profile.carrier()) {
                case AT_OPEN -> machine.fire(CARRIER_ON);
                case AFTER_NEGOTIATION -> beginNotice(VfPhase.CARRIER);
            }
        }
    }

    /** What happens to the line is told by a message, or found by the timer's next look where messages are lost. */
    private void beginNotice(VfPhase phase) {
        boolean byTimer = trouble.notice() == LinkNotice.BY_TIMER && profile.looks() == Looks.BY_TIMER;
        long since = source.clock().nowNanos() - lookedAtNanos;
        if (byTimer && since > 0) {
            long period = Math.max(1, source.next(VfPhase.LOOK.key()));
            phases.get(phase).begin(period - Math.floorMod(since, period));
        } else {
            phases.get(phase).begin();
        }
    }

    /** The driver asks for its link; where the PF has no answer yet, it asks again at the timer's next look. */
    private void looked() {
        if (looksInVain > 0) {
            looksInVain--;
            phases.get(VfPhase.LOOK).begin();
        } else {
            machine.fire(CARRIER_ON);
        }
    }

    private void execute(VfCommand command) {
        switch (command) {
            case BEGIN_PROBE -> phases.get(VfPhase.PROBE).begin();
            case BEGIN_RENAME -> {
                if (opener == Opener.FAILOVER) {
                    phases.get(VfPhase.RENAME).begin(renameNanos);
                }
            }
            case BEGIN_OPEN -> phases.get(VfPhase.OPEN).begin();
            case BEGIN_POINTER -> phases.get(VfPhase.POINTER).begin();
            case BEGIN_CARRIER -> beginCarrier();
            case BEGIN_STOP ->
                phases.get(hardware == Hardware.THERE ? VfPhase.STOP : VfPhase.STOP_DEAD)
                        .begin();
            case BEGIN_UNREGISTER -> phases.get(VfPhase.UNREGISTER).begin();
            case BEGIN_RELEASE -> phases.get(VfPhase.RELEASE).begin();
            case GIVE_UP_PHASES -> {
                phases.get(VfPhase.RENAME).cancel();
                phases.get(VfPhase.CARRIER).cancel();
                phases.get(VfPhase.LOOK).cancel();
                phases.get(VfPhase.CARRIER_LOSS).cancel();
            }
            default -> port.execute(command);
        }
    }
}
