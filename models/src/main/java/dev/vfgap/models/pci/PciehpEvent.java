package dev.vfgap.models.pci;

/** What can happen to a pciehp slot. */
public enum PciehpEvent {
    /** The guest booted long ago with a card that is in use. */
    FOUND_AT_BOOT,
    /** pciehp comes up on an empty slot. */
    DRIVER_STARTS_EMPTY,
    /** pciehp comes up on a slot in which the boot's scan has found a function. */
    DRIVER_STARTS_OCCUPIED,
    /** The attention button was pressed, by QEMU or by hand. */
    ATTENTION_BUTTON,
    /** The button window has passed. */
    BUTTON_WINDOW_ENDED,
    /** The slot is to be disabled: the window's end, or {@code echo 0 > power} in sysfs. */
    DISABLE_REQUESTED,
    /** The presence detect bit changed, or the slot is to be enabled: both are the same event to pciehp. */
    PRESENCE_CHANGED,
    /** The link's state changed. */
    LINK_CHANGED,
    /** A look at an off slot: a card is there, or a link. */
    OCCUPIED,
    /** A look at an off slot: nothing is there. */
    EMPTY,
    /** The port has no power controller: there is nothing to write and nothing to wait for. */
    NO_POWER_CONTROLLER,
    /** The port has completed the power command. */
    COMMAND_COMPLETED,
    /** The port has not completed the power command in time. */
    COMMAND_TIMED_OUT,
    /** The wait for the link is over: it is up, or the port cannot tell. */
    LINK_WAITED,
    /** The link has not come up. */
    NO_LINK,
    /** The presence pins have followed, or were not waited for any longer. */
    PRESENCE_WAITED,
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
    /** The second of sleep after the loss of power is over. */
    POWER_OFF_SLEPT,
    /** The machine was reset: the guest boots again. */
    SYSTEM_RESET
}
