package dev.vfgap.models.pci;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import java.util.EnumSet;
import java.util.Set;

/**
 * The slot registers of QEMU's PCI Express port: what QEMU, a hand at the slot and the guest's pciehp do to them.
 *
 * <p>Source: QEMU 10.0 {@code hw/pci/pcie.c} ({@code pcie_cap_slot_plug_common}, {@code pcie_cap_slot_plug_cb}, {@code
 * pcie_cap_slot_unplug_request_cb}, {@code pcie_cap_slot_do_unplug}, {@code pcie_cap_slot_write_config}, {@code
 * pcie_cap_slot_reset}) and {@code hw/pci/pci.c} ({@code pci_set_enabled}). QEMU takes a card when a write makes power
 * controller and power indicator both off: a port without power controller keeps its card for ever.
 *
 * <p>Not modelled: the attention indicator, power faults, more than one function, a card that comes in before its
 * function 0.
 */
final class PciePort {
    private static final String LOCKED = "slot is electromechanically locked: Device or resource busy";

    private enum Power {
        ON,
        OFF
    }

    private enum Indicator {
        ON,
        BLINKING,
        OFF
    }

    private final SlotOptions options;
    private final Runnable interrupt;
    private final Runnable taken;
    private final EnumSet<SlotEvent> raised = EnumSet.noneOf(SlotEvent.class);
    private Interlock interlock;
    private Power power;
    private Indicator indicator;
    private boolean cardPresent;

    /**
     * A port with an empty slot.
     *
     * @param interrupt run when an event comes for which pciehp enables the interrupt
     * @param taken run when QEMU takes the card out
     */
    PciePort(SlotOptions options, Runnable interrupt, Runnable taken) {
        this.options = options;
        this.interrupt = interrupt;
        this.taken = taken;
        this.interlock = options.interlock();
        clear();
    }

    boolean cardPresent() {
        return cardPresent;
    }

    /** Whether the guest's scan of the bus finds a function: a card with power. */
    boolean functionVisible() {
        return cardPresent && power == Power.ON;
    }

    /** Whether the link is seen to be up; without link active reporting, that is hoped. */
    boolean linkSeen() {
        return cardPresent || !options.has(Feature.LINK_ACTIVE);
    }

    // QEMU's side.

    Answer plugAnswer() {
        if (!options.has(Feature.HOTPLUG)) {
            return Answer.refused("Hot-plug failed: unsupported by the port device 'rp1'");
        }
        return interlock == Interlock.ENGAGED ? Answer.refused(LOCKED) : Answer.accepted();
    }

    Answer unplugAnswer() {
        if (!options.has(Feature.HOTPLUG)) {
            return Answer.refused("Hot-unplug failed: unsupported by the port device 'rp1'");
        }
        if (interlock == Interlock.ENGAGED) {
            return Answer.refused(LOCKED);
        }
        return indicator == Indicator.BLINKING
                ? Answer.refused("Hot-unplug failed: guest is busy (power indicator blinking)")
                : Answer.accepted();
    }

    /** After an accepted request: a slot that is off gives its card up at once, otherwise the button is pressed. */
    void requestUnplug() {
        if (isOff()) {
            takeCard();
            raised.remove(SlotEvent.ATTENTION_BUTTON);
        } else {
            raise(EnumSet.of(SlotEvent.ATTENTION_BUTTON));
        }
    }

    void plug() {
        cardPresent = true;
        raise(EnumSet.of(SlotEvent.ATTENTION_BUTTON, SlotEvent.PRESENCE));
    }

    /** The card was there when the machine was last reset. */
    void foundAtReset() {
        cardPresent = true;
        clear();
    }

    /** The registers of the source are loaded over these; the card is what this host has. */
    void loaded(HotplugSlot.Occupancy source) {
        raised.clear();
        if (source == HotplugSlot.Occupancy.IN_USE) {
            power = Power.ON;
            indicator = Indicator.ON;
        }
    }

    /** A system reset. */
    void reset() {
        if (interlock == Interlock.ENGAGED) {
            interlock = Interlock.FREE;
        }
        clear();
    }

    private void clear() {
        raised.clear();
        power = cardPresent || !options.has(Feature.POWER_CONTROLLER) ? Power.ON : Power.OFF;
        indicator = cardPresent ? Indicator.ON : Indicator.OFF;
    }

    // A hand's, or the hardware's.

    void pressButton() {
        raise(EnumSet.of(SlotEvent.ATTENTION_BUTTON));
    }

    /** The card leaves; {@link #noticeChange()} follows. */
    void loseCard() {
        cardPresent = false;
    }

    /** The port notices that its link has changed, and with it the presence. */
    void noticeChange() {
        raise(
                options.has(Feature.LINK_ACTIVE)
                        ? EnumSet.of(SlotEvent.PRESENCE, SlotEvent.LINK)
                        : EnumSet.of(SlotEvent.PRESENCE));
    }

    /**
     * Sets event bits. Those of button and link raise an interrupt where the port has them, presence only where there
     * is no button: {@code pcie_enable_notification}.
     */
    private void raise(Set<SlotEvent> events) {
        raised.addAll(events);
        boolean button = options.has(Feature.ATTENTION_BUTTON);
        if (events.contains(SlotEvent.LINK)
                || events.contains(SlotEvent.ATTENTION_BUTTON) && button
                || events.contains(SlotEvent.PRESENCE) && !button) {
            interrupt.run();
        }
    }

    // The guest's.

    /** Reads the event bits and clears them, as {@code pciehp_isr} does with every interrupt: all of them. */
    EnumSet<SlotEvent> takeEvents() {
        EnumSet<SlotEvent> events = EnumSet.copyOf(raised);
        raised.clear();
        return events;
    }

    boolean anyRaised() {
        return !raised.isEmpty();
    }

    void ignoreChanges() {
        raised.remove(SlotEvent.PRESENCE);
        raised.remove(SlotEvent.LINK);
    }

    /**
     * Writes the power controller's bit.
     *
     * @return whether QEMU resets the function for it: it does when there is one whose power changes
     */
    boolean writePower(PowerSetting to) {
        Power before = power;
        power = to == PowerSetting.ON ? Power.ON : Power.OFF;
        return cardPresent && power != before;
    }

    /** What pciehp writes into the power controller's bit. */
    enum PowerSetting {
        ON,
        OFF
    }

    void indicatorOn() {
        indicator = Indicator.ON;
    }

    void indicatorBlinks() {
        indicator = Indicator.BLINKING;
    }

    /** With the power off too QEMU takes the card, if that was not so before. */
    void indicatorOff() {
        boolean wasOff = isOff();
        indicator = Indicator.OFF;
        if (isOff() && !wasOff) {
            takeCard();
        }
    }

    /** The guest writes the control bit: engaged becomes free and free engaged. */
    void toggleInterlock() {
        interlock = switch (interlock) {
            case NONE -> Interlock.NONE;
            case FREE -> Interlock.ENGAGED;
            case ENGAGED -> Interlock.FREE;
        };
    }

    private boolean isOff() {
        return power == Power.OFF && indicator == Indicator.OFF;
    }

    private void takeCard() {
        if (cardPresent) {
            cardPresent = false;
            raised.add(SlotEvent.PRESENCE);
            taken.run();
        }
    }
}
