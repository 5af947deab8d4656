package dev.vfgap.simcore.distribution;

/**
 * One value that never varies.
 *
 * @param value the value, finite
 */
public record Constant(double value) implements Distribution {

    /** Checks the value. */
    public Constant {
        Check.finite("the value", value);
    }

    @Override
    public double quantile(double u) {
        Check.probability(u);
        return value;
    }

    @Override
    public double cumulativeProbability(double at) {
        return at < value ? 0 : 1;
    }

    @Override
    public double min() {
        return value;
    }

    @Override
    public double max() {
        return value;
    }

    @Override
    public double mean() {
        return value;
    }
}
