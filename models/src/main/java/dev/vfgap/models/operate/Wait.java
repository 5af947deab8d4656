package dev.vfgap.models.operate;

/**
 * A pause, drawn uniformly between two bounds; equal bounds make it fixed.
 *
 * @param minNanos the shortest pause in nanoseconds, 0 or more
 * @param maxNanos the longest pause in nanoseconds, not below {@code minNanos}
 */
public record Wait(long minNanos, long maxNanos) implements Step {
    public Wait {
        if (minNanos < 0) {
            throw new IllegalArgumentException("a wait cannot be negative");
        }
        if (maxNanos < minNanos) {
            throw new IllegalArgumentException("the second time of a wait must not be below the first");
        }
    }
}
