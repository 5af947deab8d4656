package dev.vfgap.replay.account;

import dev.vfgap.replay.bundle.Deliveries;

/**
 * The frames of an account that rests on both ends' own records.
 *
 * @param deliveries the records, which are in order
 * @param points where each frame was seen, bit 0 = the first point of the bundle; one element a frame
 */
record DeliveredRows(Deliveries deliveries, long[] points) implements FrameRows {

    @Override
    public int size() {
        return deliveries.frames();
    }

    @Override
    public long sequence(int frame) {
        return deliveries.sequence(frame);
    }

    @Override
    public long sentNanos(int frame) {
        return deliveries.sentNanos(frame);
    }

    @Override
    public long receivedNanos(int frame) {
        long received = deliveries.receivedNanos(frame);
        return received == Deliveries.NEVER ? SeenFrames.NEVER : received;
    }

    @Override
    public int copies(int frame) {
        return deliveries.copies(frame);
    }

    @Override
    public long points(int frame) {
        return points[frame];
    }

    @Override
    public Arrival arrival(int frame) {
        return deliveries.receivedNanos(frame) == Deliveries.NEVER ? Arrival.LOST : Arrival.DELIVERED;
    }
}
