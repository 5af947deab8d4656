package dev.vfgap.models.pci;

/** What can happen to a failover primary in QEMU. */
public enum PrimaryEvent {
    /** On the command line of a QEMU whose guest has negotiated the standby feature. */
    COLD_PLUGGED,
    /** Added before the guest has negotiated the standby feature. */
    ADDED_EARLY,
    /** Added by {@code device_add}. */
    DEVICE_ADD,
    /** The guest has negotiated the standby feature, or its state with it has been loaded. */
    NEGOTIATED,
    /** The hidden primary that was to be made is made. */
    REALIZED,
    /** The slot accepted the request of {@code device_del}. */
    DEVICE_DEL,
    /** The slot accepted the request of a starting migration. */
    FAILOVER_UNPLUG,
    /** The slot refused the request of a starting migration. */
    FAILOVER_UNPLUG_REFUSED,
    /** The guest has let the card go. */
    GUEST_RELEASED,
    /** The migration failed or was cancelled. */
    REPLUG,
    /** As {@link #NEGOTIATED}, but the slot takes no card. */
    NEGOTIATED_REFUSED,
    /** As {@link #REPLUG}, but the slot takes no card. */
    REPLUG_REFUSED,
    /** The hardware has gone without warning, and QEMU's device with it, as its {@code device_del} did before 2.1. */
    TAKEN_AWAY
}
