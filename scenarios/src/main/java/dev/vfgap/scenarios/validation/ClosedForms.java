package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.FRAMES;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What follows from the definition of the model: no publication, and no excuse. */
final class ClosedForms {
    private static final List<String> PROBE_TIMES = List.of("20ms", "40ms", "80ms", "160ms", "320ms");
    private static final Trial WINDOW = Trial.of("C1-window");
    private static final Trial ONE_PATH = Trial.of("C2-one-path");
    private static final String OPEN = "guest.vfOpen";
    private static final String POINTER = "guest.vfPointer";
    private static final Trial LATE_FILTER = Trial.of("C5-late-filter", OPEN + "=20ms", POINTER + "=100us");
    private static final Trial EARLY_FILTER = Trial.of("C4-longer", "nic=bridge", OPEN + "=20ms");
    private static final Trial SWITCHOVER = Trial.of("V11-announcements");

    static final PublishedRow C1 = new PublishedRow(
            "C1",
            "A steady stream loses its rate times the window",
            "arithmetic",
            List.of(Published.closedForm(
                    "lost frames less rate x window, furthest",
                    FRAMES,
                    "0, one more or less",
                    new MedianWithin(-1, 1, "the stream's phase"),
                    new Reading(
                            List.of(WINDOW),
                            predictions -> furthest(
                                    predictions.get(0),
                                    run -> run.rx().outcome().lostFrames(),
                                    run -> windowNanos(run, Kind.FILTER_MOVED, Kind.FILTER_MOVED))),
                    "")));

    static final PublishedRow C2 = new PublishedRow(
            "C2",
            "Nothing arrives twice while exactly one path accepts",
            "arithmetic",
            List.of(Published.closedForm(
                    "frames received twice, most",
                    FRAMES,
                    "0",
                    new MedianWithin(0, 0, "exact"),
                    Reading.greatest(ONE_PATH, ClosedForms::duplicated),
                    "")));

    static final PublishedRow C3 = new PublishedRow(
            "C3",
            "Sent and copied = ended by fate + on their way, at every moment",
            "arithmetic",
            List.of(Published.closedForm(
                    "frames unaccounted for, most",
                    FRAMES,
                    "0",
                    new MedianWithin(0, 0, "exact"),
                    new Reading(List.of(ONE_PATH), ClosedForms::unaccounted),
                    "")));

    static final PublishedRow C4 = new PublishedRow(
            "C4",
            "A longer window never loses less, all else being drawn alike",
            "common random numbers",
            List.of(Published.closedForm(
                    "runs in which a longer probe loses less",
                    Measure.RUNS,
                    "0",
                    new MedianWithin(0, 0, "exact"),
                    new Reading(
                            PROBE_TIMES.stream()
                                    .map(time -> Trial.of("C4-longer", "guest.vfProbe=" + time))
                                    .toList(),
                            ClosedForms::losingLess),
                    "")));

    static final PublishedRow C5 = new PublishedRow(
            "C5",
            "The windows that net_failover, an early filter and a switchover open, each for the rate times its length",
            "Linux drivers/net/net_failover.c; arithmetic",
            List.of(
                    window(
                            "registered before the filter follows: shadowed frames less rate x window, furthest",
                            new Reading(
                                    List.of(LATE_FILTER),
                                    predictions -> furthest(
                                            predictions.get(0),
                                            run -> frames(run, FrameFate.STANDBY_SHADOWED),
                                            run -> windowNanos(run, Kind.REGISTERED, Kind.FILTER_MOVED)
                                                    - given(predictions, OPEN)
                                                    - given(predictions, POINTER)))),
                    Published.closedForm(
                            "the same: frames of the guest lost, most",
                            FRAMES,
                            "0: only receive asks who is registered",
                            new MedianWithin(0, 0, "exact"),
                            Reading.greatest(
                                    LATE_FILTER, run -> run.tx().outcome().lostFrames()),
                            ""),
                    window(
                            "filter before the driver: frames ahead of it less rate x window, furthest",
                            new Reading(
                                    List.of(EARLY_FILTER),
                                    predictions -> furthest(
                                            predictions.get(0),
                                            run -> frames(run, FrameFate.FILTER_AHEAD_OF_DRIVER)
                                                    + frames(run, FrameFate.NO_DEVICE),
                                            run -> windowNanos(run, Kind.FILTER_MOVED, Kind.REGISTERED)
                                                    + given(predictions, OPEN)))),
                    window(
                            "no guest runs: frames lost less rate x window, furthest",
                            new Reading(
                                    List.of(SWITCHOVER),
                                    predictions -> furthest(
                                            predictions.get(0),
                                            run -> run.rx().outcome().lostFrames(),
                                            run -> windowNanos(run, Kind.STOP, Kind.RESUME))))));

    private ClosedForms() {}

    private static Published window(String name, Reading reading) {
        return Published.closedForm(
                name,
                FRAMES,
                "0, one more or less at each end",
                new MedianWithin(
                        -2, 2, "the stream's phase at both ends, and the frames under way between the two places"),
                reading,
                "");
    }

    /** How far what was lost lies from rate x window, in the run where it is furthest. */
    private static Spread furthest(
            Prediction prediction,
            ToDoubleFunction<MigrationRun> lostFrames,
            ToDoubleFunction<MigrationRun> windowNanos) {
        Period period = prediction.experiment().setup().rx().pace().orElseThrow();
        return Reading.one(prediction.runs().stream()
                .mapToDouble(run -> lostFrames.applyAsDouble(run)
                        - windowNanos.applyAsDouble(run) * period.denominator() / period.numeratorNanos())
                .reduce(0, (most, next) -> Math.abs(next) > Math.abs(most) ? next : most));
    }

    /** From the first milestone of a kind to the last one of another. */
    private static double windowNanos(MigrationRun run, Kind from, Kind until) {
        return run.log().milestones().stream()
                        .filter(Reading.first(until))
                        .mapToDouble(Milestone::atNanos)
                        .max()
                        .orElse(Double.NaN)
                - Reading.firstNanos(run.log(), Reading.first(from));
    }

    private static double given(List<Prediction> predictions, String key) {
        return predictions.get(0).experiment().setup().values().constant(key);
    }

    private static double frames(MigrationRun run, FrameFate fate) {
        return run.rx().outcome().byFate().getOrDefault(fate, 0L);
    }

    private static double duplicated(MigrationRun run) {
        long frames = 0;
        for (Direction direction : Direction.values()) {
            frames += run.of(direction).outcome().duplicatedFrames();
        }
        return frames;
    }

    private static Spread unaccounted(List<Prediction> predictions) {
        Prediction prediction = predictions.get(0);
        return Reading.one(IntStream.range(0, prediction.runs().size())
                .mapToDouble(replication ->
                        MigrationRun.mostUnaccounted(prediction.experiment().setup(), prediction.seed(), replication))
                .max()
                .orElse(Double.NaN));
    }

    private static Spread losingLess(List<Prediction> predictions) {
        int runs = predictions.get(0).runs().size();
        return Reading.one(IntStream.range(0, runs)
                .filter(run -> IntStream.range(1, predictions.size())
                        .anyMatch(
                                longer -> lost(predictions.get(longer), run) < lost(predictions.get(longer - 1), run)))
                .count());
    }

    private static long lost(Prediction prediction, int run) {
        return prediction.runs().get(run).rx().outcome().lostFrames();
    }
}
