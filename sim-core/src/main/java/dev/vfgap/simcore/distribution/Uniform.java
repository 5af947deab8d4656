package dev.vfgap.simcore.distribution;

/**
 * All values between two bounds, equally likely.
 *
 * @param min least value, finite
 * @param max greatest value, finite, more than {@code min}
 */
public record Uniform(double min, double max) implements Distribution {

    /** Checks the bounds. */
    public Uniform {
        Check.bounds(min, max);
    }

    @Override
    public double quantile(double u) {
        return Check.clamp(min + Check.probability(u) * (max - min), min, max);
    }

    @Override
    public double cumulativeProbability(double value) {
        return Check.clamp((value - min) / (max - min), 0, 1);
    }

    @Override
    public double mean() {
        return min + (max - min) / 2;
    }
}
