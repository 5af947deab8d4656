package dev.vfgap.simcore.distribution;

import dev.vfgap.simcore.unit.ShortestDecimal;

/** The checks that all distributions share. */
final class Check {

    private Check() {}

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, but it is " + value);
        }
    }

    static void positive(String name, double value) {
        finite(name, value);
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than 0, but it is " + ShortestDecimal.text(value));
        }
    }

    static void bounds(double min, double max) {
        finite("the least value", min);
        finite("the greatest value", max);
        if (min >= max) {
            throw new IllegalArgumentException("the least value must be below the greatest, but they are "
                    + ShortestDecimal.text(min) + " and " + ShortestDecimal.text(max));
        }
    }

    static double probability(double u) {
        if (!(u >= 0 && u <= 1)) {
            throw new IllegalArgumentException("a probability is 0..1, but " + u + " was given");
        }
        return u;
    }

    static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
