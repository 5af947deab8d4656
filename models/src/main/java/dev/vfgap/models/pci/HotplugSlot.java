package dev.vfgap.models.pci;

import dev.vfgap.models.machine.Answer;

/**
 * A slot from which a guest can be asked to release a device, and into which one can be plugged while it runs.
 *
 * <p>It has two sides: QEMU plugs and requests, the guest's hot-plug driver acts and tells the slot when its network
 * driver is bound or has gone.
 */
public sealed interface HotplugSlot permits PciehpSlot, AcpiSlot {

    /** Whether {@link #plug()} is allowed now. */
    Answer plugAnswer();

    /** Whether {@link #requestUnplug()} would be accepted now. */
    Answer unplugAnswer();

    /** QEMU's unplug request: the guest is asked, nothing more. */
    Answer requestUnplug();

    /** QEMU's hot-plug: a card is in the slot, and the guest is told. */
    void plug();

    /** The card leaves without warning. QEMU cannot do this; a hand at a real slot can. */
    void pullCard();

    /** Presses the attention button: a hand at a real slot, or QEMU. */
    Answer pressAttentionButton();

    /** A card was in the slot when the machine was reset; a guest that does not boot any more uses it. */
    void foundAtBoot();

    /** The booting guest's hot-plug driver is there from now on. */
    void driverStarts();

    /** The machine is reset, and its guest boots again. */
    void systemReset();

    /** Whether the guest's PCI core knows a function here that is not on its way out. */
    boolean functionKnown();

    /**
     * The slot has the state that the guest's slot had at the source; what was raised here before is overwritten.
     *
     * @param source how the guest knew the slot there
     */
    void stateLoaded(Occupancy source);

    /** How a guest knows a slot. */
    enum Occupancy {
        /** Off, or without a card. */
        EMPTY,
        /** On, with a card whose driver is bound. */
        IN_USE
    }

    /** The guest's network driver has taken the function it was asked to probe. */
    void driverBound();

    /** The guest's network driver has let the function go. */
    void driverRemoved();

    /** How long QEMU refuses a repeated {@code device_del}, nanoseconds of the guest's clock. */
    long repeatAfterNanos();

    /**
     * Ends a running phase now instead of by its timer.
     *
     * @return whether that phase was running
     */
    boolean finish(SlotPhase phase);
}
