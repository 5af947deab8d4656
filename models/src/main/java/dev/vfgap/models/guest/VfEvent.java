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
    /** {@code ndo_open} is done: the queues are on. */
    OPENED,
    /** The failover device has set its primary pointer. */
    POINTER_SET,
    /** The driver reports carrier. */
    CARRIER_ON,
    /** The driver reports that the carrier is lost. */
    CARRIER_OFF,
    /** The PCI core calls remove. */
    REMOVE,
    /** {@code ndo_stop} is done. */
    STOPPED,
    /** {@code NETDEV_UNREGISTER} is done: the failover device has cleared its primary pointer. */
    POINTER_CLEARED,
    /** The driver's remove is done. */
    RELEASED
}
