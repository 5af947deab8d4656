package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.PointCapture;
import java.util.List;
import java.util.Locale;

/**
 * What the captures at the receiver show of a direction: which of them tell that a frame arrived, and from when until when.
 *
 * <p>A capture that cut frames before their number does not tell. Of several captures in the guest the last on the path is the failover
 * device's, if the frames of each other one came to it as well: a frame arrived there then, and one that was seen at a lower
 * device only did not. Where they did not, the guest has several devices that receive, and any of them tells.
 */
final class ReceiverSight {

    /** So large a share of a lower device's frames comes up to the failover device, unless the guest drops more than it takes. */
    private static final double LEAST_SHARED = 0.5;

    private final long tellingPoints;
    private final boolean cooked;
    private final boolean any;
    private final long firstNanos;
    private final long lastNanos;

    /**
     * The sight of one direction.
     *
     * @param captures what each point's capture holds, in the bundle's order
     * @param findings to which it adds what limits the account
     */
    ReceiverSight(
            CaptureBundle bundle,
            Direction direction,
            SeenFrames seen,
            List<PointCapture> captures,
            List<Finding> findings) {
        Place.Kind receiver = direction == Direction.RX ? Place.Kind.GUEST : Place.Kind.PEER;
        long telling = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        boolean anyCooked = false;
        for (int point = 0; point < captures.size(); point++) {
            CapturePoint where = bundle.points().get(point);
            PointCapture capture = captures.get(point);
            if (where.at() != receiver || where.file().isEmpty()) {
                continue;
            }
            if (capture.isCut(direction)) {
                findings.add(Finding.limit(
                        direction.name().toLowerCase(Locale.ROOT),
                        "the capture of " + where.name() + " cut frames before their number, so it does not tell which"
                                + " arrived"));
                continue;
            }
            telling |= 1L << point;
            first = Math.min(first, capture.firstNanos());
            last = Math.max(last, capture.lastNanos());
            anyCooked |= capture.isCooked();
        }
        long failover = direction == Direction.RX ? Long.highestOneBit(telling) : telling;
        boolean isAbove = failover != telling;
        for (long left = telling & ~failover; isAbove && left != 0; left &= left - 1) {
            isAbove = comesUp(seen, Long.lowestOneBit(left), failover);
        }
        any = telling != 0;
        tellingPoints = isAbove ? failover : telling;
        cooked = anyCooked;
        firstNanos = first;
        lastNanos = last;
    }

    private static boolean comesUp(SeenFrames seen, long lower, long upper) {
        long atLower = 0;
        long atBoth = 0;
        for (int row = 0; row < seen.frames(); row++) {
            boolean isLower = (seen.points(row) & lower) != 0;
            atLower += isLower ? 1 : 0;
            atBoth += isLower && (seen.points(row) & upper) != 0 ? 1 : 0;
        }
        return atBoth >= LEAST_SHARED * atLower;
    }

    /** Whether any capture tells what arrived. */
    boolean isThere() {
        return any;
    }

    /** Whether the copies that the captures show are those of the receiver. */
    boolean copiesTell() {
        return any && !cooked;
    }

    /** Whether a frame arrived that was seen at these points. */
    boolean arrived(long points) {
        return (points & tellingPoints) != 0;
    }

    /** Whether a frame that was sent at a moment would have been seen if it had come. */
    boolean covers(long sentNanos) {
        return sentNanos >= firstNanos && sentNanos <= lastNanos - DirectionAccount.LATE_NANOS;
    }
}
