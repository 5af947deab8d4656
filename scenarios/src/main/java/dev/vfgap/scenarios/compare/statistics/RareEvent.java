package dev.vfgap.scenarios.compare.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Something that happened in some of the replications, or in none.
 *
 * @param seen in how many
 * @param of how many there are
 * @param level the confidence of {@link #most}
 */
public record RareEvent(int seen, int of, double level) {
    /**
     * The greatest probability that is possible, by Clopper and Pearson (Biometrika 26, 1934), one-sided. Where it was never seen
     * that is the rule of three: about 3/n with a confidence of 95 % (Hanley and Lippman-Hand, "If nothing goes wrong, is
     * everything all right?", JAMA 249, 1983).
     */
    public double most() {
        if (seen == of) {
            return 1;
        }
        return seen == 0
                ? 1 - StrictMath.pow(1 - level, 1.0 / of)
                : new BetaDistribution(null, seen + 1.0, of - seen).inverseCumulativeProbability(level);
    }

    /** Its fields by name. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", seen);
        fields.put("share", seen / (double) of);
        fields.put("shareAtMost", most());
        fields.put("level", level);
        return fields;
    }
}
