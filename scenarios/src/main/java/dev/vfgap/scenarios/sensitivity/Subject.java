package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is analysed.
 *
 * @param experiment a scenario with a strategy
 * @param metric the number of a run that is looked at
 * @param seed of all runs
 * @param level the confidence of each interval
 */
public record Subject(Experiment experiment, Metric metric, long seed, double level) {

    /** {@code default, qemu-failover-acpi: lostFrames}. */
    String title() {
        return experiment.scenario().name() + ", " + experiment.strategy().name() + ": " + metric.name();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenario", experiment.scenario().name());
        fields.put("strategy", experiment.strategy().name());
        fields.put("scenarioDigest", experiment.digest());
        fields.put("metric", metric.name());
        fields.put("level", level);
        return fields;
    }

    /** Refuses values of which some runs have none: means over the others would compare unlike runs. */
    double[] require(double[] values) {
        int without = 0;
        for (double value : values) {
            without += Double.isNaN(value) ? 1 : 0;
        }
        if (without > 0) {
            throw new BadInputException(InputProblem.ofFile(
                    "--metric " + metric.name(),
                    without + " of " + values.length + " points have a run without it",
                    "choose lostFrames or another that every run has"));
        }
        return values;
    }
}
