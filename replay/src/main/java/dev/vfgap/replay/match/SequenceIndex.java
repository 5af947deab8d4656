package dev.vfgap.replay.match;

import java.util.function.IntToLongFunction;

/**
 * A map from a frame's number to its row, without an object a frame and without the numbers, which the rows hold: open
 * addressing over row numbers, four bytes a place, at most three quarters full.
 *
 * <p>Sixteen places are a group, as many as a line of cache holds. Numbers that follow each other lie in one group, so a capture
 * that is read in order looks into one line for sixteen frames. A number whose place is taken goes on to another group,
 * which depends on the number of tries (triangular probing).
 *
 * <p>Its size follows the frames that were really read, never the numbers they carry.
 */
public final class SequenceIndex {

    private static final int ABSENT = -1;
    private static final int GROUP_BITS = 4;
    private static final int LANES = 1 << GROUP_BITS;
    private static final int FIRST_GROUPS = 1 << 6;
    private static final double MOST_FULL = 0.75;

    private final IntToLongFunction numbers;
    /** The row and one more; 0 = nobody. */
    private int[] places = new int[FIRST_GROUPS << GROUP_BITS];

    private int size;

    /**
     * An index without rows.
     *
     * @param numbers the number of a row that was added
     */
    public SequenceIndex(IntToLongFunction numbers) {
        this.numbers = numbers;
    }

    /** The row of a number, or -1. */
    public int find(long sequence) {
        int place = place(places, sequence);
        return place < 0 ? ABSENT : places[place] - 1;
    }

    /** Adds a row by its number; false (and no change) when the number is there already. */
    public boolean add(int row) {
        long sequence = numbers.applyAsLong(row);
        int place = place(places, sequence);
        if (place >= 0 && places[place] != 0) {
            return false;
        }
        size++;
        if (place < 0 || size > MOST_FULL * places.length) {
            grow();
            place = place(places, sequence);
        }
        places[place] = row + 1;
        return true;
    }

    /** Places, taken and free. */
    int places() {
        return places.length;
    }

    private void grow() {
        int[] larger = new int[Math.multiplyExact(places.length, 2)];
        for (int entry : places) {
            if (entry != 0) {
                larger[place(larger, numbers.applyAsLong(entry - 1))] = entry;
            }
        }
        places = larger;
    }

    /** Where a number is or would be put; -1 when every group's place for it is taken by others. */
    private int place(int[] in, long sequence) {
        long mixed = (sequence >> GROUP_BITS) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xbf58476d1ce4e5b9L;
        mixed ^= mixed >>> 29;
        int lane = (int) (sequence ^ mixed) & LANES - 1;
        int mask = (in.length >>> GROUP_BITS) - 1;
        int group = (int) (mixed >>> 32) & mask;
        for (int tries = 1; tries <= mask + 1; tries++) {
            int place = group << GROUP_BITS | lane;
            int entry = in[place];
            if (entry == 0 || numbers.applyAsLong(entry - 1) == sequence) {
                return place;
            }
            group = group + tries & mask;
        }
        return ABSENT;
    }
}
