package dev.vfgap.replay.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.validate.Residual.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a residual points to, and where the frames lie that a prediction misses: on outages made by hand. */
class ResidualTest {
    private static final long MS = 1_000_000;

    private enum Stop {
        LOSES,
        LOSES_NOTHING
    }

    /** Predicted are 0 .. 100 frames, 9 of 10 within 5 .. 95; the third column is what the run's own delays leave. */
    @ParameterizedTest
    @CsvSource({
        "60, 0, WITHIN_SPREAD",
        "60, 500, WITHIN_SPREAD",
        "300, 0, DELAYS_UNUSUAL",
        "300, 44, DELAYS_UNUSUAL",
        "300, 46, MECHANISM",
        "300, -46, MECHANISM",
        "2, 0, DELAYS_UNUSUAL",
        "2, -48, MECHANISM",
    })
    void aMechanismIsMissingWhereWhatIsLeftAloneWouldLieOutside(double measured, double left, Verdict verdict) {
        Score score = Score.of(LongStream.rangeClosed(0, 100).asDoubleStream().toArray(), measured, 0.5);

        assertThat(Verdict.of(score, left)).isEqualTo(verdict);
    }

    /** The recording's clock and those of the runs have nothing in common but their landmarks. */
    @Test
    void outagesAreComparedFromTheLandmarksNearestToTheirEdges() {
        Outages measured = new Outages(
                List.of(outage(1_003, 1_400, 398), outage(2_000, 2_040, 41)),
                Map.of(
                        Landmark.DRIVER_STOP, 1_000 * MS,
                        Landmark.LEAVE_MOVED, 1_401 * MS,
                        Landmark.STOP, 2_000 * MS,
                        Landmark.RESUME, 2_041 * MS));

        assertThat(OutageMatch.differences(measured, runs(Stop.LOSES)))
                .containsExactly(
                        "41 frames lost from 0.0 ms after stop to 1.0 ms before resume; predicted 33, from 0.0 ms after stop to"
                                + " 9.0 ms before resume");
    }

    @Test
    void anOutageThatNoRunHasAndOneThatOnlyRunsHaveAreTold() {
        Outages measured = new Outages(
                List.of(outage(500, 886, 387), outage(1_003, 1_400, 398)),
                Map.of(
                        Landmark.UNPLUG_REQUEST, 400 * MS,
                        Landmark.DRIVER_STOP, 1_000 * MS,
                        Landmark.LEAVE_MOVED, 1_401 * MS,
                        Landmark.STOP, 2_000 * MS));

        assertThat(OutageMatch.differences(measured, runs(Stop.LOSES)))
                .containsExactly(
                        "387 frames lost from 100.0 ms after unplug request to 114.0 ms before driver stop; no outage is predicted"
                                + " there",
                        "33 frames are predicted lost where the recording lost none, most of them from 0.0 ms after stop on");
    }

    @Test
    void anOutageThatIsPredictedAsItWasIsNotTold() {
        Outages measured = new Outages(
                List.of(outage(1_003, 1_400, 398)),
                Map.of(Landmark.DRIVER_STOP, 1_000 * MS, Landmark.LEAVE_MOVED, 1_401 * MS));

        assertThat(OutageMatch.differences(measured, runs(Stop.LOSES_NOTHING))).isEmpty();
    }

    private static Outage outage(long fromMs, long untilMs, long frames) {
        return new Outage(fromMs * MS, untilMs * MS, frames);
    }

    /** Runs that lose 398 frames at the unplug, each on a clock of its own, at pauses of its own. */
    private static List<Outages> runs(Stop atStop) {
        return IntStream.range(0, 20)
                .mapToObj(i -> {
                    long unplug = 10_000 + 7 * i;
                    long stop = 15_000 + 31 * i;
                    Outage leaving = outage(unplug + 3, unplug + 400, 398);
                    return new Outages(
                            atStop == Stop.LOSES ? List.of(leaving, outage(stop, stop + 32, 33)) : List.of(leaving),
                            Map.of(
                                    Landmark.UNPLUG_REQUEST, (unplug - 600) * MS,
                                    Landmark.DRIVER_STOP, unplug * MS,
                                    Landmark.LEAVE_MOVED, (unplug + 401) * MS,
                                    Landmark.STOP, stop * MS,
                                    Landmark.RESUME, (stop + 41) * MS));
                })
                .toList();
    }
}
