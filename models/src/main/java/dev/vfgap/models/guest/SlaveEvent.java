package dev.vfgap.models.guest;

/** What can happen to a slave of a bond. */
public enum SlaveEvent {
    /** The guest booted with it as a slave that has its link. */
    FOUND_AT_BOOT,
    /** Its netdev is registered. */
    NETDEV_THERE,
    /** The guest's tools enslave it. */
    ENSLAVE,
    /** {@code bond_enslave} is done, and it has carrier (or nobody asks). */
    ENSLAVED_LINKED,
    /** {@code bond_enslave} is done, and it has no carrier. */
    ENSLAVED_DARK,
    /** The monitor's poll finds it running with carrier. */
    POLLED_LINK,
    /** The monitor's poll finds it not running, or without carrier. */
    POLLED_NO_LINK,
    /** {@code updelay} or {@code downdelay} is over. */
    DELAY_OVER,
    /** The bond has chosen it. */
    MADE_ACTIVE,
    /** Somebody makes it a slave again. */
    ATTACH,
    /** Somebody takes it out of the bond. */
    DETACH,
    /** Its netdev is unregistered. */
    GONE
}
