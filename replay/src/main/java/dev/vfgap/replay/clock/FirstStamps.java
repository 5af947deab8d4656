package dev.vfgap.replay.clock;

import dev.vfgap.replay.match.SequenceIndex;
import java.util.Arrays;

/**
 * When each clock first stamped each frame of one direction; 24 bytes a frame, 8 more for each clock, and up to 11 to find it.
 *
 * <p>A frame that one point saw twice is left out: it is a copy, or two frames alike, and either would bound falsely.
 */
final class FirstStamps {

    static final long NEVER = Long.MIN_VALUE;

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

    void add(int clock, int point, long frame, long stampNanos) {
        int row = index.find(frame);
        if (row < 0) {
            row = append(frame);
        }
        long bit = 1L << point;
        repeated[row] |= points[row] & bit;
        points[row] |= bit;
        long before = first[clock][row];
        first[clock][row] = before == NEVER ? stampNanos : Math.min(before, stampNanos);
    }

    int frames() {
        return size;
    }

    /** Whether each point saw the frame once at most. */
    boolean isSingle(int row) {
        return repeated[row] == 0;
    }

    /** The first stamp of a clock, or {@link #NEVER}. */
    long of(int clock, int row) {
        return first[clock][row];
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
