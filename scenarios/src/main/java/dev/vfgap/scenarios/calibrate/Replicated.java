package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.validate.Outages;
import dev.vfgap.replay.validate.Predictor;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        Set<String> drawn = new HashSet<>();
        runs.forEach(run -> drawn.addAll(run.log().drawnKeys()));
        Set<String> used = new HashSet<>(Experiment.constantKeys(setup));
        used.addAll(drawn);
        return new Predicted(
                runs.stream().map(Replicated::of).toList(),
                setup.values().assumedKeys().stream().filter(used::contains).toList(),
                drawn,
                BundleSetup.of(bundle, UnaryOperator.identity()).values(),
                setup.values());
    }

    private static PredictedRun of(MigrationRun run) {
        MigrationRun.Sent rx = run.rx();
        return new PredictedRun(
                rx.outcome().lostFrames(),
                rx.outcome().longestOutageNanos() / NANOS_PER_MS,
                new Outages(rx.outcome().outages(), landmarks(run.log().milestones())));
    }

    /** The landmarks that a run's milestones show: the first away from a primary, the last back to one. */
    private static Map<Landmark, Long> landmarks(List<Milestone> milestones) {
        Map<Landmark, Long> at = new EnumMap<>(Landmark.class);
        for (Milestone milestone : milestones) {
            switch (milestone.kind()) {
                case UNPLUG_REQUESTED -> at.putIfAbsent(Landmark.UNPLUG_REQUEST, milestone.atNanos());
                case REMOVE_STARTED -> at.putIfAbsent(Landmark.DRIVER_STOP, milestone.atNanos());
                case GONE -> at.putIfAbsent(Landmark.GONE, milestone.atNanos());
                case DEVICE_DELETED -> at.putIfAbsent(Landmark.DEVICE_DELETED, milestone.atNanos());
                case STOP -> at.putIfAbsent(Landmark.STOP, milestone.atNanos());
                case REGISTERED -> at.put(Landmark.REGISTERED, milestone.atNanos());
                case LINK_UP -> at.put(Landmark.LINK_UP, milestone.atNanos());
                case RESUME -> {
                    if (milestone.host() == Host.B) {
                        at.putIfAbsent(Landmark.RESUME, milestone.atNanos());
                    }
                }
                case MIGRATION -> status(milestone, at);
                case FILTER_MOVED -> {
                    if (milestone.name().endsWith(" " + FilterTarget.PRIMARY.word())) {
                        at.put(Landmark.RETURN_MOVED, milestone.atNanos());
                    } else {
                        at.putIfAbsent(Landmark.LEAVE_MOVED, milestone.atNanos());
                    }
                }
                default -> {
                    // Nothing that a recording shows the same way.
                }
            }
        }
        return at;
    }

    private static void status(Milestone milestone, Map<Landmark, Long> at) {
        switch (milestone.text()) {
            case "setup" -> at.putIfAbsent(Landmark.SETUP, milestone.atNanos());
            case "active" -> at.putIfAbsent(Landmark.ACTIVE, milestone.atNanos());
            case "completed" -> at.putIfAbsent(Landmark.COMPLETED, milestone.atNanos());
            default -> {
                // Other words are no landmarks.
            }
        }
    }
}
