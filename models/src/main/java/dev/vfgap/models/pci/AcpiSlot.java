package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.AcpiCommand.*;
import static dev.vfgap.models.pci.AcpiEvent.*;
import static dev.vfgap.models.pci.AcpiState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A slot under ACPI hot-plug: QEMU's {@code pcihp} registers and Linux's acpiphp in the guest.
 *
 * <p>Sources: QEMU 10.0 {@code hw/acpi/pcihp.c} ({@code acpi_pcihp_device_plug_cb}, {@code
 * acpi_pcihp_device_unplug_request_cb}, {@code acpi_pcihp_eject_slot}); Linux {@code
 * drivers/pci/hotplug/acpiphp_glue.c}. There is no button, no window, no power to cut and so no reset of the function.
 *
 * <p>A guest without acpiphp is one whose {@link SlotPhase#NOTIFY} never ends.
 *
 * <p>Not modelled: the notification that a booting guest loses (its boot clears the event status), several devices
 * behind one notification.
 */
public final class AcpiSlot implements HotplugSlot {

    // spotless:off
    /** acpiphp as a table. */
    public static final TransitionTable<AcpiState, AcpiEvent, AcpiCommand> TABLE = TransitionTable
            .of("acpi slot", AcpiState.class, AcpiEvent.class, AcpiCommand.class, EMPTY)
            .on(EMPTY,            FOUND_AT_BOOT,  ENABLED,       "the boot scan has found it")
            .on(EMPTY,            DEVICE_CHECK,   ENUMERATING,   "enable_slot: scan the bus", ENUMERATE)
            .ignore(EMPTY,        EJECT_REQUEST,  "the slot has no function left to eject")
            .on(ENUMERATING,      ENUMERATED,     PROBING,       "pci_bus_add_devices", PROBE_DRIVER)
            .on(PROBING,          DRIVER_BOUND,   ENABLED,       "the slot is enabled", TAKE_WAITING_NOTIFICATION)
            .on(ENABLED,          EJECT_REQUEST,  UNCONFIGURING, "disable_slot: remove the functions", UNBIND_DRIVER)
            .on(ENABLED,          DEVICE_CHECK,   ENABLED,       "enable_slot: the function is known", TAKE_WAITING_NOTIFICATION)
            .on(UNCONFIGURING,    DRIVER_REMOVED, EJECTING,      "evaluate _EJ0", EJECT)
            .on(EJECTING,         EJECTED,        EMPTY,         "acpi_pcihp_eject_slot", TAKE_CARD, TAKE_WAITING_NOTIFICATION)
            .errorElsewhere(FOUND_AT_BOOT,  "the guest has booted")
            .errorElsewhere(DEVICE_CHECK,   "the lock is held: a notification waits for the one at work")
            .errorElsewhere(EJECT_REQUEST,  "the lock is held: a notification waits for the one at work")
            .errorElsewhere(ENUMERATED,     "nothing is enumerated")
            .errorElsewhere(DRIVER_BOUND,   "no probe was asked for")
            .errorElsewhere(DRIVER_REMOVED, "no removal was asked for")
            .errorElsewhere(EJECTED,        "no eject is under way")
            .build();
    // spotless:on

    private final HotplugPort port;
    private final Machine<AcpiState, AcpiEvent, AcpiCommand> machine;
    private final Map<SlotPhase, Phase> phases = new EnumMap<>(SlotPhase.class);
    private boolean cardPresent;
    /** QEMU's {@code up} and {@code down} bits of this slot: notifications that have not been acted on. */
    private boolean up;

    private boolean down;

    /** An empty slot. */
    public AcpiSlot(Phases phases, HotplugPort port) {
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(phases, SlotPhase.NOTIFY, this::actOnNotification);
        add(phases, SlotPhase.ENUMERATE, () -> machine.fire(ENUMERATED));
        add(phases, SlotPhase.EJECT, () -> machine.fire(EJECTED));
    }

    private void add(Phases source, SlotPhase phase, Runnable ended) {
        phases.put(phase, source.phase(phase.key(), ended));
    }

    public AcpiState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<AcpiState, AcpiEvent, AcpiCommand> row) {
        return machine.timesTaken(row);
    }

    @Override
    public void foundAtBoot() {
        cardPresent = true;
        machine.fire(FOUND_AT_BOOT);
    }

    /** ACPI's unplug request has no guard. */
    @Override
    public Answer unplugAnswer() {
        return Answer.accepted();
    }

    @Override
    public Answer requestUnplug() {
        down = true;
        notifyGuest();
        return Answer.accepted();
    }

    @Override
    public void plug() {
        cardPresent = true;
        up = true;
        notifyGuest();
    }

    @Override
    public void driverBound() {
        machine.fire(DRIVER_BOUND);
    }

    @Override
    public void driverRemoved() {
        machine.fire(DRIVER_REMOVED);
    }

    /** ACPI allows a repeated request at once. */
    @Override
    public long repeatAfterNanos() {
        return 0;
    }

    @Override
    public boolean finish(SlotPhase phase) {
        Phase known = phases.get(phase);
        return known != null && known.finish();
    }

    private void notifyGuest() {
        Phase notify = phases.get(SlotPhase.NOTIFY);
        if (!notify.running()) {
            notify.begin();
        }
    }

    /** A new device before an eject, as the guest's event method reads QEMU's registers; none while the lock is held. */
    private void actOnNotification() {
        if (state() != EMPTY && state() != ENABLED) {
            return;
        }
        if (up) {
            up = false;
            machine.fire(DEVICE_CHECK);
        } else if (down) {
            down = false;
            machine.fire(EJECT_REQUEST);
        }
    }

    private void takeCard() {
        down = false;
        if (cardPresent) {
            cardPresent = false;
            port.unplugged();
        }
    }

    private void execute(AcpiCommand command) {
        switch (command) {
            case ENUMERATE -> phases.get(SlotPhase.ENUMERATE).begin();
            case PROBE_DRIVER -> port.probeDriver();
            case UNBIND_DRIVER -> port.unbindDriver(HotplugPort.Removal.SAFE);
            case EJECT -> phases.get(SlotPhase.EJECT).begin();
            case TAKE_CARD -> takeCard();
            case TAKE_WAITING_NOTIFICATION -> actOnNotification();
        }
    }
}
