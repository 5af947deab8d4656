package dev.vfgap.models.guest;

/** How a lower device stands to the failover device. */
public enum LowerDevice {
    /** The failover device has no pointer to it. */
    ABSENT,
    /** The failover device points to it; it is not running or has no carrier. */
    REGISTERED,
    /** Registered, running, and with carrier: {@code net_failover_xmit_ready}. */
    READY
}
