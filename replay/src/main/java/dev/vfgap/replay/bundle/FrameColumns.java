package dev.vfgap.replay.bundle;

import java.util.Arrays;

/** The growing columns of a delivery file: one element a frame. */
final class FrameColumns {

    private static final int FIRST_CAPACITY = 1024;

    private long[] sequence = new long[FIRST_CAPACITY];
    private long[] sentNanos = new long[FIRST_CAPACITY];
    private long[] receivedNanos = new long[FIRST_CAPACITY];
    private int[] copies = new int[FIRST_CAPACITY];
    private int size;

    void add(long number, long sentAtNanos, long receivedAtNanos, int times) {
        if (size == sequence.length) {
            int capacity = size + (size >> 1);
            sequence = Arrays.copyOf(sequence, capacity);
            sentNanos = Arrays.copyOf(sentNanos, capacity);
            receivedNanos = Arrays.copyOf(receivedNanos, capacity);
            copies = Arrays.copyOf(copies, capacity);
        }
        sequence[size] = number;
        sentNanos[size] = sentAtNanos;
        receivedNanos[size] = receivedAtNanos;
        copies[size] = times;
        size++;
    }

    /** The rows by send time and then by number. */
    Deliveries sorted() {
        int[] order = IntOrder.of(size, this::compare);
        long[] sortedSequence = new long[size];
        long[] sortedSent = new long[size];
        long[] sortedReceived = new long[size];
        int[] sortedCopies = new int[size];
        for (int i = 0; i < size; i++) {
            int row = order[i];
            sortedSequence[i] = sequence[row];
            sortedSent[i] = sentNanos[row];
            sortedReceived[i] = receivedNanos[row];
            sortedCopies[i] = copies[row];
        }
        return new Deliveries(sortedSequence, sortedSent, sortedReceived, sortedCopies);
    }

    private int compare(int left, int right) {
        int bySent = Long.compare(sentNanos[left], sentNanos[right]);
        return bySent != 0 ? bySent : Long.compare(sequence[left], sequence[right]);
    }
}
