package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Values over all that a parameter may be, or over a range of the user's: equal ratios lie between them, and zero is one where it may be. */
final class Scan {
    /** Where a range begins with zero, the least value above it is such a part of the greatest, or a low value of the distribution. */
    private static final double LEAST_PART = 1e-4;

    private static final double LOW = 0.01;

    private Scan() {}

    /**
     * The values, rising, each once.
     *
     * @param count how many at most, at least 3
     */
    static List<Double> of(Factor factor, int count) {
        double min = factor.over().min();
        double max = factor.over().max();
        TreeSet<Double> values = new TreeSet<>();
        boolean zero = min <= 0;
        double least = zero ? leastAboveZero(factor.present(), max) : min;
        int steps = zero ? count - 2 : count - 1;
        if (zero) {
            values.add(factor.held(min).value());
        }
        for (int i = 0; i <= steps; i++) {
            double value = i == steps ? max : least * Math.pow(max / least, (double) i / steps);
            values.add(factor.held(value).value());
        }
        return new ArrayList<>(values);
    }

    private static double leastAboveZero(Distribution present, double max) {
        double low = present instanceof Constant ? 0 : present.quantile(LOW);
        return low > 0 ? low : max * LEAST_PART;
    }

    /** A value between two, as far from one as from the other on the scale of the scan; one of them where none lies between. */
    static double between(Factor factor, double low, double high) {
        double middle = low > 0 ? Math.sqrt(low * high) : high / 2;
        return factor.held(middle).value();
    }
}
