package dev.vfgap.replay.calibrate;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one would say of a bundle's losses without a model: predictions to be better than. */
public final class Baselines {
    /** The losses of the other bundles of the same strategy, as lengths of stream. */
    public static final String SAME_STRATEGY = "sameStrategy";

    /** The mean time in which no guest ran, times the rate. */
    public static final String DOWNTIME = "rateTimesDowntime";

    /** The mean lengths of all phases in which something is out of place, added up, times the rate. */
    public static final String PHASES = "rateTimesMeanPhases";

    private static final double NANOS_PER_MS = 1e6;

    private Baselines() {}

    /**
     * A bundle whose losses are known.
     *
     * @param lostMs its lost frames as a length of stream, in milliseconds; empty when not exactly known
     */
    public record Known(CaptureBundle bundle, Landmarks landmarks, OptionalDouble lostMs) {}

    /** The CRPS of each baseline in frames; those that the known bundles do not allow are left out. */
    static Map<String, Double> crps(CaptureBundle bundle, long lost, double msPerFrame, List<Known> known) {
        Map<String, Double> scores = new LinkedHashMap<>();
        double[] same = known.stream()
                .filter(one -> !one.bundle().name().equals(bundle.name())
                        && one.bundle().strategy().equals(bundle.strategy()))
                .map(Known::lostMs)
                .flatMapToDouble(OptionalDouble::stream)
                .map(ms -> ms / msPerFrame)
                .toArray();
        if (same.length > 0) {
            scores.put(SAME_STRATEGY, Score.of(same, lost, 0.5).crps());
        }
        mean(known, Landmark.STOP, Landmark.RESUME)
                .ifPresent(ms -> scores.put(DOWNTIME, Math.abs(ms / msPerFrame - lost)));
        double sum = mean(known, Landmark.STOP, Landmark.RESUME).orElse(0);
        if (leaves(bundle)) {
            sum += mean(known, Landmark.UNPLUG_REQUEST, Landmark.GONE).orElse(0)
                    + mean(known, Landmark.GONE, Landmark.LEAVE_MOVED).orElse(0);
        }
        if (returns(bundle)) {
            sum += mean(known, Landmark.PLUG, Landmark.REGISTERED).orElse(0)
                    + mean(known, Landmark.REGISTERED, Landmark.LINK_UP).orElse(0)
                    + mean(known, Landmark.LINK_UP, Landmark.RETURN_MOVED).orElse(0);
        }
        if (!known.isEmpty()) {
            scores.put(PHASES, Math.abs(sum / msPerFrame - lost));
        }
        return scores;
    }

    private static boolean leaves(CaptureBundle bundle) {
        return bundle.initial()
                .filter(initial -> initial.primaryA() == PrimaryPresence.PLUGGED)
                .isPresent();
    }

    private static boolean returns(CaptureBundle bundle) {
        boolean hidden = bundle.initial()
                .filter(initial -> initial.primaryB() == PrimaryPresence.HIDDEN)
                .isPresent();
        return hidden || bundle.plan().steps().stream().anyMatch(Action.DeviceAdd.class::isInstance);
    }

    /** The mean of a stretch over the bundles that have both ends in this order, in milliseconds. */
    private static OptionalDouble mean(List<Known> known, Landmark from, Landmark to) {
        return known.stream()
                .map(Known::landmarks)
                .map(landmarks -> length(landmarks.at(from), landmarks.at(to)))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static OptionalDouble length(Optional<Moment> from, Optional<Moment> to) {
        return from.isPresent()
                        && to.isPresent()
                        && from.get().atNanos() <= to.get().atNanos()
                ? OptionalDouble.of((to.get().atNanos() - from.get().atNanos()) / NANOS_PER_MS)
                : OptionalDouble.empty();
    }
}
