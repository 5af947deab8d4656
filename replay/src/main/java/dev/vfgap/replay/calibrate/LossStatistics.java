package dev.vfgap.replay.calibrate;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.AccountedOutage;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What is compared of a recorded migration and of a simulated one when parameters are fitted to losses: the frames from the
 * peer that were lost, the outages' lengths, and where they begin and end beside what happened then.
 *
 * <p>Each is told by the same rule for both; what a run does not have is not a number. Counts and lengths are logarithms, so
 * that a frame weighs more among few.
 */
public final class LossStatistics {
    /** What is compared, in the order of the numbers. */
    enum Kind {
        LOST("lost frames", "ln"),
        LONGEST("longest outage", "ln"),
        SUM("sum of the outages", "ln"),
        REMOVED("an outage's begin beside the driver's remove", "ms"),
        LEFT("an outage's end beside the filter's move to the standby", "ms"),
        STOPPED("an outage's begin beside the guest's stop", "ms"),
        RESUMED("an outage's end beside the guest's resume", "ms"),
        LINKED("an outage's end beside the primary's carrier", "ms");

        private final String words;
        private final String unit;

        Kind(String words, String unit) {
            this.words = words;
            this.unit = unit;
        }

        String words() {
            return words;
        }

        /** {@code ln} for a natural logarithm, {@code ms}. */
        String unit() {
            return unit;
        }
    }

    /** How many there are of a migration. */
    public static final int COUNT = Kind.values().length;

    private static final double NANOS_PER_MS = 1e6;

    private LossStatistics() {}

    /**
     * The moments beside which outages are looked at, each on the clock of the send times.
     *
     * @param removed the leaving driver's remove routine starts
     * @param leaveMoved the filter moves away from the leaving primary
     * @param stop the guest stops
     * @param resume it runs again
     * @param linkUp the returning primary has carrier
     */
    public record Moments(
            OptionalLong removed,
            OptionalLong leaveMoved,
            OptionalLong stop,
            OptionalLong resume,
            OptionalLong linkUp) {

        /** Those of a recorded migration. */
        static Moments of(Landmarks landmarks) {
            return new Moments(
                    at(landmarks, Landmark.DRIVER_STOP),
                    at(landmarks, Landmark.LEAVE_MOVED),
                    at(landmarks, Landmark.STOP),
                    at(landmarks, Landmark.RESUME),
                    at(landmarks, Landmark.LINK_UP));
        }

        private static OptionalLong at(Landmarks landmarks, Landmark landmark) {
            return landmarks
                    .at(landmark)
                    .map(Moment::atNanos)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        }
    }

    /** Those of a recorded migration; empty when its captures do not show exactly what was lost. */
    public static Optional<double[]> measured(Account account, Landmarks landmarks) {
        if (!account.rx().lost().isExact()) {
            return Optional.empty();
        }
        List<Outage> outages =
                account.rx().outages().stream().map(AccountedOutage::outage).toList();
        return Optional.of(of(account.rx().lost().low(), outages, Moments.of(landmarks)));
    }

    /** Those of a migration with these losses. */
    public static double[] of(long lostFrames, List<Outage> outages, Moments moments) {
        double longest = outages.stream().mapToDouble(Outage::lengthNanos).max().orElse(0);
        double sum = outages.stream().mapToDouble(Outage::lengthNanos).sum();
        return new double[] {
            Math.log1p(lostFrames),
            Math.log1p(longest / NANOS_PER_MS),
            Math.log1p(sum / NANOS_PER_MS),
            beside(outages, moments.removed(), Outage::fromNanos),
            beside(outages, moments.leaveMoved(), Outage::untilNanos),
            beside(outages, moments.stop(), Outage::fromNanos),
            beside(outages, moments.resume(), Outage::untilNanos),
            beside(outages, moments.linkUp(), Outage::untilNanos)
        };
    }

    /** How long after a moment the outage edge nearest to it is, in milliseconds. */
    private static double beside(List<Outage> outages, OptionalLong moment, ToLongFunction<Outage> edge) {
        if (moment.isEmpty() || outages.isEmpty()) {
            return Double.NaN;
        }
        return outages.stream()
                        .map(outage -> edge.applyAsLong(outage) - moment.getAsLong())
                        .min(Comparator.comparingLong(Math::abs))
                        .orElseThrow()
                / NANOS_PER_MS;
    }
}
