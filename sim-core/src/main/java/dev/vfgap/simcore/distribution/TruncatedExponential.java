package dev.vfgap.simcore.distribution;

/**
 * The waiting time of an event without memory, given that it lies within bounds.
 *
 * @param scale mean before truncation, more than 0; the mean of the draws is {@link #mean()}
 * @param min least value, finite
 * @param max greatest value, finite, more than {@code min}
 */
public record TruncatedExponential(double scale, double min, double max) implements Distribution {

    /** Below this ratio of width to scale the density is flat and the closed form of the mean cancels out. */
    private static final double FLAT = 1e-4;

    /** Checks the bounds and the scale. */
    public TruncatedExponential {
        Check.bounds(min, max);
        Check.positive("the mean", scale);
    }

    @Override
    public double quantile(double u) {
        double minusMassWithinBounds = StrictMath.expm1(-(max - min) / scale);
        double value = min - scale * StrictMath.log1p(Check.probability(u) * minusMassWithinBounds);
        return Check.clamp(value, min, max);
    }

    @Override
    public double cumulativeProbability(double value) {
        double within = Check.clamp(value, min, max);
        return StrictMath.expm1(-(within - min) / scale) / StrictMath.expm1(-(max - min) / scale);
    }

    @Override
    public double mean() {
        double width = max - min;
        double ratio = width / scale;
        double aboveMin = ratio < FLAT ? width * (0.5 - ratio / 12) : scale - width / StrictMath.expm1(ratio);
        return min + aboveMin;
    }
}
