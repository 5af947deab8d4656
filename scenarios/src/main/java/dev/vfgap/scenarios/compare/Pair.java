package dev.vfgap.scenarios.compare;

import dev.vfgap.scenarios.compare.statistics.PairedDifference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two strategies compared, replication by replication.
 *
 * @param better the one with the lesser mean over the runs that both have, or the first ranked of equal ones
 * @param worse the other
 * @param metric what is compared
 * @param difference worse minus better
 */
public record Pair(String better, String worse, Metric metric, PairedDifference difference) {
    /** Its fields by name. What is infinite or unknown has no number. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("better", better);
        fields.put("worse", worse);
        fields.put("metric", metric.name());
        fields.put("difference", difference.mean().fields());
        fields.put("medianDifference", difference.median().fields());
        fields.put("conclusion", difference.conclusion().words());
        fields.put("replications", difference.rows());
        if (difference.isConstant()) {
            fields.put("neverOtherwise", difference.otherDifference().fields());
        }
        fields.put("varianceReduction", difference.varianceReduction());
        fields.put("correlation", difference.correlation());
        return fields;
    }
}
