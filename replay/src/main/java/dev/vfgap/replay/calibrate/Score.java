package dev.vfgap.replay.calibrate;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How a measured value lies in a predicted distribution that is given as a sample.
 *
 * @param median the middle of the sample
 * @param low the lower end of its central interval of {@link #LEVEL}
 * @param high its upper end
 * @param inside whether the measured value lies in that interval
 * @param pit the part of the sample below the measured value; of equal values a part that {@code u} says
 * @param crps the continuous ranked probability score: mean |X - y| less half of mean |X - X'|, in the value's unit; less
 *     is better (Gneiting and Raftery, JASA 102, 2007)
 */
public record Score(double median, double low, double high, boolean inside, double pit, double crps) {
    /** The level of the interval. */
    public static final double LEVEL = 0.9;

    /**
     * Scores a prediction.
     *
     * @param sample the predicted values, at least one
     * @param measured the measured value
     * @param u where among equal values the measured one is put, 0 to 1: counts are discrete
     */
    public static Score of(double[] sample, double measured, double u) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double low = quantile(sorted, (1 - LEVEL) / 2);
        double high = quantile(sorted, (1 + LEVEL) / 2);
        int below = 0;
        int equal = 0;
        double distance = 0;
        for (double value : sorted) {
            below += value < measured ? 1 : 0;
            equal += value == measured ? 1 : 0;
            distance += Math.abs(value - measured);
        }
        int n = sorted.length;
        return new Score(
                quantile(sorted, 0.5),
                low,
                high,
                low <= measured && measured <= high,
                (below + u * equal) / n,
                distance / n - spread(sorted) / 2);
    }

    /** Mean |X - X'| over all pairs of a sorted sample, in one pass. */
    private static double spread(double[] sorted) {
        int n = sorted.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (2.0 * i - n + 1) * sorted[i];
        }
        return 2 * sum / ((double) n * n);
    }

    /** The quantile between the two nearest values (type 7 of Hyndman and Fan). */
    static double quantile(double[] sample, double share) {
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sample, 100 * share);
    }
}
