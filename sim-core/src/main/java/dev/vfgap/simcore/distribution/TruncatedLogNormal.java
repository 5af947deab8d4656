package dev.vfgap.simcore.distribution;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A delay whose logarithm is normal, given that it lies within bounds: the usual shape of software delays, a hump with a
 * long tail.
 *
 * <p>The bounds must hold at least a millionth of the whole distribution; further out the inversion has too few digits.
 * A draw costs about a microsecond.
 *
 * @param median median before truncation, more than 0
 * @param sigma standard deviation of the natural logarithm, more than 0: 0.5 spreads two thirds of the draws over
 *     median/1.65 .. median·1.65
 * @param min least value, finite, at least 0
 * @param max greatest value, finite, more than {@code min}
 */
public record TruncatedLogNormal(double median, double sigma, double min, double max) implements Distribution {

    /** No generator: the constructor without one seeds a generator from the clock. */
    private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

    private static final double LEAST_MASS = 1e-6;

    /** Checks the bounds, the median and sigma, and that the bounds hold enough of the distribution. */
    public TruncatedLogNormal {
        Check.bounds(min, max);
        Check.positive("the median", median);
        Check.positive("sigma", sigma);
        if (min < 0) {
            throw new IllegalArgumentException("a lognormal value is 0 or more, so its least value must be too");
        }
        double mass = below(max, median, sigma) - below(min, median, sigma);
        if (mass < LEAST_MASS) {
            throw new IllegalArgumentException(
                    "the bounds hold less than a millionth of the distribution: move them towards the median");
        }
    }

    @Override
    public double quantile(double u) {
        double belowMin = below(min, median, sigma);
        double belowMax = below(max, median, sigma);
        double probability = Math.min(belowMin + Check.probability(u) * (belowMax - belowMin), 1);
        double value = median * StrictMath.exp(sigma * STANDARD.inverseCumulativeProbability(probability));
        return Check.clamp(value, min, max);
    }

    @Override
    public double cumulativeProbability(double value) {
        double belowMin = below(min, median, sigma);
        double belowMax = below(max, median, sigma);
        double belowValue = below(Check.clamp(value, min, max), median, sigma);
        return Check.clamp((belowValue - belowMin) / (belowMax - belowMin), 0, 1);
    }

    @Override
    public double mean() {
        double mass = below(max, median, sigma) - below(min, median, sigma);
        // E[X; a<X<b] of a lognormal: its mean times the mass of the same bounds under a median shifted by sigma
        // squared.
        double shifted = median * StrictMath.exp(sigma * sigma);
        double massOfShifted = below(max, shifted, sigma) - below(min, shifted, sigma);
        return Check.clamp(median * StrictMath.exp(sigma * sigma / 2) * massOfShifted / mass, min, max);
    }

    private static double below(double value, double median, double sigma) {
        return STANDARD.cumulativeProbability(StrictMath.log(value / median) / sigma);
    }
}
