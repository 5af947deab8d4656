package dev.vfgap.replay.account;

import dev.vfgap.replay.match.SequenceIndex;
import java.util.Arrays;

/**
 * The frames of one direction as the captures saw them: one row for each number, in the order of first sight.
 *
 * <p>A frame's points are kept as one bit each. Its arrival is what was seen at a point of the receiver; copies are
 * counted at the one where it came first, so that two captures inside one guest do not make two of one frame.
 */
final class SeenFrames {

    static final long NEVER = Long.MIN_VALUE;

    private static final int FIRST_CAPACITY = 1024;
    private static final int NO_POINT = -1;

    private final SequenceIndex index = new SequenceIndex();
    private long[] sequence = new long[FIRST_CAPACITY];
    private long[] firstSeenNanos = new long[FIRST_CAPACITY];
    private long[] points = new long[FIRST_CAPACITY];
    private long[] arrivedNanos = new long[FIRST_CAPACITY];
    private byte[] arrivalPoint = new byte[FIRST_CAPACITY];
    private int[] copies = new int[FIRST_CAPACITY];
    private int size;

    /** A frame was seen at a point that is not the receiver's. */
    void passed(int point, long number, long atNanos) {
        see(point, number, atNanos);
    }

    /** A frame was seen at a point of the receiver: it arrived. */
    void arrived(int point, long number, long atNanos) {
        int row = see(point, number, atNanos);
        if (arrivalPoint[row] == NO_POINT) {
            arrivalPoint[row] = (byte) point;
        }
        if (arrivalPoint[row] == point) {
            copies[row]++;
            arrivedNanos[row] = copies[row] == 1 ? atNanos : Math.min(arrivedNanos[row], atNanos);
        }
    }

    int frames() {
        return size;
    }

    /** The row of a number, or -1. */
    int row(long number) {
        return index.find(number);
    }

    long sequence(int row) {
        return sequence[row];
    }

    /** The earliest time at which it was seen anywhere. */
    long firstSeenNanos(int row) {
        return firstSeenNanos[row];
    }

    /** The points where it was seen, bit 0 = the first of the bundle. */
    long points(int row) {
        return points[row];
    }

    /** When it was first seen at the receiver, or {@link #NEVER}. */
    long arrivedNanos(int row) {
        return arrivedNanos[row];
    }

    int copies(int row) {
        return copies[row];
    }

    private int see(int point, long number, long atNanos) {
        int row = index.find(number);
        if (row < 0) {
            row = append(number);
            firstSeenNanos[row] = atNanos;
        }
        firstSeenNanos[row] = Math.min(firstSeenNanos[row], atNanos);
        points[row] |= 1L << point;
        return row;
    }

    private int append(long number) {
        if (size == sequence.length) {
            int capacity = size + (size >> 1);
            sequence = Arrays.copyOf(sequence, capacity);
            firstSeenNanos = Arrays.copyOf(firstSeenNanos, capacity);
            points = Arrays.copyOf(points, capacity);
            arrivedNanos = Arrays.copyOf(arrivedNanos, capacity);
            arrivalPoint = Arrays.copyOf(arrivalPoint, capacity);
            copies = Arrays.copyOf(copies, capacity);
        }
        index.add(number, size);
        sequence[size] = number;
        arrivedNanos[size] = NEVER;
        arrivalPoint[size] = NO_POINT;
        return size++;
    }
}
