package dev.vfgap.models.guest;

/** What can happen to a VF under its network driver. */
public enum VfEvent {
    /** The guest booted with it, and it is ready. */
    FOUND_AT_BOOT,
    /** The guest came from another host with the driver bound, its device registered and with carrier. */
    CAME_READY,
    /** The same without carrier. */
    CAME_REGISTERED,
    /** The PCI core calls probe. */
    PROBE,
    /** {@code register_netdev}: the failover device takes it up. */
    NETDEV_REGISTERED,
    /** {@code register_netdev}: the failover device takes it up and cannot open it ({@code EBUSY}), or is down. */
    NETDEV_REGISTERED_UNOPENED,
    /** {@code register_netdev}: nobody opens it there and then. */
    NETDEV_REGISTERED_ALONE,
    /** The driver's probe has failed. */
    PROBE_FAILED,
    /** {@code NETDEV_CHANGENAME}: the failover device tries again to open it. */
    RENAMED,
    /** A bond, netvsc, an application or the guest's tools open it. */
    OPEN,
    /** Whoever had opened it closes it. */
    CLOSE,
    /** {@code ndo_open} is done: the queues are on. */
    OPENED,
    /** {@code ndo_open} is done, and the driver reported carrier within it. */
    OPENED_LINKED,
    /** The failover device has set its primary pointer. */
    POINTER_SET,
    /** The driver reports carrier. */
    CARRIER_ON,
    /** The driver reports that the carrier is lost. */
    CARRIER_OFF,
    /** The PF's driver resets the VF. */
    RESET,
    /** The reset is over, and the driver has its queues again. */
    RESET_DONE,
    /** The PCI core calls remove. */
    REMOVE,
    /** {@code ndo_stop} is done. */
    STOPPED,
    /** {@code NETDEV_UNREGISTER} is done: the failover device has cleared its primary pointer. */
    POINTER_CLEARED,
    /** The driver's remove is done. */
    RELEASED
}
