package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import java.util.List;

/**
 * How far the times of a direction can be wrong because of the clocks that stamped them.
 *
 * @param sentNanos of send times, on the bundle's clock; {@link BundleClock#UNBOUNDED} when no bound is known
 * @param takenNanos of the time that a frame took from sending to receiving; 0 where one clock stamped both
 */
record TimeUncertainty(long sentNanos, long takenNanos) {

    /** Times on the bundle's own clock. */
    static final TimeUncertainty NONE = new TimeUncertainty(0, 0);

    /** That of times that captures tell: a frame is sent at its first sighting, received at the receiver's. */
    static TimeUncertainty ofCaptures(CaptureBundle bundle, Direction direction) {
        Place.Kind sender = direction == Direction.RX ? Place.Kind.PEER : Place.Kind.GUEST;
        Place.Kind receiver = direction == Direction.RX ? Place.Kind.GUEST : Place.Kind.PEER;
        List<String> sending = clocks(bundle, sender);
        List<String> receiving = clocks(bundle, receiver);
        if (sending.isEmpty()) {
            sending = bundle.points().stream()
                    .filter(point -> point.file().isPresent() && point.at() != receiver)
                    .map(CapturePoint::clock)
                    .distinct()
                    .toList();
        }
        long sent = most(bundle, sending);
        long received = most(bundle, receiving);
        boolean oneClock = sending.size() == 1 && sending.equals(receiving);
        return new TimeUncertainty(sent, oneClock ? 0 : Math.min(BundleClock.UNBOUNDED, sent + received));
    }

    private static List<String> clocks(CaptureBundle bundle, Place.Kind kind) {
        return bundle.points().stream()
                .filter(point -> point.file().isPresent() && point.at() == kind)
                .map(CapturePoint::clock)
                .distinct()
                .toList();
    }

    private static long most(CaptureBundle bundle, List<String> clocks) {
        return clocks.stream()
                .mapToLong(clock -> bundle.clock().uncertaintyNanos(clock))
                .max()
                .orElse(0);
    }

    boolean isBounded() {
        return takenNanos < BundleClock.UNBOUNDED;
    }
}
