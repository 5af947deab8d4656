package dev.vfgap.replay.match;

import java.util.Arrays;

/**
 * A map from a frame's number to its row, without an object a frame: open addressing, linear probing, at most half full.
 *
 * <p>Its size follows the frames that were really read, never the numbers they carry.
 */
public final class SequenceIndex {

    private static final int ABSENT = -1;
    private static final int FIRST_CAPACITY = 1 << 12;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] rows = emptyRows(FIRST_CAPACITY);
    private int size;

    /** The row of a number, or -1. */
    public int find(long sequence) {
        return rows[slot(keys, rows, sequence)];
    }

    /** Adds a number with its row; false (and no change) when it is there already. */
    public boolean add(long sequence, int row) {
        int slot = slot(keys, rows, sequence);
        if (rows[slot] != ABSENT) {
            return false;
        }
        keys[slot] = sequence;
        rows[slot] = row;
        size++;
        if (size > keys.length / 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        int capacity = Math.multiplyExact(keys.length, 2);
        long[] largerKeys = new long[capacity];
        int[] largerRows = emptyRows(capacity);
        for (int i = 0; i < keys.length; i++) {
            if (rows[i] != ABSENT) {
                int slot = slot(largerKeys, largerRows, keys[i]);
                largerKeys[slot] = keys[i];
                largerRows[slot] = rows[i];
            }
        }
        keys = largerKeys;
        rows = largerRows;
    }

    private static int slot(long[] keys, int[] rows, long sequence) {
        long mixed = sequence * 0x9e3779b97f4a7c15L;
        int mask = keys.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (rows[slot] != ABSENT && keys[slot] != sequence) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int[] emptyRows(int capacity) {
        int[] rows = new int[capacity];
        Arrays.fill(rows, ABSENT);
        return rows;
    }
}
