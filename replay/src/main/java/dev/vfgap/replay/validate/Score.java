package dev.vfgap.replay.validate;

import dev.vfgap.replay.calibrate.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * How a measured value lies in a predicted distribution that is given as a sample.
 *
 * @param median the middle of the sample
 * @param intervals its central intervals, one for each of {@link #LEVELS}
 * @param pit the part of the sample below the measured value; of equal values a part that {@code u} says
 * @param crps the continuous ranked probability score: mean |X - y| less half of mean |X - X'|, in the value's unit; less
 *     is better (Gneiting and Raftery, JASA 102, 2007)
 */
public record Score(double median, List<Interval> intervals, double pit, double crps) {
    /** The levels of the intervals, the widest last. */
    public static final List<Double> LEVELS = List.of(0.5, 0.8, 0.9);

    /** The level of the interval that decides what counts as inside. */
    public static final double LEVEL = 0.9;

    /**
     * A central interval of the sample.
     *
     * @param level the part of the sample in it
     * @param inside whether the measured value lies in it, its ends among it
     */
    public record Interval(double level, double low, double high, boolean inside) {}

    public Score {
        intervals = List.copyOf(intervals);
    }

    /**
     * Scores a prediction.
     *
     * @param sample the predicted values, at least one
     * @param measured the measured value
     * @param u where among equal values the measured one is put, 0 to 1: counts are discrete
     */
    public static Score of(double[] sample, double measured, double u) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int below = 0;
        int equal = 0;
        double distance = 0;
        for (double value : sorted) {
            below += value < measured ? 1 : 0;
            equal += value == measured ? 1 : 0;
            distance += Math.abs(value - measured);
        }
        int n = sorted.length;
        return new Score(
                Quantiles.of(sorted, 0.5),
                LEVELS.stream().map(level -> interval(sorted, level, measured)).toList(),
                (below + u * equal) / n,
                distance / n - spread(sorted) / 2);
    }

    private static Interval interval(double[] sorted, double level, double measured) {
        double low = Quantiles.of(sorted, (1 - level) / 2);
        double high = Quantiles.of(sorted, (1 + level) / 2);
        return new Interval(level, low, high, low <= measured && measured <= high);
    }

    /** Mean |X - X'| over all pairs of a sorted sample, in one pass. */
    private static double spread(double[] sorted) {
        int n = sorted.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (2.0 * i - n + 1) * sorted[i];
        }
        return 2 * sum / ((double) n * n);
    }

    /** The interval of one of {@link #LEVELS}. */
    public Interval interval(double level) {
        return intervals.get(LEVELS.indexOf(level));
    }

    /** The lower end of the interval of {@link #LEVEL}. */
    public double low() {
        return interval(LEVEL).low();
    }

    /** Its upper end. */
    public double high() {
        return interval(LEVEL).high();
    }

    /** Whether the measured value lies in it. */
    public boolean inside() {
        return interval(LEVEL).inside();
    }
}
