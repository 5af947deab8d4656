package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Predictor;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Predicts by simulating a bundle's plan again and again.
 *
 * @param jobs how many runs at once; the result does not depend on it
 */
public record Replicated(int jobs) implements Predictor {
    private static final double NANOS_PER_MS = 1e6;

    @Override
    public Predicted predict(CaptureBundle bundle, UnaryOperator<ParameterValues> values, long seed, int count)
            throws InterruptedException {
        MigrationSetup setup = BundleSetup.of(bundle, values);
        List<MigrationRun> runs = Replications.run(setup, seed, count, jobs, () -> {});
        Set<String> used = new HashSet<>(Experiment.constantKeys(setup));
        runs.forEach(run -> used.addAll(run.log().drawnKeys()));
        return new Predicted(
                runs.stream().map(MigrationRun::rx).map(Replicated::of).toList(),
                setup.values().assumedKeys().stream().filter(used::contains).toList());
    }

    private static PredictedRun of(MigrationRun.Sent rx) {
        return new PredictedRun(rx.outcome().lostFrames(), rx.outcome().longestOutageNanos() / NANOS_PER_MS);
    }
}
