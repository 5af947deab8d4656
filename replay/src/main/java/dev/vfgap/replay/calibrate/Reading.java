package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Moment;
import java.util.Objects;

/**
 * How long something lasted in one bundle.
 *
 * @param bundle the bundle's name
 * @param origin whose it is
 * @param kind what the numbers say
 * @param nanos the length, in nanoseconds; of bounds a length within them
 * @param leastNanos the least that the stamps allow
 * @param mostNanos the most that they allow; infinite where it had not ended when the recording did
 */
public record Reading(String bundle, Origin origin, Kind kind, double nanos, double leastNanos, double mostNanos) {

    /** What a reading says. */
    public enum Kind {
        /** The length, as far as stamps are good. */
        READ,
        /** Bounds, between which each length is as likely as the model says: a poll, or an end that never came. */
        BOUNDED
    }

    public Reading {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(kind, "kind");
        if (!(leastNanos <= nanos) || !(nanos <= mostNanos)) {
            throw new IllegalArgumentException(
                    "a length of " + nanos + " ns is not within " + leastNanos + " to " + mostNanos);
        }
    }

    /** The time from one moment to another. */
    public static Reading between(CaptureBundle bundle, Moment from, Moment to) {
        return new Reading(
                bundle.name(),
                Origin.of(bundle),
                Kind.READ,
                to.atNanos() - from.atNanos(),
                to.earliestNanos() - from.latestNanos(),
                to.latestNanos() - from.earliestNanos());
    }

    /** A length within bounds; from the least to nothing where the most is infinite. */
    static Reading bounded(String bundle, Origin origin, double leastNanos, double mostNanos) {
        double nanos = Double.isInfinite(mostNanos) ? leastNanos : (leastNanos + mostNanos) / 2;
        return new Reading(bundle, origin, Kind.BOUNDED, nanos, leastNanos, mostNanos);
    }

    /** The same of a run in this lab. */
    Reading of(Origin other) {
        return new Reading(bundle, other, kind, nanos, leastNanos, mostNanos);
    }

    /** Whether only the least is known. */
    boolean isOpen() {
        return Double.isInfinite(mostNanos);
    }

    /** The same, shorter by a length that is known; negative: longer. */
    Reading less(double knownNanos) {
        return new Reading(bundle, origin, kind, nanos - knownNanos, leastNanos - knownNanos, mostNanos - knownNanos);
    }

    /** The nearest length within bounds. */
    Reading within(double min, double max) {
        double most = isOpen() ? mostNanos : clamp(mostNanos, min, max);
        return new Reading(bundle, origin, kind, clamp(nanos, min, max), clamp(leastNanos, min, max), most);
    }

    private static double clamp(double value, double min, double max) {
        return Math.min(Math.max(value, min), max);
    }
}
