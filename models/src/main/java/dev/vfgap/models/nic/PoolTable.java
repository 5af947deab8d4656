package dev.vfgap.models.nic;

import java.util.Arrays;

/**
 * A table of a NIC whose entries lead from a key to pools: the perfect-match table by address, VLVF by VLAN. It knows the
 * pools of all entries of a key without a walk over them.
 *
 * <p>The entries are the table; the index is derived from them, at the first look-up after a write. It is a multiplier under
 * which no two keys of the table fall into one slot, so that a look-up is one comparison, hit or miss. Meant for some
 * hundred valid entries: the slots grow with the square of their number.
 */
final class PoolTable {
    /** The key of an entry that is not valid. */
    static final long NO_KEY = -1;

    private static final int NO_ROW = 0;
    private static final int SLOTS_AN_ENTRY = 8;
    private static final int TRIES = 16;

    private final long[] keys;
    private final long[] pools;
    private SameMacPolicy policy = SameMacPolicy.ALL;

    // The index: a row for each key, from row 1 on; row 0 is for all others.
    private final long[] rowKey;
    private final long[] rowPools;
    private final long[] rowOwners;
    private short[] slots = new short[2];
    private long multiplier = 0x9e37_79b9_7f4a_7c15L;
    private int shift = Long.SIZE - 1;
    private boolean stale;

    PoolTable(int entries) {
        keys = new long[entries];
        Arrays.fill(keys, NO_KEY);
        pools = new long[entries];
        rowKey = new long[entries + 1];
        rowKey[NO_ROW] = NO_KEY;
        rowPools = new long[entries + 1];
        rowOwners = new long[entries + 1];
    }

    void copyFrom(PoolTable other) {
        System.arraycopy(other.keys, 0, keys, 0, keys.length);
        System.arraycopy(other.pools, 0, pools, 0, pools.length);
        policy = other.policy;
        stale = true;
    }

    // The entries.

    int size() {
        return keys.length;
    }

    SameMacPolicy policy() {
        return policy;
    }

    void policy(SameMacPolicy value) {
        policy = value;
        stale = true;
    }

    boolean isValid(int entry) {
        return keys[entry] != NO_KEY;
    }

    long key(int entry) {
        return keys[entry];
    }

    long pools(int entry) {
        return pools[entry];
    }

    void write(int entry, long key, long set) {
        keys[entry] = key;
        pools[entry] = set;
        stale = true;
    }

    void invalidate(int entry) {
        write(entry, NO_KEY, 0);
    }

    // The look-up.

    /** Whether a valid entry has this key, with pools or without. */
    boolean has(long key) {
        return row(key) != NO_ROW;
    }

    /** The pools that receive what is for this key. */
    long poolsOf(long key) {
        return rowPools[row(key)];
    }

    /** The pools that have this key among their own, whoever receives what is for it. */
    long ownersOf(long key) {
        return rowOwners[row(key)];
    }

    private int row(long key) {
        if (stale) {
            index();
        }
        int row = slots[slot(key)];
        return rowKey[row] == key ? row : NO_ROW;
    }

    private int slot(long key) {
        return (int) (key * multiplier >>> shift);
    }

    private void index() {
        int valid = 0;
        for (long key : keys) {
            valid += key == NO_KEY ? 0 : 1;
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

    /** Gives every key a slot of its own; false when two fall into one. */
    private boolean fits() {
        Arrays.fill(slots, (short) NO_ROW);
        short rows = NO_ROW;
        for (int entry = 0; entry < keys.length; entry++) {
            long key = keys[entry];
            if (key == NO_KEY) {
                continue;
            }
            int slot = slot(key);
            if (slots[slot] == NO_ROW) {
                slots[slot] = ++rows;
                rowKey[rows] = key;
                rowPools[rows] = 0;
                rowOwners[rows] = 0;
            }
            int row = slots[slot];
            if (rowKey[row] != key) {
                return false;
            }
            rowPools[row] = policy.both(rowPools[row], pools[entry]);
            rowOwners[row] |= pools[entry];
        }
        return true;
    }
}
