package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.distribution.TruncatedLogNormal;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The distribution of the next value, from the values seen.
 *
 * <p>From {@value #FEW} values on it is Hill's A(n): the next value falls into each of the n + 1 gaps between the sorted
 * values with equal probability (B. M. Hill, JASA 63, 1968), the two outer gaps ended at twice the mean gap. It assumes no
 * shape and allows for not having seen the extremes. Below, it is a lognormal with the scatter of the values, widened as
 * Student's t widens a prediction from so few; a single value has the scatter that an estimated default has. Where the
 * default is a documented constant, as a sleep is, and no value is below it, the lognormal is that of what is above it.
 */
final class Fit {
    /** From so many values on their own order says enough. */
    static final int FEW = 8;

    /** The scatter of a delay of which nothing is known, as that of the estimated defaults: sigma of the logarithm. */
    static final double USUAL_SIGMA = 0.5;

    private static final double LEAST_SIGMA = 0.01;
    static final double TAIL_GAPS = 2;

    /** A shifted distribution has no form of its own: it is written as so many equal steps of probability. */
    private static final int SHIFTED_STEPS = 40;

    private static final double TWO_SIDED = 0.95;
    private static final double NORMAL_TWO_SIDED = 1.6448536269514722;

    private Fit() {}

    /** The distribution of the next value, within the parameter's range. */
    static Distribution next(double[] values, Parameter parameter) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length >= FEW ? hill(sorted, parameter) : ofFew(sorted, parameter);
    }

    private static Distribution hill(double[] sorted, Parameter parameter) {
        int n = sorted.length;
        double gap = (sorted[n - 1] - sorted[0]) / (n - 1);
        double[] quantiles = new double[n + 2];
        System.arraycopy(sorted, 0, quantiles, 1, n);
        quantiles[0] = Math.max(parameter.min(), Math.rint(sorted[0] - TAIL_GAPS * gap));
        quantiles[n + 1] = Math.min(parameter.max(), Math.rint(sorted[n - 1] + TAIL_GAPS * gap));
        return Empirical.of(quantiles);
    }

    private static Distribution ofFew(double[] sorted, Parameter parameter) {
        double floor = floor(parameter, sorted[0]);
        double[] logs = Arrays.stream(sorted)
                .map(value -> Math.log(Math.max(value - floor, Math.max(1, parameter.min() - floor))))
                .toArray();
        double median = Math.rint(Math.exp(Arrays.stream(logs).average().orElseThrow()));
        double least = Math.max(0, parameter.min() - floor);
        double most = parameter.max() - floor;
        if (median <= least || median >= most) {
            return new Constant(floor + Math.min(Math.max(median, least), most));
        }
        TruncatedLogNormal above = new TruncatedLogNormal(median, sigma(logs), least, most);
        return floor == 0 ? above : shifted(above, floor);
    }

    /** What is not fitted because it is documented, as a sleep is: 0 where a value was below it. */
    static double floor(Parameter parameter, double leastValue) {
        boolean documented = parameter.provenance().kind() == Provenance.Kind.DOCUMENTED
                && parameter.value() instanceof Constant
                && leastValue >= parameter.value().min();
        return documented ? parameter.value().min() : 0;
    }

    /** How far the logarithm of the next value scatters around their mean. */
    private static double sigma(double[] logs) {
        int n = logs.length;
        if (n == 1) {
            return USUAL_SIGMA;
        }
        double mean = Arrays.stream(logs).average().orElseThrow();
        double squares =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        double t = new TDistribution(null, n - 1).inverseCumulativeProbability(TWO_SIDED) / NORMAL_TWO_SIDED;
        return Math.max(LEAST_SIGMA, Math.sqrt(squares / (n - 1) * (1 + 1.0 / n)) * t);
    }

    private static Distribution shifted(Distribution above, double floor) {
        double[] quantiles = new double[SHIFTED_STEPS + 1];
        for (int i = 0; i <= SHIFTED_STEPS; i++) {
            quantiles[i] = floor + Math.rint(above.quantile(i / (double) SHIFTED_STEPS));
        }
        return Empirical.of(quantiles);
    }

    /**
     * A parameter of which each reading gives bounds only: what all bounds have in common, where the likelihood of all
     * readings is greatest (B. W. Turnbull, JRSS B 38, 1976, for bounds that all overlap). A sleep does not end before its
     * documented length. Empty when the bounds contradict each other.
     */
    static Optional<Uniform> withinBounds(List<Reading> bounds, Parameter parameter) {
        double least = bounds.stream().mapToDouble(Reading::leastNanos).max().orElseThrow();
        double most = bounds.stream().mapToDouble(Reading::mostNanos).min().orElseThrow();
        if (parameter.value() instanceof Constant documented) {
            least = Math.max(least, documented.value());
        }
        least = Math.max(least, parameter.min());
        most = Math.min(most, parameter.max());
        return least < most ? Optional.of(new Uniform(least, most)) : Optional.empty();
    }

    /** The middle of the values. */
    static double median(List<Double> values) {
        return Quantiles.of(values.stream().mapToDouble(value -> value).toArray(), 0.5);
    }

    /**
     * The interval of the true median that two of the sorted values make: the number of values below the median is
     * binomial, whatever the distribution. Of few values it is from the least to the greatest, whose level is lower.
     */
    static double[] medianInterval(double[] values, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        BinomialDistribution below = new BinomialDistribution(null, n, 0.5);
        int k = 0;
        while (k + 1 < n - 1 - k && below.cumulativeProbability(k) <= (1 - level) / 2) {
            k++;
        }
        int rank = Math.max(0, k - 1);
        return new double[] {sorted[rank], sorted[n - 1 - rank]};
    }
}
