package dev.vfgap.replay.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic scale for lengths and counts: equal ratios are equally wide. It begins and ends at 1, 2 or 5 times a power of ten
 * or, where the values lie close together, beside them. What is below its least value, zero among it,
 * lies at a place of its own before the scale begins.
 */
public final class LogScale {
    private static final double BELOW = 14;
    private static final double[] STEPS = {1, 2, 5};
    private static final int MOST_DECADES = 2;

    /** Values whose ratio is less have no two steps of 1, 2, 5 between them: their scale ends beside them. */
    private static final double NARROW = 1.6;

    private static final double MARGIN = 0.1;
    private static final double LEAST_MARGIN = 0.001;

    /** At most so many numbers are written at a narrow scale. */
    private static final int NARROW_TICKS = 4;

    private final double least;
    private final double most;
    private final double from;
    private final double to;
    private final boolean below;
    private final boolean narrow;

    /**
     * A scale from the power of ten, or 2 or 5 times one, at or below the least positive value to that at or above the
     * greatest.
     *
     * @param values what is to be shown; zero and less are below the scale
     * @param from the position of the least, in the picture's unit
     * @param to the position of the greatest
     */
    public LogScale(double[] values, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        boolean some = false;
        for (double value : values) {
            some |= value <= 0;
            low = value > 0 ? Math.min(low, value) : low;
            high = Math.max(high, value);
        }
        this.below = some;
        this.narrow = high > 0 && !some && high / low < NARROW;
        double margin = narrow ? Math.max((high - low) * MARGIN, high * LEAST_MARGIN) : 0;
        this.least = high == 0 ? 1 : narrow ? low - margin : step(low, -1);
        this.most = high == 0 ? 10 : narrow ? high + margin : Math.max(step(high, 1), 2 * least);
        this.from = some ? from + Math.signum(to - from) * BELOW : from;
        this.to = to;
    }

    /** The nearest of 1, 2, 5 times a power of ten that is not above (-1) or not below (1). */
    private static double step(double value, int direction) {
        int decade = (int) Math.floor(Math.log10(value)) - 1;
        double found = StrictMath.pow(10, decade);
        for (double tick = found; ; decade++) {
            for (double factor : STEPS) {
                tick = factor * StrictMath.pow(10, decade);
                if (direction > 0 && tick >= value) {
                    return tick;
                }
                if (direction < 0 && tick > value) {
                    return found;
                }
                found = tick;
            }
        }
    }

    /** Where a value is. */
    public double at(double value) {
        if (value < least) {
            return below || value <= 0 ? from - (below ? Math.signum(to - from) * BELOW : 0) : from;
        }
        return from + (to - from) * Math.log(Math.min(value, most) / least) / Math.log(most / least);
    }

    /** Values to write at the scale: powers of ten, and over a short scale 2 and 5 times them. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (below) {
            ticks.add(0.0);
        }
        if (narrow) {
            addNarrow(ticks);
            return ticks;
        }
        boolean fine = Math.log10(most / least) <= MOST_DECADES;
        for (int decade = (int) Math.floor(Math.log10(least)) - 1; decade < Math.log10(most) + 1; decade++) {
            for (double factor : STEPS) {
                double tick = factor * StrictMath.pow(10, decade);
                boolean shown = tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9);
                if (shown && (fine || factor == 1)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** Equal steps of 1, 2 or 5 times a power of ten. */
    private void addNarrow(List<Double> ticks) {
        double step = step((most - least) / NARROW_TICKS, 1);
        for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(i * step);
        }
    }
}
