package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.FRAMES;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.stream.IntStream;

/** What follows from the definition of the model: no publication, and no excuse. */
final class ClosedForms {
    private static final List<String> PROBE_TIMES = List.of("20ms", "40ms", "80ms", "160ms", "320ms");
    private static final Trial WINDOW = Trial.of("C1-window");
    private static final Trial ONE_PATH = Trial.of("C2-one-path");

    static final PublishedRow C1 = new PublishedRow(
            "C1",
            "A steady stream loses its rate times the window",
            "arithmetic",
            List.of(Published.closedForm(
                    "lost frames less rate x window, furthest",
                    FRAMES,
                    "0, one more or less",
                    new MedianWithin(-1, 1, "the stream's phase"),
                    new Reading(List.of(WINDOW), ClosedForms::furthestFromRateTimesWindow),
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

    private ClosedForms() {}

    private static Spread furthestFromRateTimesWindow(List<Prediction> predictions) {
        Prediction prediction = predictions.get(0);
        Period period = prediction.experiment().setup().rx().orElseThrow();
        return Reading.one(prediction.runs().stream()
                .mapToDouble(run -> {
                    List<Long> moves = run.log().milestones().stream()
                            .filter(Reading.first(Milestone.Kind.FILTER_MOVED))
                            .map(Milestone::atNanos)
                            .toList();
                    double framesInWindow =
                            (moves.get(1) - moves.get(0)) * period.denominator() / (double) period.numeratorNanos();
                    return run.rx().outcome().lostFrames() - framesInWindow;
                })
                .reduce(0, (most, next) -> Math.abs(next) > Math.abs(most) ? next : most));
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
