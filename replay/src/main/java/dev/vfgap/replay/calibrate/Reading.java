package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.predict.Moment;
import java.util.Objects;

/**
 * How long something lasted in one bundle.
 *
 * @param bundle the bundle's name
 * @param nanos the length, in nanoseconds
 * @param leastNanos the least that the stamps allow
 * @param mostNanos the most that they allow
 */
public record Reading(String bundle, double nanos, double leastNanos, double mostNanos) {
    public Reading {
        Objects.requireNonNull(bundle, "bundle");
        if (!(leastNanos <= nanos) || !(nanos <= mostNanos)) {
            throw new IllegalArgumentException(
                    "a length of " + nanos + " ns is not within " + leastNanos + " to " + mostNanos);
        }
    }

    /** The time from one moment to another. */
    static Reading between(String bundle, Moment from, Moment to) {
        return new Reading(
                bundle,
                to.atNanos() - from.atNanos(),
                to.earliestNanos() - from.latestNanos(),
                to.latestNanos() - from.earliestNanos());
    }

    /** The same, shorter by a length that is known; negative: longer. */
    Reading less(double knownNanos) {
        return new Reading(bundle, nanos - knownNanos, leastNanos - knownNanos, mostNanos - knownNanos);
    }

    /** The nearest length within bounds. */
    Reading within(double min, double max) {
        return new Reading(bundle, clamp(nanos, min, max), clamp(leastNanos, min, max), clamp(mostNanos, min, max));
    }

    private static double clamp(double value, double min, double max) {
        return Math.min(Math.max(value, min), max);
    }
}
