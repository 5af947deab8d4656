package dev.vfgap.models.guest;

/**
 * What the VF's driver and the failover device do on a transition. Those that begin a phase are carried out by {@link
 * VfDriver} itself; the others go to its port.
 */
public enum VfCommand {
    BEGIN_PROBE,
    BEGIN_OPEN,
    BEGIN_RENAME,
    BEGIN_POINTER,
    BEGIN_CARRIER,
    BEGIN_STOP,
    BEGIN_UNREGISTER,
    BEGIN_RELEASE,
    /** Phases of the way in, and of the carrier, are given up. */
    GIVE_UP_PHASES,
    /** {@code pci_set_master}: the function may do DMA. */
    BUS_MASTER_ON,
    /** The reset message to the PF's driver: on some NICs it enables the pool's receive and writes the filter. */
    RESET_MAILBOX,
    /** The failover device is its upper device from here on: the first netlink message with a master. */
    LINKED_TO_FAILOVER,
    /** Its netdev is registered, and closed: somebody else will open it. */
    NETDEV_THERE,
    /** The queues are on: frames led to the VF's ring are taken. */
    RECEIVE_ON,
    /** The lower device changed its {@link VfState#lowerDevice()}. */
    LOWER_DEVICE_CHANGED,
    /** Netlink shows the primary up with carrier. */
    LINK_UP,
    /** Netlink shows the primary without carrier. */
    LINK_DOWN,
    /** Frames led to the VF's ring are no longer taken. */
    RECEIVE_OFF,
    /** A reset has taken the queues. */
    RESET_BEGUN,
    /** The queues are back after a reset. */
    RESET_OVER,
    /** The driver's close path: on some NICs it sends the reset message again. */
    CLOSE_MAILBOX,
    /** Netlink shows the primary gone: {@code dellink}. */
    GONE,
    /** {@code pci_disable_device}. */
    BUS_MASTER_OFF,
    /** The driver's probe has returned without a netdev. */
    PROBE_GAVE_UP,
    /** The driver's probe has returned: the slot may go on. */
    BOUND,
    /** The driver's remove has returned: the slot may go on. */
    REMOVED
}
