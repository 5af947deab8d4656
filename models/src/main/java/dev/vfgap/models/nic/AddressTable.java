package dev.vfgap.models.nic;

import java.util.Arrays;

/**
 * The perfect-match table of a NIC: entries of an address and a set of pools, and the pools of all entries of an address
 * without a walk over them.
 *
 * <p>The entries are the table; the index is derived from them, at the first look-up after a write. It is a multiplier under
 * which no two addresses of the table fall into one slot, so that a look-up is one comparison, hit or miss. Meant for some
 * hundred valid entries: the slots grow with the square of their number.
 */
final class AddressTable {
    private static final long NO_ADDRESS = -1;
    private static final int NO_ROW = 0;
    private static final int SLOTS_AN_ENTRY = 8;
    private static final int TRIES = 16;

    private final long[] addresses;
    private final long[] pools;
    private SameMacPolicy policy = SameMacPolicy.ALL;

    // The index: a row for each address, from row 1 on; row 0 is for all others.
    private final long[] rowAddress;
    private final long[] rowPools;
    private final long[] rowOwners;
    private short[] slots = new short[2];
    private long multiplier = 0x9e37_79b9_7f4a_7c15L;
    private int shift = Long.SIZE - 1;
    private boolean stale;

    AddressTable(int entries) {
        addresses = new long[entries];
        Arrays.fill(addresses, NO_ADDRESS);
        pools = new long[entries];
        rowAddress = new long[entries + 1];
        rowAddress[NO_ROW] = NO_ADDRESS;
        rowPools = new long[entries + 1];
        rowOwners = new long[entries + 1];
    }

    void copyFrom(AddressTable other) {
        System.arraycopy(other.addresses, 0, addresses, 0, addresses.length);
        System.arraycopy(other.pools, 0, pools, 0, pools.length);
        policy = other.policy;
        stale = true;
    }

    // The entries.

    int size() {
        return addresses.length;
    }

    SameMacPolicy policy() {
        return policy;
    }

    void policy(SameMacPolicy value) {
        policy = value;
        stale = true;
    }

    boolean isValid(int entry) {
        return addresses[entry] != NO_ADDRESS;
    }

    long address(int entry) {
        return addresses[entry];
    }

    long pools(int entry) {
        return pools[entry];
    }

    void write(int entry, long address, long set) {
        addresses[entry] = address;
        pools[entry] = set;
        stale = true;
    }

    void invalidate(int entry) {
        write(entry, NO_ADDRESS, 0);
    }

    // The look-up.

    /** Whether a valid entry has this address, with pools or without. */
    boolean has(long address) {
        return row(address) != NO_ROW;
    }

    /** The pools that receive what is for this address. */
    long poolsOf(long address) {
        return rowPools[row(address)];
    }

    /** The pools that have this address among their own, whoever receives what is for it. */
    long ownersOf(long address) {
        return rowOwners[row(address)];
    }

    private int row(long address) {
        if (stale) {
            index();
        }
        int row = slots[slot(address)];
        return rowAddress[row] == address ? row : NO_ROW;
    }

    private int slot(long address) {
        return (int) (address * multiplier >>> shift);
    }

    private void index() {
        int valid = 0;
        for (long address : addresses) {
            valid += address == NO_ADDRESS ? 0 : 1;
        }
        if (slots.length < valid * SLOTS_AN_ENTRY) {
            slots(Integer.highestOneBit(valid * SLOTS_AN_ENTRY - 1) << 1);
        }
        for (int tried = 1; !fits(); tried++) {
            multiplier = multiplier * 0x5851_f42d_4c95_7f2dL + 2; // stays odd
            if (tried % TRIES == 0) {
                slots(2 * slots.length);
            }
        }
        stale = false;
    }

    private void slots(int count) {
        slots = new short[count];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(count);
    }

    /** Gives every address a slot of its own; false when two fall into one. */
    private boolean fits() {
        Arrays.fill(slots, (short) NO_ROW);
        short rows = NO_ROW;
        for (int entry = 0; entry < addresses.length; entry++) {
            long address = addresses[entry];
            if (address == NO_ADDRESS) {
                continue;
            }
            int slot = slot(address);
            if (slots[slot] == NO_ROW) {
                slots[slot] = ++rows;
                rowAddress[rows] = address;
                rowPools[rows] = 0;
                rowOwners[rows] = 0;
            }
            int row = slots[slot];
            if (rowAddress[row] != address) {
                return false;
            }
            rowPools[row] = policy.both(rowPools[row], pools[entry]);
            rowOwners[row] |= pools[entry];
        }
        return true;
    }
}
