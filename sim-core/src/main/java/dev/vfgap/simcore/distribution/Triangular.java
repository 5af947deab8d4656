package dev.vfgap.simcore.distribution;

/**
 * A density that rises in a straight line to a most likely value and falls in one from it.
 *
 * @param min least value, finite
 * @param mode most likely value, {@code min..max}
 * @param max greatest value, finite, more than {@code min}
 */
public record Triangular(double min, double mode, double max) implements Distribution {

    /** Checks the bounds and the mode. */
    public Triangular {
        Check.bounds(min, max);
        Check.finite("the mode", mode);
        if (mode < min || mode > max) {
            throw new IllegalArgumentException("the mode must lie between the least and the greatest value");
        }
    }

    @Override
    public double quantile(double u) {
        double width = max - min;
        double value = Check.probability(u) * width < mode - min
                ? min + Math.sqrt(u * width * (mode - min))
                : max - Math.sqrt((1 - u) * width * (max - mode));
        return Check.clamp(value, min, max);
    }

    @Override
    public double cumulativeProbability(double value) {
        if (value <= min || value >= max) {
            return value <= min ? 0 : 1;
        }
        double width = max - min;
        return value < mode
                ? (value - min) / width * ((value - min) / (mode - min))
                : 1 - (max - value) / width * ((max - value) / (max - mode));
    }

    @Override
    public double mean() {
        return min + ((mode - min) + (max - min)) / 3;
    }
}
