package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.VfCommand.*;
import static dev.vfgap.models.guest.VfEvent.*;
import static dev.vfgap.models.guest.VfState.*;

import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.CommandPort;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A VF under its network driver in a guest with {@code net_failover}: from probe to ready, and out again.
 *
 * <p>The order of actions is the kernel's ({@link VfState}). Two moments in it decide where frames die: the standby is
 * shadowed from {@link VfEvent#POINTER_SET}, after the VF was opened, until {@link VfEvent#POINTER_CLEARED}, after it
 * was stopped; and receive and transmit by the VF both end when remove starts, because {@code __dev_close_many} clears
 * the running bit, and the driver stops its ring, before anything else.
 *
 * <p>Not modelled: a failover device that is down (the VF is then not opened), the open that udev's rename delays
 * ({@code EBUSY} until {@code CHANGENAME}), a second primary, a driver whose probe fails.
 */
public final class VfDriver {

    // spotless:off
    /** The life of a VF as a table. */
    public static final TransitionTable<VfState, VfEvent, VfCommand> TABLE = TransitionTable
            .of("vf driver", VfState.class, VfEvent.class, VfCommand.class, UNBOUND)
            .on(UNBOUND,             FOUND_AT_BOOT,     READY,               "probed, opened and linked at boot", BUS_MASTER_ON, RESET_MAILBOX, RECEIVE_ON, LOWER_DEVICE_CHANGED)
            .on(UNBOUND,             CAME_READY,        READY,               "the guest's memory came with the driver bound to a function that is another one")
            .on(UNBOUND,             CAME_REGISTERED,   REGISTERED,          "the same, without carrier")
            .on(UNBOUND,             PROBE,             PROBING,             "pci_enable_device, pci_set_master, reset", BUS_MASTER_ON, RESET_MAILBOX, BEGIN_PROBE)
            .on(PROBING,             NETDEV_REGISTERED, OPENING,             "failover_slave_register: link upper, then dev_open", LINKED_TO_FAILOVER, BEGIN_OPEN)
            .on(OPENING,             VfEvent.OPENED,    VfState.OPENED,      "ndo_open: rings filled, queues on", RECEIVE_ON, BEGIN_POINTER, BEGIN_CARRIER)
            .on(VfState.OPENED,      CARRIER_ON,        OPENED_WITH_CARRIER, "carrier before the pointer")
            .on(VfState.OPENED,      POINTER_SET,       REGISTERED,          "net_failover_slave_register: the standby is shadowed", LOWER_DEVICE_CHANGED, BOUND)
            .on(OPENED_WITH_CARRIER, CARRIER_OFF,       VfState.OPENED,      "the carrier is lost again")
            .on(OPENED_WITH_CARRIER, POINTER_SET,       READY,               "the standby is shadowed, the primary transmits", LOWER_DEVICE_CHANGED, LINK_UP, BOUND)
            .on(REGISTERED,          CARRIER_ON,        READY,               "net_failover_xmit_ready: the primary transmits", LOWER_DEVICE_CHANGED, LINK_UP)
            .ignore(REGISTERED,      CARRIER_OFF,       "there was no carrier")
            .ignore(VfState.OPENED,  CARRIER_OFF,       "there was no carrier")
            .on(READY,               CARRIER_OFF,       REGISTERED,          "transmit moves to the standby, whose receive stays shadowed", LOWER_DEVICE_CHANGED, LINK_DOWN)
            .ignore(READY,           CARRIER_ON,        "there is carrier")
            .on(READY,               REMOVE,            STOPPING,            "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, LOWER_DEVICE_CHANGED, BEGIN_STOP)
            .on(REGISTERED,          REMOVE,            STOPPING,            "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, BEGIN_STOP)
            .on(STOPPING,            STOPPED,           UNREGISTERING,       "ndo_stop done: unlist, flush, synchronize_net", CLOSE_MAILBOX, BEGIN_UNREGISTER)
            .on(UNREGISTERING,       POINTER_CLEARED,   RELEASING,           "failover_slave_unregister: the standby receives", LOWER_DEVICE_CHANGED, GONE, BEGIN_RELEASE)
            .on(RELEASING,           RELEASED,          UNBOUND,             "pci_disable_device", BUS_MASTER_OFF, REMOVED)
            .on(UNBOUND,             REMOVE,            UNBOUND,             "there is no driver to remove", REMOVED)
            .errorElsewhere(FOUND_AT_BOOT,     "the guest has booted")
            .errorElsewhere(CAME_READY,        "a driver is bound")
            .errorElsewhere(CAME_REGISTERED,   "a driver is bound")
            .errorElsewhere(PROBE,             "a driver is bound")
            .errorElsewhere(REMOVE,            "probe and remove run under the device lock, one after the other")
            .errorElsewhere(NETDEV_REGISTERED, "no probe is under way")
            .errorElsewhere(VfEvent.OPENED,    "no open is under way")
            .errorElsewhere(POINTER_SET,       "no open precedes it")
            .errorElsewhere(STOPPED,           "no stop is under way")
            .errorElsewhere(POINTER_CLEARED,   "no unregister is under way")
            .errorElsewhere(RELEASED,          "no remove is under way")
            .ignoreElsewhere(CARRIER_ON,       "the device is not open")
            .ignoreElsewhere(CARRIER_OFF,      "the device is not open")
            .build();
    // spotless:on

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

    private final DriverProfile profile;
    private final CommandPort<VfCommand> port;
    private final Machine<VfState, VfEvent, VfCommand> machine;
    private final Map<VfPhase, Phase> phases = new EnumMap<>(VfPhase.class);
    private Line line = Line.UP;
    private Hardware hardware = Hardware.THERE;

    /** A device without driver, on a line that is up. */
    public VfDriver(Phases phases, DriverProfile profile, CommandPort<VfCommand> port) {
        this.profile = profile;
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(phases, VfPhase.PROBE, NETDEV_REGISTERED);
        add(phases, VfPhase.OPEN, VfEvent.OPENED);
        add(phases, VfPhase.POINTER, POINTER_SET);
        add(phases, VfPhase.CARRIER, CARRIER_ON);
        add(phases, VfPhase.CARRIER_LOSS, CARRIER_OFF);
        add(phases, VfPhase.STOP, STOPPED);
        add(phases, VfPhase.STOP_DEAD, STOPPED);
        add(phases, VfPhase.UNREGISTER, POINTER_CLEARED);
        add(phases, VfPhase.RELEASE, RELEASED);
    }

    private void add(Phases source, VfPhase phase, VfEvent ended) {
        phases.put(phase, source.phase(phase.key(), () -> machine.fire(ended)));
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
            if (isOpen()) {
                phases.get(VfPhase.CARRIER_LOSS).begin();
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

    /** Whether its device is open: between {@code ndo_open} and remove. */
    public boolean isOpen() {
        return switch (state()) {
            case OPENED, OPENED_WITH_CARRIER, REGISTERED, READY -> true;
            case UNBOUND, PROBING, OPENING, STOPPING, UNREGISTERING, RELEASING -> false;
        };
    }

    private void beginCarrier() {
        if (line == Line.UP) {
            switch (profile.carrier()) {
                case AT_OPEN -> machine.fire(CARRIER_ON);
                case AFTER_NEGOTIATION -> phases.get(VfPhase.CARRIER).begin();
            }
        }
    }

    private void execute(VfCommand command) {
        switch (command) {
            case BEGIN_PROBE -> phases.get(VfPhase.PROBE).begin();
            case BEGIN_OPEN -> phases.get(VfPhase.OPEN).begin();
            case BEGIN_POINTER -> phases.get(VfPhase.POINTER).begin();
            case BEGIN_CARRIER -> beginCarrier();
            case BEGIN_STOP ->
                phases.get(hardware == Hardware.THERE ? VfPhase.STOP : VfPhase.STOP_DEAD)
                        .begin();
            case BEGIN_UNREGISTER -> phases.get(VfPhase.UNREGISTER).begin();
            case BEGIN_RELEASE -> phases.get(VfPhase.RELEASE).begin();
            case GIVE_UP_PHASES -> {
                phases.get(VfPhase.CARRIER).cancel();
                phases.get(VfPhase.CARRIER_LOSS).cancel();
            }
            default -> port.execute(command);
        }
    }
}
