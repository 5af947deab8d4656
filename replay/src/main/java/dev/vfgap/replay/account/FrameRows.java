package dev.vfgap.replay.account;

import dev.vfgap.replay.bundle.IntOrder;
import java.util.Arrays;

/** The rows of a direction's account while they are put together; sorted by send time and then by number at the end. */
final class FrameRows {

    private static final int FIRST_CAPACITY = 1024;

    private long[] sequence = new long[FIRST_CAPACITY];
    private long[] sentNanos = new long[FIRST_CAPACITY];
    private long[] receivedNanos = new long[FIRST_CAPACITY];
    private int[] copies = new int[FIRST_CAPACITY];
    private long[] points = new long[FIRST_CAPACITY];
    private Arrival[] arrival = new Arrival[FIRST_CAPACITY];
    private int size;
    private int[] order = new int[0];

    void add(long number, long sentAtNanos, long receivedAtNanos, int times, long seenPoints, Arrival outcome) {
        if (size == sequence.length) {
            int capacity = size + (size >> 1);
            sequence = Arrays.copyOf(sequence, capacity);
            sentNanos = Arrays.copyOf(sentNanos, capacity);
            receivedNanos = Arrays.copyOf(receivedNanos, capacity);
            copies = Arrays.copyOf(copies, capacity);
            points = Arrays.copyOf(points, capacity);
            arrival = Arrays.copyOf(arrival, capacity);
        }
        sequence[size] = number;
        sentNanos[size] = sentAtNanos;
        receivedNanos[size] = receivedAtNanos;
        copies[size] = times;
        points[size] = seenPoints;
        arrival[size] = outcome;
        size++;
    }

    /** Puts the rows in order; afterwards none is added. */
    FrameRows sort() {
        order = IntOrder.of(size, (left, right) -> {
            int bySent = Long.compare(sentNanos[left], sentNanos[right]);
            return bySent != 0 ? bySent : Long.compare(sequence[left], sequence[right]);
        });
        return this;
    }

    int size() {
        return size;
    }

    long sequence(int frame) {
        return sequence[order[frame]];
    }

    long sentNanos(int frame) {
        return sentNanos[order[frame]];
    }

    long receivedNanos(int frame) {
        return receivedNanos[order[frame]];
    }

    int copies(int frame) {
        return copies[order[frame]];
    }

    long points(int frame) {
        return points[order[frame]];
    }

    Arrival arrival(int frame) {
        return arrival[order[frame]];
    }
}
