package dev.vfgap.models.pci;

/** What can happen to a pciehp slot. */
public enum PciehpEvent {
    /** The guest booted with a card that is in use. */
    FOUND_AT_BOOT,
    /** The attention button was pressed, by QEMU or by hand. */
    ATTENTION_BUTTON,
    /** The button window has passed. */
    BUTTON_WINDOW_ENDED,
    /** Presence or link changed, and a card is there. */
    CARD_PRESENT,
    /** Presence or link changed, and no card is there. */
    CARD_GONE,
    /** The wait for the link is over. */
    LINK_WAITED,
    /** The device id can be read. */
    DEVICE_ANSWERS,
    /** No device answered in time. */
    DEVICE_MISSING,
    /** The function is known to the PCI core. */
    ENUMERATED,
    /** The network driver's probe is done. */
    DRIVER_BOUND,
    /** The network driver's remove is done. */
    DRIVER_REMOVED,
    /** The reset that came with the loss of power is done. */
    FUNCTION_RESET_DONE,
    /** The second of sleep after the loss of power is over. */
    POWER_OFF_SLEPT
}
