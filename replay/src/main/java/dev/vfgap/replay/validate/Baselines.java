package dev.vfgap.replay.validate;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one would say of a bundle's losses without a model: predictions to be better than.
 *
 * <p>Each is given what helps it. All may know every other bundle, those of the same strategy among them, also where the model
 * may not. The first two are distributions as the model's is; the sum of mean phases is one number, as its name says, whose CRPS
 * is its distance. Its phases are those of bundles with the same kind of hot-plug, and the removal is counted from the driver's
 * stop: before it, a primary that was asked to leave still receives.
 */
public final class Baselines {
    /** The losses of the other bundles of the same strategy, as lengths of stream. */
    public static final String SAME_STRATEGY = "sameStrategy";

    /** The times in which no guest ran in other bundles, times the rate. */
    public static final String DOWNTIME = "rateTimesDowntime";

    /** The mean lengths of all phases in which something is out of place, added up, times the rate. */
    public static final String PHASES = "rateTimesMeanPhases";

    private static final double NANOS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;

    /** Where a measured value is put among equal ones does not change its CRPS. */
    private static final double ANYWHERE = 0.5;

    private Baselines() {}

    /**
     * A bundle whose losses are known.
     *
     * @param lostMs its lost frames as a length of stream, in milliseconds; empty when not exactly known
     */
    public record Known(CaptureBundle bundle, Landmarks landmarks, OptionalDouble lostMs) {
        /** What a bundle and its account show. */
        public static Known of(Calibration.Recorded run, Account account) {
            OptionalDouble rate = run.bundle()
                    .traffic(Direction.RX)
                    .map(stream -> stream.framesPerSecond())
                    .orElse(OptionalDouble.empty());
            return new Known(
                    run.bundle(),
                    run.landmarks(),
                    account.rx().lost().isExact() && rate.isPresent()
                            ? OptionalDouble.of(account.rx().lost().low() * MS_PER_SECOND / rate.getAsDouble())
                            : OptionalDouble.empty());
        }
    }

    /** The CRPS of each baseline in frames; those that the known bundles do not allow are left out. */
    static Map<String, Double> crps(CaptureBundle bundle, long lost, double msPerFrame, List<Known> known) {
        Map<String, Double> scores = new LinkedHashMap<>();
        List<Known> others = known.stream()
                .filter(one -> !one.bundle().name().equals(bundle.name()))
                .toList();
        double[] same = others.stream()
                .filter(one ->
                        bundle.strategy().isPresent() && one.bundle().strategy().equals(bundle.strategy()))
                .map(Known::lostMs)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        distribution(same, lost, msPerFrame).ifPresent(crps -> scores.put(SAME_STRATEGY, crps));
        double[] downtimes = lengths(others, Landmark.STOP, Landmark.RESUME);
        distribution(downtimes, lost, msPerFrame).ifPresent(crps -> scores.put(DOWNTIME, crps));
        if (!others.isEmpty()) {
            scores.put(PHASES, Math.abs(sumOfMeans(bundle, others) / msPerFrame - lost));
        }
        return scores;
    }

    private static OptionalDouble distribution(double[] lengthsMs, long lost, double msPerFrame) {
        double[] frames = Arrays.stream(lengthsMs).map(ms -> ms / msPerFrame).toArray();
        return frames.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Score.of(frames, lost, ANYWHERE).crps());
    }

    private static double sumOfMeans(CaptureBundle bundle, List<Known> others) {
        double sum = mean(others, Landmark.STOP, Landmark.RESUME);
        List<Known> alike = others.stream()
                .filter(one -> one.bundle()
                        .environment()
                        .hotplug()
                        .equals(bundle.environment().hotplug()))
                .toList();
        if (leaves(bundle)) {
            sum += mean(alike, Landmark.DRIVER_STOP, Landmark.GONE) + mean(alike, Landmark.GONE, Landmark.LEAVE_MOVED);
        }
        if (returns(bundle)) {
            sum += mean(alike, Landmark.PLUG, Landmark.REGISTERED)
                    + mean(alike, Landmark.REGISTERED, Landmark.LINK_UP)
                    + mean(alike, Landmark.LINK_UP, Landmark.RETURN_MOVED);
        }
        return sum;
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

    /** The mean of a stretch, in milliseconds; 0 where no bundle shows it. */
    private static double mean(List<Known> known, Landmark from, Landmark to) {
        return Arrays.stream(lengths(known, from, to)).average().orElse(0);
    }

    /** The stretch in each bundle that has both ends in this order, in milliseconds. */
    private static double[] lengths(List<Known> known, Landmark from, Landmark to) {
        return known.stream()
                .map(Known::landmarks)
                .map(landmarks -> length(landmarks.at(from), landmarks.at(to)))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    private static OptionalDouble length(Optional<Moment> from, Optional<Moment> to) {
        return from.isPresent()
                        && to.isPresent()
                        && from.get().atNanos() <= to.get().atNanos()
                ? OptionalDouble.of((to.get().atNanos() - from.get().atNanos()) / NANOS_PER_MS)
                : OptionalDouble.empty();
    }
}
