package dev.vfgap.replay.bundle;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How a clock went against the bundle's over a part of the run, estimated from frames that both stamped: a straight line.
 *
 * @param clock its name, see {@link BundleClock}
 * @param untilNanos the last stamp of this clock for which it holds; {@code Long.MAX_VALUE} = to the end
 * @param atNanos the moment on the bundle's clock at which it shows {@code offsetNanos} more
 * @param offsetNanos what it shows more than the bundle's clock at that moment
 * @param drift by how much it gains, in seconds a second: 20e-6 = 20 ppm
 * @param uncertaintyNanos how far the line can be wrong at any time of the run; empty where no bound is known because
 *     frames went one way only
 * @param residualNanos how far the fastest frames of a short time lie from the line, the median over the run
 * @param frames frames that were stamped by both clocks
 */
public record ClockCourse(
        String clock,
        long untilNanos,
        long atNanos,
        long offsetNanos,
        double drift,
        OptionalLong uncertaintyNanos,
        long residualNanos,
        long frames) {

    public ClockCourse {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(uncertaintyNanos, "uncertaintyNanos");
    }

    /** The same course, up to a stamp of this clock. */
    public ClockCourse until(long lastNanos) {
        return new ClockCourse(clock, lastNanos, atNanos, offsetNanos, drift, uncertaintyNanos, residualNanos, frames);
    }

    /** The same course, of which no bound is known. */
    public ClockCourse unbounded() {
        return new ClockCourse(
                clock, untilNanos, atNanos, offsetNanos, drift, OptionalLong.empty(), residualNanos, frames);
    }

    /** A stamp of this clock on the bundle's. */
    public long toBundleNanos(long stampNanos) {
        long atOffset = stampNanos - offsetNanos;
        // The stamp's distance from the line's origin on the bundle's clock is 1 / (1 + drift) of that on this one.
        return atOffset - Math.round((atOffset - atNanos) * (drift / (1 + drift)));
    }

    /** What this clock shows at a moment of the bundle's. */
    public long fromBundleNanos(long bundleNanos) {
        return bundleNanos + offsetNanos + Math.round((bundleNanos - atNanos) * drift);
    }
}
