package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.AcpiCommand.*;
import static dev.vfgap.models.pci.AcpiEvent.*;
import static dev.vfgap.models.pci.AcpiState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A slot under ACPI hot-plug: QEMU's {@code pcihp} registers and Linux's acpiphp in the guest.
 *
 * <p>Sources: QEMU 10.0 {@code hw/acpi/pcihp.c} ({@code acpi_pcihp_device_plug_cb}, {@code
 * acpi_pcihp_device_unplug_request_cb}, {@code acpi_pcihp_eject_slot}, {@code acpi_pcihp_update_hotplug_bus}); Linux
 * {@code drivers/pci/hotplug/acpiphp_glue.c}. There is no button, no window, no power to cut and so no reset of the
 * function, and no interlock: QEMU does not ask the port.
 *
 * <p>QEMU sets a bit in its register of new or of departing devices and an event status bit. The guest's event method
 * reads both registers; that of new devices is cleared by the reading, that of departing ones only by the eject. A
 * booting guest clears the event status: what was asked of it before stands in the register and is acted on with the
 * next event, or at the next system reset, when QEMU takes the card itself.
 *
 * <p>A card that is pulled goes unnoticed: nothing tells acpiphp. Not modelled: several devices behind one
 * notification, a network driver that finds out by itself.
 */
public final class AcpiSlot implements HotplugSlot {

    // spotless:off
    /** acpiphp as a table. */
    public static final TransitionTable<AcpiState, AcpiEvent, AcpiCommand> TABLE = TransitionTable
            .of("acpi slot", AcpiState.class, AcpiEvent.class, AcpiCommand.class, NO_DRIVER)
            .on(NO_DRIVER,        DRIVER_STARTS_EMPTY,    EMPTY,         "the boot's scan has found nothing", CLEAR_EVENT_STATUS)
            .on(NO_DRIVER,        DRIVER_STARTS_OCCUPIED, ENABLED,       "the boot's scan has found it", CLEAR_EVENT_STATUS)
            .ignore(NO_DRIVER,    FOUND_AT_BOOT,          "acpiphp is not there yet")
            .ignore(NO_DRIVER,    SYSTEM_RESET,           "acpiphp is not there yet")
            .on(EMPTY,            FOUND_AT_BOOT,          ENABLED,       "the boot scan has found it")
            .on(EMPTY,            DEVICE_CHECK,           ENUMERATING,   "enable_slot: scan the bus", ENUMERATE)
            .ignore(EMPTY,        EJECT_REQUEST,          "the slot has no function left to eject")
            .on(ENUMERATING,      ENUMERATED,             PROBING,       "pci_bus_add_devices", PROBE_DRIVER)
            .on(PROBING,          DRIVER_BOUND,           ENABLED,       "the slot is enabled", TAKE_WAITING_NOTIFICATION)
            .on(ENABLED,          EJECT_REQUEST,          UNCONFIGURING, "disable_slot: remove the functions", UNBIND_DRIVER)
            .on(ENABLED,          DEVICE_CHECK,           ENABLED,       "enable_slot: the function is known", TAKE_WAITING_NOTIFICATION)
            .on(UNCONFIGURING,    DRIVER_REMOVED,         EJECTING,      "evaluate _EJ0", EJECT)
            .on(EJECTING,         EJECTED,                EMPTY,         "acpi_pcihp_eject_slot", TAKE_CARD, TAKE_WAITING_NOTIFICATION)
            .onElsewhere(SYSTEM_RESET,              NO_DRIVER, "the guest boots again", GIVE_UP_PHASES)
            .errorElsewhere(FOUND_AT_BOOT,          "the guest has booted")
            .errorElsewhere(DRIVER_STARTS_EMPTY,    "acpiphp is there")
            .errorElsewhere(DRIVER_STARTS_OCCUPIED, "acpiphp is there")
            .errorElsewhere(DEVICE_CHECK,           "the lock is held, or nobody there: a notification waits")
            .errorElsewhere(EJECT_REQUEST,          "the lock is held, or nobody there: a notification waits")
            .errorElsewhere(ENUMERATED,             "nothing is enumerated")
            .errorElsewhere(DRIVER_BOUND,           "no probe was asked for")
            .errorElsewhere(DRIVER_REMOVED,         "no removal was asked for")
            .errorElsewhere(EJECTED,                "no eject is under way")
            .build();
    // spotless:on

    private final SlotOptions options;
    private final HotplugPort port;
    private final Machine<AcpiState, AcpiEvent, AcpiCommand> machine;
    private final Map<SlotPhase, Phase> phases = new EnumMap<>(SlotPhase.class);
    private boolean cardPresent;

    /** QEMU's register bits of this slot: a device that came, a device that is to go. */
    private boolean up;

    private boolean down;

    /** Notifications of the event method that wait for the lock. */
    private boolean checkWaiting;

    private boolean ejectWaiting;

    /** An empty slot. */
    public AcpiSlot(Phases phases, SlotOptions options, HotplugPort port) {
        this.options = options;
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(phases, SlotPhase.NOTIFY, this::readRegisters);
        add(phases, SlotPhase.ENUMERATE, () -> machine.fire(ENUMERATED));
        add(phases, SlotPhase.EJECT, () -> machine.fire(EJECTED));
        if (options.guest().attends()) {
            machine.fire(DRIVER_STARTS_EMPTY);
        }
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

    // QEMU's side.

    @Override
    public void foundAtBoot() {
        cardPresent = true;
        machine.fire(FOUND_AT_BOOT);
    }

    @Override
    public Answer plugAnswer() {
        return supported();
    }

    /** ACPI's unplug request has no guard but that of the port's property. */
    @Override
    public Answer unplugAnswer() {
        return supported();
    }

    private Answer supported() {
        return options.has(Feature.HOTPLUG)
                ? Answer.accepted()
                : Answer.refused("Bus 'rp1' does not support hotplugging");
    }

    @Override
    public Answer requestUnplug() {
        Answer answer = unplugAnswer();
        if (answer.isAccepted()) {
            down = true;
            raiseEvent();
        }
        return answer;
    }

    @Override
    public void plug() {
        cardPresent = true;
        up = true;
        raiseEvent();
    }

    /** ACPI allows a repeated request at once. */
    @Override
    public long repeatAfterNanos() {
        return 0;
    }

    /** The machine is reset: QEMU carries out what it had asked for, and the guest boots. */
    @Override
    public void systemReset() {
        machine.fire(SYSTEM_RESET);
        up = false;
        if (down) {
            takeCard();
        }
    }

    // The hardware's.

    @Override
    public void pullCard() {
        cardPresent = false;
    }

    @Override
    public Answer pressAttentionButton() {
        return Answer.refused("a slot under ACPI hot-plug has no attention button");
    }

    // The guest's side.

    @Override
    public void driverStarts() {
        machine.fire(cardPresent ? DRIVER_STARTS_OCCUPIED : DRIVER_STARTS_EMPTY);
    }

    @Override
    public boolean functionKnown() {
        return state() == ENABLED;
    }

    @Override
    public void stateLoaded(Occupancy source) {
        phases.get(SlotPhase.NOTIFY).cancel();
        up = false;
        down = false;
        if (source == Occupancy.IN_USE) {
            machine.fire(FOUND_AT_BOOT);
        }
    }

    @Override
    public void driverBound() {
        machine.fire(DRIVER_BOUND);
    }

    @Override
    public void driverRemoved() {
        machine.fire(DRIVER_REMOVED);
    }

    @Override
    public boolean finish(SlotPhase phase) {
        Phase known = phases.get(phase);
        return known != null && known.finish();
    }

    /** The event status bit; without acpiphp nobody reads it. */
    private void raiseEvent() {
        Phase notify = phases.get(SlotPhase.NOTIFY);
        if (!notify.running() && state() != NO_DRIVER) {
            notify.begin();
        }
    }

    /** The guest's event method: a notification for each bit that is set. */
    private void readRegisters() {
        checkWaiting |= up;
        ejectWaiting |= down;
        up = false;
        takeWaitingNotification();
    }

    /** A new device before an eject, as the event method notifies; none while the lock is held. */
    private void takeWaitingNotification() {
        if (state() != EMPTY && state() != ENABLED) {
            return;
        }
        if (checkWaiting) {
            checkWaiting = false;
            machine.fire(DEVICE_CHECK);
        } else if (ejectWaiting) {
            ejectWaiting = false;
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

    private void giveUp() {
        phases.values().forEach(Phase::cancel);
        checkWaiting = false;
        ejectWaiting = false;
    }

    private void execute(AcpiCommand command) {
        switch (command) {
            case ENUMERATE -> phases.get(SlotPhase.ENUMERATE).begin();
            case PROBE_DRIVER -> port.probeDriver();
            case UNBIND_DRIVER -> port.unbindDriver(HotplugPort.Removal.SAFE);
            case EJECT -> phases.get(SlotPhase.EJECT).begin();
            case TAKE_CARD -> takeCard();
            case TAKE_WAITING_NOTIFICATION -> takeWaitingNotification();
            case CLEAR_EVENT_STATUS -> phases.get(SlotPhase.NOTIFY).cancel();
            case GIVE_UP_PHASES -> giveUp();
        }
    }
}
