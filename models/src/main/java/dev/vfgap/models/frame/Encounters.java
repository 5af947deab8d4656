package dev.vfgap.models.frame;

/**
 * When frames of two steady sequences first come close to each other: found by Euclid's algorithm, in as many steps as the
 * periods have digits, and not by walking the frames.
 *
 * <p>The periods may be fractions. Frames are sent at whole nanoseconds, so each lies up to one from where it is taken to be:
 * the caller asks for a zone two wider than what he means.
 */
final class Encounters {
    /** The two never come close. */
    static final long NEVER = Long.MAX_VALUE;

    private Encounters() {}

    /**
     * How many frames of the first sequence come before one that is near a frame of the second, taking the second to go on
     * without end to both sides; 0 also when the numbers are too large to say.
     *
     * @param numerator of the first one's period in nanoseconds
     * @param denominator of it
     * @param aheadNanos by how much the head of the first comes after the head of the second, below 0 when before
     * @param zoneNanos near is at most so far apart, at least 0
     */
    static long framesBefore(
            long numerator,
            long denominator,
            long otherNumerator,
            long otherDenominator,
            long aheadNanos,
            long zoneNanos) {
        // All in parts of a nanosecond so small that both periods are whole.
        double parts = (double) denominator * otherDenominator;
        double largest = Math.max(
                Math.max((double) numerator * otherDenominator, (double) otherNumerator * denominator),
                2 * parts * (Math.abs((double) aheadNanos) + zoneNanos + 1));
        if (largest > Long.MAX_VALUE / 4) {
            return 0;
        }
        long scale = denominator * otherDenominator;
        long period = otherNumerator * denominator;
        long width = 2 * zoneNanos * scale;
        long place = Math.floorMod((aheadNanos + zoneNanos) * scale, period);
        // Near is: place + i * step is at most width, counted around the period.
        if (place <= width) {
            return 0;
        }
        return leastMultiple(numerator * otherDenominator % period, period, period - place, period - place + width);
    }

    /** The least i with low &lt;= i * step mod period &lt;= high, for 0 &lt; low &lt;= high &lt; period; 0 when it is too large to say. */
    private static long leastMultiple(long step, long period, long low, long high) {
        if (step == 0) {
            return NEVER;
        }
        long first = (low - 1) / step + 1;
        if (first <= high / step) {
            return first;
        }
        // None in the first round. The rounds' remainders are the same question, smaller: i * step - low = rounds *
        // period.
        long rounds = leastMultiple(period % step, step, step - high % step, step - low % step);
        if (rounds == NEVER || rounds == 0) {
            return rounds;
        }
        if (Math.multiplyHigh(rounds, period) != 0 || rounds * period < 0 || rounds * period > Long.MAX_VALUE - low) {
            return 0;
        }
        return (low + rounds * period - 1) / step + 1;
    }
}
