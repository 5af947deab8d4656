package dev.vfgap.scenarios.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a selection that stops by itself ended.
 *
 * @param decided whether it ended before the budget did
 * @param selected the strategy that is selected, or is ahead
 * @param left the strategies that were still in: with an end, those of equal means
 * @param level the probability with which the selected one is the best, if it is better by the indifference zone
 * @param indifference the indifference zone, in the metric's unit
 * @param replicationsAnObservation how many runs are averaged to one observation
 * @param firstObservations from how many observations the variances are taken
 * @param observations how many rows of observations it looked at
 * @param runs how many runs were made in all
 * @param budgetRuns how many were allowed
 */
public record Selection(
        boolean decided,
        String selected,
        List<String> left,
        double level,
        double indifference,
        int replicationsAnObservation,
        int firstObservations,
        int observations,
        long runs,
        long budgetRuns) {

    public Selection {
        left = List.copyOf(left);
    }

    /** Its fields by name; the unit of the zone stands in its key. */
    public Map<String, Object> fields(Metric metric) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("procedure", "KN (Kim and Nelson 2001)");
        fields.put("decided", decided);
        fields.put("selected", selected);
        fields.put("left", left);
        fields.put("level", level);
        fields.put(metric.unit() == Metric.Unit.FRAMES ? "indifferenceFrames" : "indifferenceMs", indifference);
        fields.put("replicationsAnObservation", replicationsAnObservation);
        fields.put("firstObservations", firstObservations);
        fields.put("observations", observations);
        fields.put("runs", runs);
        fields.put("budgetRuns", budgetRuns);
        return fields;
    }
}
