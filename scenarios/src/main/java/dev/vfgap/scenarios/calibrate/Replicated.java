package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Predictor;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Predicts by simulating a bundle's plan again and again.
 *
 * @param jobs how many runs at once; the result does not depend on it
 */
public record Replicated(int jobs) implements Predictor {
    private static final double NANOS_PER_MS = 1e6;

    @Override
    public List<PredictedRun> predict(CaptureBundle bundle, UnaryOperator<ParameterValues> values, long seed, int count)
            throws InterruptedException {
        MigrationSetup setup = BundleSetup.of(bundle, values);
        return Replications.run(setup, seed, count, jobs, () -> {}).stream()
                .map(MigrationRun::rx)
                .map(rx ->
                        new PredictedRun(rx.outcome().lostFrames(), rx.outcome().longestOutageNanos() / NANOS_PER_MS))
                .toList();
    }
}
