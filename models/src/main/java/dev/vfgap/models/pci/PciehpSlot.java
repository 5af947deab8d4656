package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.PciehpCommand.*;
import static dev.vfgap.models.pci.PciehpEvent.*;
import static dev.vfgap.models.pci.PciehpState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A native PCI Express hot-plug slot: QEMU's port and Linux's pciehp in the guest.
 *
 * <p>Sources: Linux 6.12 {@code drivers/pci/hotplug/pciehp_ctrl.c} ({@code pciehp_handle_button_press}, {@code
 * pciehp_handle_presence_or_link_change}, {@code board_added}, {@code remove_board}); QEMU 10.0 {@code hw/pci/pcie.c}
 * ({@code pcie_cap_slot_plug_cb}, {@code pcie_cap_slot_unplug_request_cb}, {@code pcie_cap_slot_do_unplug}).
 *
 * <p>QEMU raises events into the slot's status bits; the guest's interrupt thread takes them, the button before the
 * presence, when the guest runs. A guest without pciehp is one whose {@link SlotPhase#INTERRUPT} never ends.
 *
 * <p>Not modelled: poll mode, command time-outs, the electromechanical interlock (nothing engages it), in-band presence
 * disabled, multi-function cards.
 */
public final class PciehpSlot implements HotplugSlot {

    // spotless:off
    /** pciehp as a table. */
    public static final TransitionTable<PciehpState, PciehpEvent, PciehpCommand> TABLE = TransitionTable
            .of("pciehp slot", PciehpState.class, PciehpEvent.class, PciehpCommand.class, OFF)
            .on(OFF,                  FOUND_AT_BOOT,       ON,                   "pcie_init: the slot is occupied and powered")
            .on(OFF,                  ATTENTION_BUTTON,    BLINKINGON,           "indicator blinks, delayed work 5 s", START_BUTTON_WINDOW)
            .on(OFF,                  CARD_PRESENT,        POWERON_LINK,         "card present: board_added", POWER_ON)
            .ignore(OFF,              CARD_GONE,           "the slot is off already")
            .on(BLINKINGON,           ATTENTION_BUTTON,    OFF,                  "second press cancels; QEMU takes the card of a slot that is off", CANCEL_BUTTON_WINDOW, INDICATOR_OFF)
            .on(BLINKINGON,           BUTTON_WINDOW_ENDED, POWERON_LINK,         "board_added", POWER_ON)
            .on(BLINKINGON,           CARD_PRESENT,        POWERON_LINK,         "card present: the window is cancelled, no 5 s on plug", CANCEL_BUTTON_WINDOW, POWER_ON)
            .on(BLINKINGON,           CARD_GONE,           OFF,                  "no card: the window is cancelled", CANCEL_BUTTON_WINDOW, INDICATOR_OFF)
            .on(POWERON_LINK,         LINK_WAITED,         POWERON_DEVICE_ID,    "pcie_wait_for_link", POLL_DEVICE_ID)
            .on(POWERON_DEVICE_ID,    DEVICE_ANSWERS,      POWERON_ENUMERATE,    "pciehp_configure_device", ENUMERATE)
            .on(POWERON_DEVICE_ID,    DEVICE_MISSING,      OFF,                  "board_added failed: power off", INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .on(POWERON_ENUMERATE,    ENUMERATED,          POWERON_PROBE,        "pci_bus_add_devices: probe runs inside board_added", PROBE_DRIVER)
            .on(POWERON_PROBE,        DRIVER_BOUND,        ON,                   "indicator on", TAKE_PENDING_EVENTS)
            .on(ON,                   ATTENTION_BUTTON,    BLINKINGOFF,          "indicator blinks, delayed work 5 s", START_BUTTON_WINDOW)
            .on(ON,                   CARD_GONE,           POWEROFF_UNCONFIGURE, "surprise removal", UNBIND_LOST_DEVICE)
            .on(ON,                   CARD_PRESENT,        POWEROFF_UNCONFIGURE, "a change of presence while on counts as a removal", UNBIND_LOST_DEVICE)
            .on(BLINKINGOFF,          ATTENTION_BUTTON,    ON,                   "second press cancels", CANCEL_BUTTON_WINDOW)
            .on(BLINKINGOFF,          BUTTON_WINDOW_ENDED, POWEROFF_UNCONFIGURE, "remove_board, safe", UNBIND_DRIVER)
            .on(BLINKINGOFF,          CARD_GONE,           POWEROFF_UNCONFIGURE, "surprise removal", CANCEL_BUTTON_WINDOW, UNBIND_LOST_DEVICE)
            .on(BLINKINGOFF,          CARD_PRESENT,        POWEROFF_UNCONFIGURE, "a change of presence counts as a removal", CANCEL_BUTTON_WINDOW, UNBIND_LOST_DEVICE)
            .on(POWEROFF_UNCONFIGURE, DRIVER_REMOVED,      POWEROFF_RESET,       "pciehp_power_off_slot", POWER_OFF)
            .on(POWEROFF_RESET,       FUNCTION_RESET_DONE, POWEROFF_SLEEP,       "msleep(1000)", SLEEP)
            .on(POWEROFF_SLEEP,       POWER_OFF_SLEPT,     OFF,                  "indicator off: QEMU's do_unplug", INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .errorElsewhere(ATTENTION_BUTTON,    "the interrupt thread is at work: an event waits for its end")
            .errorElsewhere(CARD_PRESENT,        "the interrupt thread is at work: an event waits for its end")
            .errorElsewhere(CARD_GONE,           "the interrupt thread is at work: an event waits for its end")
            .errorElsewhere(FOUND_AT_BOOT,       "the guest has booted")
            .errorElsewhere(BUTTON_WINDOW_ENDED, "no button window is open")
            .errorElsewhere(LINK_WAITED,         "no wait for a link")
            .errorElsewhere(DEVICE_ANSWERS,      "no device id is read")
            .errorElsewhere(DEVICE_MISSING,      "no device id is read")
            .errorElsewhere(ENUMERATED,          "nothing is enumerated")
            .errorElsewhere(DRIVER_BOUND,        "no probe was asked for")
            .errorElsewhere(DRIVER_REMOVED,      "no removal was asked for")
            .errorElsewhere(FUNCTION_RESET_DONE, "no reset is under way")
            .errorElsewhere(POWER_OFF_SLEPT,     "no sleep is under way")
            .build();
    // spotless:on

    /** QEMU's {@code pending_deleted_expires_ms} for PCI Express: a repeated request is refused for 5 s. */
    private static final long REPEAT_AFTER_NANOS = 5_000_000_000L;

    private final HotplugPort port;
    private final Machine<PciehpState, PciehpEvent, PciehpCommand> machine;
    private final Map<SlotPhase, Phase> phases = new EnumMap<>(SlotPhase.class);
    /** QEMU's presence detect state. */
    private boolean cardPresent;
    /** The slot status bits that the guest has not taken yet. */
    private boolean buttonRaised;

    private boolean presenceRaised;

    /** An empty slot that is off. */
    public PciehpSlot(Phases phases, HotplugPort port) {
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(phases, SlotPhase.INTERRUPT, this::takePendingEvents);
        add(phases, SlotPhase.BUTTON_WINDOW, () -> machine.fire(BUTTON_WINDOW_ENDED));
        add(phases, SlotPhase.FUNCTION_RESET, () -> machine.fire(FUNCTION_RESET_DONE));
        add(phases, SlotPhase.POWER_OFF_SLEEP, () -> machine.fire(POWER_OFF_SLEPT));
        add(phases, SlotPhase.LINK_WAIT, () -> machine.fire(LINK_WAITED));
        add(phases, SlotPhase.DEVICE_ID_POLL, () -> machine.fire(cardPresent ? DEVICE_ANSWERS : DEVICE_MISSING));
        add(phases, SlotPhase.ENUMERATE, () -> machine.fire(ENUMERATED));
    }

    private void add(Phases source, SlotPhase phase, Runnable ended) {
        phases.put(phase, source.phase(phase.key(), ended));
    }

    public PciehpState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<PciehpState, PciehpEvent, PciehpCommand> row) {
        return machine.timesTaken(row);
    }

    @Override
    public void foundAtBoot() {
        cardPresent = true;
        machine.fire(FOUND_AT_BOOT);
    }

    @Override
    public Answer unplugAnswer() {
        return state().indicator() == PciehpState.PowerIndicator.BLINKING
                ? Answer.refused("Hot-unplug failed: guest is busy (power indicator blinking)")
                : Answer.accepted();
    }

    @Override
    public Answer requestUnplug() {
        Answer answer = unplugAnswer();
        if (answer.isAccepted()) {
            if (state() == OFF) {
                takeCard();
            } else {
                pressAttentionButton();
            }
        }
        return answer;
    }

    /** Presses the button: QEMU after an accepted request, or a hand at a real slot. */
    public void pressAttentionButton() {
        buttonRaised = true;
        raiseInterrupt();
    }

    @Override
    public void plug() {
        cardPresent = true;
        buttonRaised = true;
        presenceRaised = true;
        raiseInterrupt();
    }

    /** The card leaves without warning. QEMU cannot do this; a hand at a real slot can. */
    public void pullCard() {
        cardPresent = false;
        presenceRaised = true;
        raiseInterrupt();
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
    public long repeatAfterNanos() {
        return REPEAT_AFTER_NANOS;
    }

    @Override
    public boolean finish(SlotPhase phase) {
        Phase known = phases.get(phase);
        return known != null && known.finish();
    }

    private void raiseInterrupt() {
        Phase interrupt = phases.get(SlotPhase.INTERRUPT);
        if (!interrupt.running()) {
            interrupt.begin();
        }
    }

    /**
     * Button before presence, both from one reading of the status, as {@code pciehp_ist} does; nothing while its thread
     * powers the slot on or off.
     */
    private void takePendingEvents() {
        if (state().threadAtWork()) {
            return;
        }
        boolean button = buttonRaised;
        boolean presence = presenceRaised;
        buttonRaised = false;
        presenceRaised = false;
        if (button) {
            machine.fire(ATTENTION_BUTTON);
        }
        if (presence) {
            machine.fire(cardPresent ? CARD_PRESENT : CARD_GONE);
        }
    }

    /** QEMU resets what is in the slot within this write; an empty slot has nothing to reset. */
    private void cutPower() {
        if (cardPresent) {
            port.functionReset();
            phases.get(SlotPhase.FUNCTION_RESET).begin();
        } else {
            phases.get(SlotPhase.FUNCTION_RESET).begin(0);
        }
    }

    private void takeCard() {
        if (cardPresent) {
            cardPresent = false;
            port.unplugged();
        }
    }

    private void execute(PciehpCommand command) {
        switch (command) {
            case START_BUTTON_WINDOW -> phases.get(SlotPhase.BUTTON_WINDOW).begin();
            case CANCEL_BUTTON_WINDOW -> phases.get(SlotPhase.BUTTON_WINDOW).cancel();
            case POWER_ON -> phases.get(SlotPhase.LINK_WAIT).begin();
            case POLL_DEVICE_ID -> phases.get(SlotPhase.DEVICE_ID_POLL).begin();
            case ENUMERATE -> phases.get(SlotPhase.ENUMERATE).begin();
            case PROBE_DRIVER -> port.probeDriver();
            case UNBIND_DRIVER -> port.unbindDriver(HotplugPort.Removal.SAFE);
            case UNBIND_LOST_DEVICE -> port.unbindDriver(HotplugPort.Removal.SURPRISE);
            case POWER_OFF -> cutPower();
            case SLEEP -> phases.get(SlotPhase.POWER_OFF_SLEEP).begin();
            case INDICATOR_OFF -> takeCard();
            case TAKE_PENDING_EVENTS -> takePendingEvents();
        }
    }
}
