package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.PrimaryCommand.*;
import static dev.vfgap.models.pci.PrimaryEvent.*;
import static dev.vfgap.models.pci.PrimaryState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.simcore.table.CommandPort;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;

/**
 * A host's QEMU and its failover primary: who asks for its removal decides what its release by the guest means.
 *
 * <p>Sources: QEMU 10.0 {@code hw/net/virtio-net.c} ({@code failover_add_primary}, {@code failover_unplug_primary},
 * {@code failover_replug_primary}, {@code primary_unplug_pending}), {@code system/qdev-monitor.c} ({@code
 * qdev_unplug}). A removal that the migration asked for ends without {@code DEVICE_DELETED}.
 *
 * <p>A refused unplug leaves the flag {@code partially_hotplugged} on a plugged device: QEMU then keeps it whoever asks
 * for its removal, and plugs it again when the migration fails.
 *
 * <p>Not modelled: more than one primary; a device that is not half of a failover pair.
 */
public final class QemuPrimary {

    // spotless:off
    /** QEMU's primary as a table. */
    public static final TransitionTable<PrimaryState, PrimaryEvent, PrimaryCommand> TABLE = TransitionTable
            .of("qemu primary", PrimaryState.class, PrimaryEvent.class, PrimaryCommand.class, ABSENT)
            .on(ABSENT,               COLD_PLUGGED,            PLUGGED,          "made at start, found by the guest's boot")
            .on(ABSENT,               ADDED_EARLY,             HIDDEN,           "failover_hide_primary_device: hidden until STANDBY is negotiated")
            .on(ABSENT,               DEVICE_ADD,              PLUGGED,          "hot-plugged at once", PLUG)
            .on(ABSENT,               NEGOTIATED,              ABSENT,           "virtio_net_set_features: no primary to add", EMIT_FAILOVER_NEGOTIATED)
            .on(HIDDEN,               NEGOTIATED,              REALIZING,        "virtio_net_set_features: failover_add_primary", EMIT_FAILOVER_NEGOTIATED)
            .on(HIDDEN,               NEGOTIATED_REFUSED,      HIDDEN,           "failover_add_primary fails: the slot takes no card", EMIT_FAILOVER_NEGOTIATED, WARN_NOT_PLUGGED)
            .on(REALIZING,            REALIZED,                PLUGGED,          "qdev_device_add: realized, plugged into its slot", PLUG)
            .on(PLUGGED,              DEVICE_DEL,              DELETE_REQUESTED, "pending_deleted_event", ASK_SLOT)
            .on(PLUGGED,              FAILOVER_UNPLUG,         UNPLUG_REQUESTED, "failover_unplug_primary: partially_hotplugged, pending", ASK_SLOT, EMIT_UNPLUG_PRIMARY)
            .on(PLUGGED,              FAILOVER_UNPLUG_REFUSED, MARKED,           "partially_hotplugged was set before the slot refused; the migration goes on with the primary plugged", WARN_NOT_UNPLUGGED)
            .on(PLUGGED,              TAKEN_AWAY,              ABSENT,           "surprise removal; QEMU today cannot start one", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(MARKED,               TAKEN_AWAY,              ABSENT,           "surprise removal; QEMU today cannot start one", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(MARKED,               DEVICE_DEL,              UNPLUG_REQUESTED, "partially_hotplugged is set: the device will be kept, and no DEVICE_DELETED come", ASK_SLOT)
            .on(MARKED,               GUEST_RELEASED,          PARTIAL,          "do_unplug: the device is kept")
            .on(MARKED,               REPLUG,                  PLUGGED,          "failover_replug_primary: a plug event for a device that is there", PLUG)
            .on(MARKED,               REPLUG_REFUSED,          MARKED,           "pre_plug fails: partially_hotplugged stays", WARN_NOT_PLUGGED)
            .ignore(MARKED,           NEGOTIATED,              "the primary is there already")
            .on(MARKED,               FAILOVER_UNPLUG,         UNPLUG_REQUESTED, "not hidden: asked again", ASK_SLOT, EMIT_UNPLUG_PRIMARY)
            .on(MARKED,               FAILOVER_UNPLUG_REFUSED, MARKED,           "refused again", WARN_NOT_UNPLUGGED)
            .on(PLUGGED,              GUEST_RELEASED,          ABSENT,           "the guest powered the slot off by itself", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(DELETE_REQUESTED,     DEVICE_DEL,              DELETE_REQUESTED, "asked again after the repeat time", ASK_SLOT)
            .on(DELETE_REQUESTED,     FAILOVER_UNPLUG,         UNPLUG_REQUESTED, "partially_hotplugged is set: the device will be kept", ASK_SLOT, EMIT_UNPLUG_PRIMARY)
            .on(DELETE_REQUESTED,     FAILOVER_UNPLUG_REFUSED, UNPLUG_REQUESTED, "partially_hotplugged is set before the slot refuses: the device will be kept", WARN_NOT_UNPLUGGED)
            .on(DELETE_REQUESTED,     TAKEN_AWAY,              ABSENT,           "surprise removal before the guest has let go", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(DELETE_REQUESTED,     GUEST_RELEASED,          ABSENT,           "do_unplug: unrealized", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(UNPLUG_REQUESTED,     DEVICE_DEL,              UNPLUG_REQUESTED, "partially_hotplugged stays: the device will be kept", ASK_SLOT)
            .on(UNPLUG_REQUESTED,     TAKEN_AWAY,              ABSENT,           "surprise removal before the guest has let go: nothing is left to re-plug", CLOSE_DEVICE, EMIT_DEVICE_DELETED)
            .on(UNPLUG_REQUESTED,     GUEST_RELEASED,          PARTIAL,          "do_unplug: pending is cleared, the device is kept")
            .on(UNPLUG_REQUESTED,     REPLUG,                  PLUGGED,          "failover_replug_primary, \"partially unplugged device on failure\"", PLUG)
            .on(UNPLUG_REQUESTED,     REPLUG_REFUSED,          UNPLUG_REQUESTED, "pre_plug fails: partially_hotplugged stays", WARN_NOT_PLUGGED)
            .on(PARTIAL,              REPLUG,                  PLUGGED,          "failover_replug_primary: pre_plug, plug", PLUG)
            .on(PARTIAL,              REPLUG_REFUSED,          PARTIAL,          "pre_plug fails: partially_hotplugged stays", WARN_NOT_PLUGGED)
            .ignore(PLUGGED,          REPLUG,                  "not partially hot-plugged")
            .ignore(PLUGGED,          NEGOTIATED,              "the primary is there already")
            .ignore(ABSENT,           REPLUG,                  "there is no primary")
            .ignore(HIDDEN,           REPLUG,                  "not partially hot-plugged")
            .ignore(DELETE_REQUESTED, REPLUG,                  "not partially hot-plugged: it will be deleted")
            .on(PARTIAL,              DEVICE_DEL,              PARTIAL,          "the slot is off: do_unplug keeps a partially hot-plugged device", ASK_SLOT)
            .ignore(PARTIAL,          FAILOVER_UNPLUG,         "failover_primary_hidden: the primary is out already")
            .ignore(PARTIAL,          FAILOVER_UNPLUG_REFUSED, "failover_primary_hidden: the primary is out already")
            .ignore(UNPLUG_REQUESTED, FAILOVER_UNPLUG,         "failover_primary_hidden: the primary is on its way out")
            .ignore(UNPLUG_REQUESTED, FAILOVER_UNPLUG_REFUSED, "failover_primary_hidden: the primary is on its way out")
            .ignore(ABSENT,           FAILOVER_UNPLUG,         "no primary to unplug")
            .ignore(ABSENT,           FAILOVER_UNPLUG_REFUSED, "no primary to unplug")
            .ignore(HIDDEN,           FAILOVER_UNPLUG,         "hidden: nothing to unplug")
            .ignore(HIDDEN,           FAILOVER_UNPLUG_REFUSED, "hidden: nothing to unplug")
            .error(REALIZING,         FAILOVER_UNPLUG,         "no migration leaves before one has come")
            .error(REALIZING,         FAILOVER_UNPLUG_REFUSED, "no migration leaves before one has come")
            .error(REALIZING,         REPLUG,                  "no migration leaves before one has come")
            .errorElsewhere(NEGOTIATED_REFUSED, "there is no hidden primary to plug")
            .errorElsewhere(REPLUG_REFUSED,     "there is no primary to re-plug")
            .errorElsewhere(TAKEN_AWAY,         "there is no card in the slot")
            .errorElsewhere(COLD_PLUGGED,   "only at start")
            .errorElsewhere(ADDED_EARLY,    "a device of this id exists")
            .errorElsewhere(REALIZED,       "no primary is being made")
            .errorElsewhere(DEVICE_ADD,     "a device of this id exists")
            .errorElsewhere(NEGOTIATED,     "the guest has negotiated already")
            .errorElsewhere(DEVICE_DEL,     "there is no device of this id")
            .errorElsewhere(GUEST_RELEASED, "there is no card in the slot")
            .build();
    // spotless:on

    private final StoppableClock virtualClock;
    private final HotplugSlot slot;
    private final CommandPort<PrimaryCommand> port;
    private final Machine<PrimaryState, PrimaryEvent, PrimaryCommand> machine;
    private boolean negotiated;
    private long repeatFromNanos;

    /**
     * A QEMU that knows no primary.
     *
     * @param virtualClock the guest's clock, by which QEMU refuses repeated requests
     * @param slot where the primary is plugged
     * @param port told every command that the slot is not asked
     */
    public QemuPrimary(StoppableClock virtualClock, HotplugSlot slot, CommandPort<PrimaryCommand> port) {
        this.virtualClock = virtualClock;
        this.slot = slot;
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
    }

    public PrimaryState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<PrimaryState, PrimaryEvent, PrimaryCommand> row) {
        return machine.timesTaken(row);
    }

    /** The guest runs here, has negotiated the standby feature, and its boot found the primary. */
    public void startPlugged() {
        negotiated = true;
        machine.fire(COLD_PLUGGED);
        slot.foundAtBoot();
    }

    /** The guest runs here, has negotiated the standby feature, and there is no primary. */
    public void startWithout() {
        negotiated = true;
    }

    /** QEMU waits for a migration with a primary on its command line. */
    public void startHidden() {
        machine.fire(ADDED_EARLY);
    }

    /** QMP {@code device_add} of the primary. */
    public Answer deviceAdd() {
        if (state() != ABSENT) {
            return Answer.refused("Duplicate device ID 'primary'");
        }
        Answer answer = negotiated ? slot.plugAnswer() : Answer.accepted();
        if (answer.isAccepted()) {
            machine.fire(negotiated ? DEVICE_ADD : ADDED_EARLY);
        }
        return answer;
    }

    /** QMP {@code device_del} of the primary. */
    public Answer deviceDel() {
        if (state() == ABSENT || state() == HIDDEN || state() == REALIZING) {
            return Answer.refused("Device 'primary' not found");
        }
        if (state().unplugPending() && virtualClock.nowNanos() < repeatFromNanos) {
            return Answer.refused("Device primary is already in the process of unplug");
        }
        Answer answer = slot.unplugAnswer();
        if (answer.isAccepted()) {
            machine.fire(DEVICE_DEL);
        }
        return answer;
    }

    /** What a starting migration does to the primary: QEMU's {@code failover_unplug_primary}. */
    public void failoverUnplug() {
        machine.fire(slot.unplugAnswer().isAccepted() ? FAILOVER_UNPLUG : FAILOVER_UNPLUG_REFUSED);
    }

    /** The guest's virtio state with the standby feature has been loaded here. */
    public void negotiated() {
        negotiated = true;
        boolean refused = state() == HIDDEN && !slot.plugAnswer().isAccepted();
        machine.fire(refused ? NEGOTIATED_REFUSED : NEGOTIATED);
    }

    /** Whether {@link #negotiated()} will have a hidden primary made. */
    public boolean realizesWhenNegotiated() {
        return state() == HIDDEN && slot.plugAnswer().isAccepted();
    }

    /** The hidden primary that {@link #negotiated()} has had made is made: it goes into its slot. */
    public void realized() {
        machine.fire(REALIZED);
    }

    /** The migration failed or was cancelled. */
    public void replug() {
        boolean kept = state() == PARTIAL || state() == UNPLUG_REQUESTED || state() == MARKED;
        machine.fire(kept && !slot.plugAnswer().isAccepted() ? REPLUG_REFUSED : REPLUG);
    }

    /**
     * The primary's hardware goes without warning: a card pulled by hand, or a host that takes the function away. QEMU
     * has no command for it and raises no link event; what is modelled is what its {@code device_del} did before 2.1.
     */
    public Answer takeAway() {
        if (!state().isPlugged()) {
            return Answer.refused("there is no primary in the slot");
        }
        slot.pullCard();
        machine.fire(TAKEN_AWAY);
        return Answer.accepted();
    }

    /** The guest has let the card go: to be called on {@link HotplugPort#unplugged()}. */
    public void guestReleased() {
        machine.fire(GUEST_RELEASED);
    }

    private void execute(PrimaryCommand command) {
        switch (command) {
            case PLUG -> slot.plug();
            case ASK_SLOT -> {
                repeatFromNanos = virtualClock.nowNanos() + slot.repeatAfterNanos();
                slot.requestUnplug();
            }
            default -> port.execute(command);
        }
    }
}
