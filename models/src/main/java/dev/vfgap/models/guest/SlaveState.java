package dev.vfgap.models.guest;

/**
 * The life of a slave of a bond: how it comes to be one, and what the MII monitor believes of its link.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/bonding/bond_main.c}, {@code BOND_LINK_UP} to {@code BOND_LINK_BACK}.
 */
public enum SlaveState {
    /** The guest has no such netdev. */
    AWAY,
    /** The netdev is there; the guest's tools have not made it a slave yet. */
    FREE,
    /** The netdev is there, and somebody has taken it out of the bond. */
    OUT,
    /** {@code bond_enslave} opens it. */
    ENSLAVING,
    /** {@code bond_enslave} opens it, and a release waits for the lock. */
    ENSLAVING_OUT,
    /** {@code BOND_LINK_UP}. */
    UP,
    /** {@code BOND_LINK_FAIL}: no carrier, {@code downdelay} runs. */
    FAIL,
    /** {@code BOND_LINK_DOWN}. */
    DOWN,
    /** {@code BOND_LINK_BACK}: carrier again, {@code updelay} runs. */
    BACK
}
