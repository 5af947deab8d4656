package dev.vfgap.scenarios.compare.statistics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a quantity: an estimate, and the ends between which the truth lies with a confidence.
 *
 * @param value the estimate; not a number where there is none
 * @param low the lower end; not a number where the sample gives none
 * @param high the upper end; not a number where the sample gives none
 * @param level the confidence, from 0 to 1: that of all intervals together where several are told together
 */
public record Interval(double value, double low, double high, double level) {
    /** Whether zero is a possible truth. */
    public boolean containsZero() {
        return !(low > 0 || high < 0);
    }

    /** The greatest distance from zero that is possible. */
    public double most() {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    /** The same with other signs: of B minus A where this is of A minus B. */
    public Interval negated() {
        return new Interval(-value + 0.0, -high + 0.0, -low + 0.0, level);
    }

    /** The same ends, said with another confidence. */
    Interval at(double otherLevel) {
        return new Interval(value, low, high, otherLevel);
    }

    /** Its fields by name. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", value);
        fields.put("low", low);
        fields.put("high", high);
        fields.put("level", level);
        return fields;
    }
}
