package dev.vfgap.replay.clock;

import dev.vfgap.replay.match.SequenceIndex;
import java.util.Arrays;

/**
 * When each clock first stamped each frame of one direction; 24 bytes a frame, 8 more for each clock, and up to 11 to find it.
 *
 * <p>A frame that one point saw again within 10 ms is a copy (a bridge and its port): the first counts. One that it saw again later is
 * left out: it can be two frames alike, and those would bound falsely.
 */
final class FirstStamps {

    static final long NEVER = Long.MIN_VALUE;

    /** As {@link dev.vfgap.replay.match} takes it: a frame seen again so soon at one point is a copy. */
    private static final long COPY_NANOS = 10_000_000;

    private static final int FIRST_CAPACITY = 1024;

    private final SequenceIndex index = new SequenceIndex(this::number);
    private final long[][] first;
    private long[] numbers = new long[FIRST_CAPACITY];
    private long[] points = new long[FIRST_CAPACITY];
    private long[] repeated = new long[FIRST_CAPACITY];
    private int size;

    FirstStamps(int clocks) {
        first = new long[clocks][FIRST_CAPACITY];
    }

    /** A point saw a frame; returns the frame's row. */
    int add(int clock, int point, long frame, long stampNanos) {
        int row = index.find(frame);
        if (row < 0) {
            row = append(frame);
        }
        long bit = 1L << point;
        long before = first[clock][row];
        boolean isCopy = before != NEVER && Math.abs(stampNanos - before) <= COPY_NANOS;
        repeated[row] |= isCopy ? 0 : points[row] & bit;
        points[row] |= bit;
        keep(clock, row, stampNanos);
        return row;
    }

    /** Keeps a stamp in a column, if it is the first there. */
    void keep(int column, int row, long stampNanos) {
        long before = first[column][row];
        first[column][row] = before == NEVER ? stampNanos : Math.min(before, stampNanos);
    }

    int frames() {
        return size;
    }

    /** Whether each point saw the frame once at most, but for copies. */
    boolean isSingle(int row) {
        return repeated[row] == 0;
    }

    /** The first stamp of a clock, or {@link #NEVER}. */
    long of(int clock, int row) {
        return first[clock][row];
    }

    /** Whether a clock stamped any frame. */
    boolean hasAny(int clock) {
        return Arrays.stream(first[clock], 0, size).anyMatch(stamp -> stamp != NEVER);
    }

    private long number(int row) {
        return numbers[row];
    }

    private int append(long frame) {
        if (size == points.length) {
            int capacity = 2 * size;
            numbers = Arrays.copyOf(numbers, capacity);
            points = Arrays.copyOf(points, capacity);
            repeated = Arrays.copyOf(repeated, capacity);
            for (int clock = 0; clock < first.length; clock++) {
                first[clock] = Arrays.copyOf(first[clock], capacity);
            }
        }
        numbers[size] = frame;
        index.add(size);
        points[size] = 0;
        repeated[size] = 0;
        for (long[] stamps : first) {
            stamps[size] = NEVER;
        }
        return size++;
    }
}
