package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.replay.account.DirectionAccount;

/**
 * When frames were sent: all that a prediction takes from the frames themselves.
 *
 * @param rx when the peer's frames were sent
 * @param rxAtQueue when they come to a queue of the guest
 * @param tx when the guest's frames were sent
 */
record Offered(SendTimes rx, SendTimes rxAtQueue, SendTimes tx) {

    static Offered of(DirectionAccount rx, DirectionAccount tx) {
        return new Offered(times(rx, 0), times(rx, Replay.PEER_TO_QUEUE_NANOS), times(tx, 0));
    }

    private static SendTimes times(DirectionAccount frames, long laterNanos) {
        long[] times = new long[frames.frames()];
        for (int i = 0; i < times.length; i++) {
            times[i] = frames.sentNanos(i) + laterNanos;
        }
        return new ListedTimes(times);
    }

    /** When the first frame was sent, or {@code otherwise}. */
    long firstNanos(long otherwise) {
        long first = Long.MAX_VALUE;
        first = rx.size() > 0 ? Math.min(first, rx.at(0)) : first;
        first = tx.size() > 0 ? Math.min(first, tx.at(0)) : first;
        return first == Long.MAX_VALUE ? otherwise : first;
    }

    /** When the last frame was sent, or {@code otherwise}. */
    long lastNanos(long otherwise) {
        long last = Long.MIN_VALUE;
        last = rx.size() > 0 ? Math.max(last, rx.at(rx.size() - 1)) : last;
        last = tx.size() > 0 ? Math.max(last, tx.at(tx.size() - 1)) : last;
        return last == Long.MIN_VALUE ? otherwise : last;
    }

    /** The interrupt of the first frame after {@code off} still polls the ring; the poll leaves the interrupt off. */
    Moment lastServed(Moment off, Moment deaf) {
        return new Moment(
                served(off.atNanos(), deaf.atNanos()),
                served(off.earliestNanos(), deaf.earliestNanos()),
                served(off.latestNanos(), deaf.latestNanos()),
                off.how(),
                off.basis() + ", after the next frame",
                off.lags());
    }

    private long served(long off, long deaf) {
        long first = rxAtQueue.firstAtOrAfter(off);
        return Math.max(off, Math.min(deaf, first < rxAtQueue.size() ? rxAtQueue.at(first) + 1 : deaf));
    }
}
