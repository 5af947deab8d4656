package dev.vfgap.scenarios.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.validate.OwnDelays;
import dev.vfgap.replay.validate.Predictor.Predicted;
import dev.vfgap.replay.validate.Predictor.PredictedRun;
import dev.vfgap.scenarios.library.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A simulation with a recording's own delays takes as long from landmark to landmark as the recording did. */
class OwnDelaysTest {
    private static final double MS = 1e6;

    /** Management's own delays go to the draws of their steps: what leads away is not what leads back. */
    @ParameterizedTest
    @CsvSource({
        "S1-1, ACTIVE, LEAVE_MOVED",
        "S1-1, LINK_UP, RETURN_MOVED",
        "S3-1, DEVICE_DELETED, LEAVE_MOVED",
        "S3-1, LINK_UP, RETURN_MOVED",
        "S4-1, DEVICE_DELETED, LEAVE_MOVED",
        "S4-1, LINK_UP, RETURN_MOVED",
        "S5-1, LINK_UP, RETURN_MOVED",
        "F1-1, LINK_UP, RETURN_MOVED",
        "S8b-1, LINK_UP, RETURN_MOVED",
        "S7-1, STOP, COMPLETED",
        "S3-1, STOP, RESUME",
    })
    void stretchesAreAsLongAsInTheRecording(String name, Landmark from, Landmark to) throws InterruptedException {
        Calibration.Recorded run =
                Calibration.Recorded.of(CaptureBundle.read(Path.of("..", "replay", "samples", "migration", name)));
        OwnDelays delays = OwnDelays.of(run, Catalogue.all());
        Replicated replicated = new Replicated(1);
        Predicted plain = replicated.predict(run.bundle(), UnaryOperator.identity(), 1, 1);
        Predicted own = replicated.predict(run.bundle(), values -> delays.over(values, plain.drawn()), 1, 5);
        double recorded = (run.landmarks().at(to).orElseThrow().atNanos()
                        - run.landmarks().at(from).orElseThrow().atNanos())
                / MS;
        List<Double> simulated = own.runs().stream()
                .map(PredictedRun::outages)
                .map(outages -> (outages.at().get(to) - outages.at().get(from)) / MS)
                .toList();

        assertThat(simulated).allSatisfy(ms -> assertThat(ms).isCloseTo(recorded, within(0.5)));
    }
}
