package dev.vfgap.scenarios.compare.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.util.KthSelector;

/**
 * The bias-corrected and accelerated bootstrap interval of a mean (Efron, "Better bootstrap confidence intervals", Journal of
 * the American Statistical Association 82, 1987; Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 14).
 *
 * <p>A resample varies less than a sample, by a factor of (n-1)/n, and its spread is itself only estimated: both make the interval of
 * a small sample too narrow. As Hesterberg proposes ("What teachers should know about the bootstrap", The American
 * Statistician 69, 2015: the expanded percentile interval), the normal quantile is replaced by the one of Student's t over the root of
 * that factor.
 *
 * <p>Only of means: its acceleration comes from the jackknife, which fails for a median (chapter 11 there). The median has
 * {@link OrderStatistics}, which are exact.
 */
final class Bca {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Bca() {}

    /**
     * The acceleration of a mean by the jackknife: a sixth of the sample's skewness over the root of its size; 0 where all
     * values are equal.
     */
    static double acceleration(double[] values) {
        double mean = mean(values);
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double off = value - mean;
            squares += off * off;
            cubes += off * off * off;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    /** The average. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The quantile that stands for the normal one at the lower end: of a sample of n values, for a confidence. */
    static double tail(int n, double level) {
        return Math.sqrt(n / (n - 1.0))
                * new TDistribution(null, n - 1.0).inverseCumulativeProbability((1 - level) / 2);
    }

    /**
     * The interval.
     *
     * @param sample what was resampled
     * @param estimate its mean
     * @param resampled the means of its resamples; their order is changed
     * @param level the confidence of this interval, between 0 and 1
     * @param tail the {@link #tail} of the sample's size and the level
     */
    static Interval interval(double[] sample, double estimate, double[] resampled, double level, double tail) {
        int n = sample.length;
        double acceleration = acceleration(sample);
        int count = resampled.length;
        double below = 0;
        for (double mean : resampled) {
            below += mean < estimate ? 1 : mean == estimate ? 0.5 : 0;
        }
        // A share of 0 or 1 has no normal quantile; half a resample is the least that a share can be known to.
        double share = Math.min(Math.max(below, 0.5), count - 0.5) / count;
        double bias = NORMAL.inverseCumulativeProbability(share);
        double lowPosition = corrected(bias, tail, acceleration) * (count + 1);
        double highPosition = (1 - corrected(bias, -tail, acceleration)) * (count + 1);
        double student = -tail * Math.sqrt(squares(sample, estimate)) / n;
        KthSelector selector = new KthSelector();
        double low = selector.select(resampled, null, rank(lowPosition, count) - 1);
        double high = selector.select(resampled, null, count - rank(highPosition, count));
        // No resample says how far an end lies that is beyond all of them, as with two rows; Student's interval does.
        return new Interval(
                estimate,
                lowPosition < 1 ? Math.min(low, estimate - student) : low,
                highPosition < 1 ? Math.max(high, estimate + student) : high,
                level);
    }

    private static double squares(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }

    /** The share of resamples below an end. */
    private static double corrected(double bias, double tail, double acceleration) {
        double moved = bias + tail;
        double slack = 1 - acceleration * moved;
        // Beyond its pole the correction has no meaning; the interval then reaches to the outermost resample.
        return slack <= 0 ? (moved < 0 ? 0 : 1) : NORMAL.cumulativeProbability(bias + moved / slack);
    }

    private static int rank(double position, int count) {
        return (int) Math.min(count, Math.max(1, position));
    }
}
