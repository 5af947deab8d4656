package dev.vfgap.simcore.time;

/**
 * The exact time between two frames of a steady flow: {@code numeratorNanos / denominator} nanoseconds, in lowest terms.
 *
 * <p>Most frame rates are not a whole number of nanoseconds (14.88 Mpps is 6250/93 ns), and a rounded period drifts by
 * a frame every few thousand. Frame {@code n} of a flow that starts at {@code s} is therefore sent at
 * {@code s + offsetNanos(n)}, where the offset is the exact multiple rounded down once: errors never add up.
 *
 * <p>Limits: the denominator is at most {@value #MAX_DENOMINATOR}, so that a product of two remainders fits a
 * {@code long}. Offsets must fit a {@code long} of nanoseconds (292 years); a frame or an offset beyond that is an
 * {@link ArithmeticException}, never a wrong answer. Nothing is allocated. Both directions take one multiplication and
 * one division while the plain product fits a {@code long} (at 14.88 Mpps: 1.4e15 frames one way, 9.9e16 ns or 3 years
 * the other); beyond it a few divisions more.
 *
 * @param numeratorNanos nanoseconds in {@code denominator} periods, at least 1
 * @param denominator periods in {@code numeratorNanos} nanoseconds, 1..{@value #MAX_DENOMINATOR}
 */
public record Period(long numeratorNanos, long denominator) {

    /** The largest denominator, in lowest terms: the square of anything smaller fits a {@code long}. */
    public static final long MAX_DENOMINATOR = 3_037_000_500L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * Reduces the fraction to lowest terms, so that equal periods are equal values.
     *
     * @throws IllegalArgumentException if a part is not positive or the reduced denominator is too large
     */
    public Period {
        if (numeratorNanos <= 0 || denominator <= 0) {
            throw new IllegalArgumentException(
                    "a period must be positive, but " + numeratorNanos + "/" + denominator + " ns is not");
        }
        long divisor = greatestCommonDivisor(numeratorNanos, denominator);
        numeratorNanos /= divisor;
        denominator /= divisor;
        if (denominator > MAX_DENOMINATOR) {
            throw new IllegalArgumentException("a period of " + numeratorNanos + "/" + denominator
                    + " ns has a denominator over " + MAX_DENOMINATOR + "; give the rate with fewer digits");
        }
    }

    /**
     * The period of a whole number of nanoseconds.
     *
     * @throws IllegalArgumentException if {@code nanos} is not positive
     */
    public static Period ofNanos(long nanos) {
        return new Period(nanos, 1);
    }

    /**
     * The period of a whole number of frames each second.
     *
     * @throws IllegalArgumentException if the rate is not positive or too large, see {@link #MAX_DENOMINATOR}
     */
    public static Period ofFramesPerSecond(long framesPerSecond) {
        return new Period(NANOS_PER_SECOND, framesPerSecond);
    }

    /**
     * The time that a number of bits takes on a line of a given rate, preamble and gap included only if counted in.
     *
     * @param bits bits on the line, at least 1
     * @param bitsPerSecond rate of the line, at least 1
     * @throws IllegalArgumentException if a part is not positive or the reduced denominator is too large
     * @throws ArithmeticException if {@code bits} is over 9.2e9
     */
    public static Period ofBitsAt(long bits, long bitsPerSecond) {
        return new Period(Math.multiplyExact(bits, NANOS_PER_SECOND), bitsPerSecond);
    }

    /**
     * The send time of frame {@code n}, counted from frame 0: {@code n} periods, rounded down.
     *
     * @param n frame number, at least 0
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws ArithmeticException if the offset does not fit a {@code long}
     */
    public long offsetNanos(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("frames are counted from 0, but " + n + " was asked for");
        }
        long product = n * numeratorNanos;
        if (product >= 0 && Math.multiplyHigh(n, numeratorNanos) == 0) {
            return product / denominator;
        }
        // n*p/q = n*(p div q) + (n div q)*r + (n mod q)*r/q with r = p mod q: both remainders are below q.
        long remainder = numeratorNanos % denominator;
        long whole = Math.multiplyExact(n, numeratorNanos / denominator);
        long rounds = Math.multiplyExact(n / denominator, remainder);
        long part = n % denominator * remainder / denominator;
        return Math.addExact(whole, Math.addExact(rounds, part));
    }

    /**
     * The first frame sent at or after an offset: the least {@code n >= 0} with {@code offsetNanos(n) >= offsetNanos}.
     *
     * <p>As frames are counted from 0, this is also how many frames were sent before the offset.
     *
     * @param offsetNanos nanoseconds after frame 0; any frame is at or after a negative offset
     * @throws ArithmeticException if that frame's own number or offset does not fit a {@code long}
     */
    public long firstIndexAtOrAfter(long offsetNanos) {
        if (offsetNanos <= 0) {
            return 0;
        }
        // The offset is a whole number, so floor(n*p/q) >= t exactly when n*p/q >= t: n is t*q/p rounded up.
        long product = offsetNanos * denominator;
        if (product > 0 && Math.multiplyHigh(offsetNanos, denominator) == 0) {
            return (product - 1) / numeratorNanos + 1;
        }
        // The product needs more than 63 bits: a close guess in floating point, then exact steps from it.
        long n = (long) ((double) offsetNanos / numeratorNanos * denominator);
        while (n > 0 && offsetNanos(n - 1) >= offsetNanos) {
            n--;
        }
        while (offsetNanos(n) < offsetNanos) {
            n = Math.incrementExact(n);
        }
        return n;
    }

    /** The period as text, for example {@code 6250/93 ns}. */
    @Override
    public String toString() {
        return denominator == 1 ? numeratorNanos + " ns" : numeratorNanos + "/" + denominator + " ns";
    }

    private static long greatestCommonDivisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
