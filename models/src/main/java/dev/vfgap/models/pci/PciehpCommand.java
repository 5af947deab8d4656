package dev.vfgap.models.pci;

/** What pciehp does on a transition. */
public enum PciehpCommand {
    START_BUTTON_WINDOW,
    CANCEL_BUTTON_WINDOW,
    /** Power command on, then wait for the link. */
    POWER_ON,
    POLL_DEVICE_ID,
    ENUMERATE,
    PROBE_DRIVER,
    /** Remove the driver; the device still answers. */
    UNBIND_DRIVER,
    /** Mark the device disconnected, then remove the driver. */
    UNBIND_LOST_DEVICE,
    /** Power command off; QEMU resets the function within this write. */
    POWER_OFF,
    SLEEP,
    /** Power indicator off with power off: QEMU takes the card, if there is one. */
    INDICATOR_OFF,
    /** The interrupt thread is free: take the events that came meanwhile. */
    TAKE_PENDING_EVENTS
}
