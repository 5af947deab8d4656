package dev.vfgap.scenarios.compare.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Quantiles of a sample with intervals whose ends are values of the sample, whatever its distribution: how many of n values
 * lie below a quantile is binomial (David and Nagaraja, "Order statistics", 2003, section 7.1).
 */
public final class OrderStatistics {
    private final double[] sorted;

    /** Of a sample of at least one value. */
    public OrderStatistics(double[] sample) {
        sorted = sample.clone();
        Arrays.sort(sorted);
    }

    /**
     * A quantile. An end is not a number where no value of the sample is one: the quantile is beyond the sample. Its estimate
     * then is not a number either.
     *
     * @param share the part of all values below it, between 0 and 1
     * @param level the confidence, between 0 and 1; the interval has at least that
     */
    public Interval quantile(double share, double level) {
        int n = sorted.length;
        double doubt = (1 - level) / 2;
        BinomialDistribution below = new BinomialDistribution(null, n, share);
        // The k-th value is above the quantile when fewer than k values are below it.
        int low = least(k -> below.cumulativeProbability(k) > doubt, n);
        int high = least(k -> below.cumulativeProbability(k) >= 1 - doubt, n);
        boolean known = low > 0 && high < n;
        return new Interval(
                known ? estimate(share) : Double.NaN,
                low > 0 ? sorted[low - 1] : Double.NaN,
                high < n ? sorted[high] : Double.NaN,
                level);
    }

    /** How large a sample must be to have both ends. */
    public static int sampleFor(double share, double level) {
        double extreme = Math.max(share, 1 - share);
        int n = 1;
        for (double left = extreme; left > (1 - level) / 2; left *= extreme) {
            n++;
        }
        return n;
    }

    private double estimate(double share) {
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sorted, 100 * share);
    }

    private interface Count {
        boolean holds(int k);
    }

    /** The least k from 0 to n-1 for which a condition holds that stays true once it is; n where it never does. */
    private static int least(Count condition, int n) {
        int from = 0;
        int to = n;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (condition.holds(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
