package dev.vfgap.replay.account;

import dev.vfgap.replay.bundle.IntOrder;
import java.util.Arrays;

/** The frames of an account that rests on captures alone: some rows of those that were seen, put in order. */
final class CapturedRows implements FrameRows {

    private static final int FIRST_CAPACITY = 1024;

    private final SeenFrames seen;
    private int[] rows = new int[FIRST_CAPACITY];
    private int size;

    CapturedRows(SeenFrames seen) {
        this.seen = seen;
    }

    /** Takes a row of the frames that were seen. */
    void add(int row, Arrival arrival) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + (size >> 1));
        }
        seen.decide(row, arrival);
        rows[size++] = row;
    }

    /** Puts the rows in order; afterwards none is added. */
    CapturedRows sort() {
        int[] taken = rows;
        int[] order = IntOrder.of(size, (left, right) -> {
            int bySent = Long.compare(seen.firstSeenNanos(taken[left]), seen.firstSeenNanos(taken[right]));
            return bySent != 0 ? bySent : Long.compare(seen.sequence(taken[left]), seen.sequence(taken[right]));
        });
        for (int frame = 0; frame < size; frame++) {
            order[frame] = taken[order[frame]];
        }
        rows = order;
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long sequence(int frame) {
        return seen.sequence(rows[frame]);
    }

    @Override
    public long sentNanos(int frame) {
        return seen.firstSeenNanos(rows[frame]);
    }

    @Override
    public long receivedNanos(int frame) {
        return arrival(frame) == Arrival.DELIVERED ? seen.arrivedNanos(rows[frame]) : SeenFrames.NEVER;
    }

    @Override
    public int copies(int frame) {
        return arrival(frame) == Arrival.DELIVERED ? seen.copies(rows[frame]) : 0;
    }

    @Override
    public long points(int frame) {
        return seen.points(rows[frame]);
    }

    @Override
    public Arrival arrival(int frame) {
        return seen.arrival(rows[frame]);
    }
}
