package dev.vfgap.scenarios.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How a quantity came out over the replications.
 *
 * @param count how many values there are; the others are not numbers when there is none
 * @param median the middle value
 * @param mean the average
 * @param low the lower end of the central interval that holds {@code level} of the runs
 * @param high its upper end
 */
public record Spread(int count, double median, double mean, double low, double high) {
    /** The share of the runs within {@code low .. high}. */
    public static final double LEVEL = 0.9;

    /** The spread of some values. */
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return new Spread(
                sorted.length,
                quantile(sorted, 0.5),
                sum / sorted.length,
                quantile(sorted, (1 - LEVEL) / 2),
                quantile(sorted, (1 + LEVEL) / 2));
    }

    /**
     * The quantile between the two nearest values (type 7 of Hyndman and Fan, the default of R and NumPy).
     *
     * @param sorted the values, the least first
     * @param share the part of the values that lies below, from 0 to 1
     */
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Its fields by name. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("median", median);
        fields.put("mean", mean);
        fields.put("low", low);
        fields.put("high", high);
        fields.put("level", LEVEL);
        return fields;
    }
}
