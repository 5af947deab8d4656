package dev.vfgap.replay.clock;

import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/**
 * The straight line that a clock's offset follows, between the bounds of both ways of the traffic.
 *
 * <p>With both ways it is the line that keeps the largest distance from the bounds of either: at each slope the two
 * tightest bounds leave a gap, the slope with the widest gap is taken, and the middle of the gap. Half the widest gap is half the
 * sum of the two smallest delays: by so much the offset is uncertain, whatever the traffic (the delays of
 * the two ways can differ). With one way only it is the line that lies closest to the bounds (as in Moon, Skelly and Towsley 1999);
 * the offset is then bounded on that side alone.
 *
 * <p>Not modelled: a clock that is stepped or changes its rate; its bounds contradict each other, and {@link #contradictionNanos}
 * says by how much.
 *
 * @param offsetNanos the offset at the origin
 * @param drift the slope
 * @param uncertaintyNanos how far it can be wrong anywhere between the first and the last frame; empty with one way only
 * @param contradictionNanos by how much no straight line keeps the bounds; 0 when one does
 * @param residualNanos the median distance of the short times' fastest frames from the fastest of all, along the line
 */
record ClockLine(
        double offsetNanos, double drift, OptionalLong uncertaintyNanos, long contradictionNanos, long residualNanos) {

    /** A clock that gains or loses more is no clock of a host: NTP slews by 500 ppm at most. */
    static final double MOST_DRIFT = 1e-3;

    /** A gap that is narrower than the widest by so much is as good: stamps scatter by more. */
    private static final double AS_GOOD_NANOS = 100;

    private static final int STEPS = 120;

    /** Fits the line; at least one of the two has a frame. */
    static ClockLine of(Bounds upper, Bounds lower, double firstNanos, double lastNanos) {
        if (upper.isEmpty() || lower.isEmpty()) {
            return oneWay(upper.isEmpty() ? lower : upper, upper.isEmpty() ? -1 : 1, (firstNanos + lastNanos) / 2);
        }
        DoubleUnaryOperator gap = slope -> upper.atOrigin(slope) - lower.atOrigin(slope);
        double peak = highest(gap, -MOST_DRIFT, MOST_DRIFT);
        double widest = gap.applyAsDouble(peak);
        double least = edge(gap, widest - AS_GOOD_NANOS, peak, -MOST_DRIFT);
        double most = edge(gap, widest - AS_GOOD_NANOS, peak, MOST_DRIFT);
        double slope = (least + most) / 2;
        double offset = (upper.atOrigin(slope) + lower.atOrigin(slope)) / 2;
        double left = edge(gap, 0, slope, -MOST_DRIFT);
        double right = edge(gap, 0, slope, MOST_DRIFT);
        double uncertainty = Math.abs(widest) / 2;
        for (double at : new double[] {firstNanos, lastNanos}) {
            double line = offset + slope * at;
            DoubleUnaryOperator above = s -> upper.atOrigin(s) + s * at - line;
            DoubleUnaryOperator below = s -> line - lower.atOrigin(s) - s * at;
            uncertainty = Math.max(uncertainty, above.applyAsDouble(highest(above, left, right)));
            uncertainty = Math.max(uncertainty, below.applyAsDouble(highest(below, left, right)));
        }
        return new ClockLine(
                offset,
                slope,
                OptionalLong.of((long) Math.ceil(uncertainty)),
                Math.max(0, Math.round(-widest / 2)),
                residual(upper, lower, slope));
    }

    private static ClockLine oneWay(Bounds bounds, int sign, double middleNanos) {
        DoubleUnaryOperator closeness = slope -> sign * (bounds.atOrigin(slope) + slope * middleNanos);
        double slope = highest(closeness, -MOST_DRIFT, MOST_DRIFT);
        return new ClockLine(bounds.atOrigin(slope), slope, OptionalLong.empty(), 0, residual(bounds, bounds, slope));
    }

    private static long residual(Bounds upper, Bounds lower, double slope) {
        double scatter = Math.max(Bounds.median(upper.beyond(slope)), Bounds.median(lower.beyond(slope)));
        return Math.round(scatter);
    }

    /** Where a concave function is highest. */
    private static double highest(DoubleUnaryOperator concave, double from, double until) {
        double left = from;
        double right = until;
        for (int step = 0; step < STEPS; step++) {
            double third = (right - left) / 3;
            if (concave.applyAsDouble(left + third) < concave.applyAsDouble(right - third)) {
                left += third;
            } else {
                right -= third;
            }
        }
        return (left + right) / 2;
    }

    /** The slope farthest from the inside towards an end at which a concave function still has a value. */
    private static double edge(DoubleUnaryOperator concave, double value, double inside, double end) {
        double in = inside;
        double out = end;
        for (int step = 0; step < STEPS; step++) {
            double middle = (in + out) / 2;
            if (concave.applyAsDouble(middle) >= value) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }
}
