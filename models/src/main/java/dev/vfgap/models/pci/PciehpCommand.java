package dev.vfgap.models.pci;

/** What pciehp does on a transition. */
public enum PciehpCommand {
    START_BUTTON_WINDOW,
    CANCEL_BUTTON_WINDOW,
    /** The window's end only asks for the disabling: pciehp's thread does it. */
    REQUEST_DISABLE,
    /** The window's end only asks for a look at the slot: pciehp's thread does it. */
    REQUEST_ENABLE,
    /** See whether the slot is occupied. */
    LOOK,
    INDICATOR_ON,
    INDICATOR_BLINKS,
    /** Power indicator off; with power off too QEMU takes the card, if there is one. */
    INDICATOR_OFF,
    /** Power command on; QEMU resets the function within this write. */
    POWER_ON,
    WAIT_FOR_LINK,
    WAIT_FOR_PRESENCE,
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
    /** Forget changes of presence and link that came meanwhile. */
    IGNORE_CHANGES,
    /** The thread is free: after a surprise removal it looks at the slot again, then takes the events that came. */
    TAKE_PENDING_EVENTS,
    /** Notifications are enabled: what came while there was no pciehp raises its interrupt now. */
    NOTICE_EARLIER_EVENTS,
    /** Everything under way is given up. */
    GIVE_UP_PHASES
}
