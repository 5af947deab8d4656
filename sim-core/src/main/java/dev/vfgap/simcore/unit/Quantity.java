package dev.vfgap.simcore.unit;

import dev.vfgap.simcore.time.Period;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Text to and from quantities with a mandatory unit: {@code 250ms}, {@code 1.488Mpps}, {@code 10Gbps}, {@code 256MiB},
 * {@code 40MiB/s}, {@code 64frames}. A bare number is an error that names the units.
 *
 * <p>Reading is exact: what cannot be kept exactly ({@code 0.1ns}) is an error, never rounded. Writing is canonical: the
 * greatest unit in which the number is at least 1, a power of 1024 where that is shorter; reading it gives the same
 * quantity. Every error is an {@link IllegalArgumentException} whose message is one sentence that names the text;
 * negative quantities are errors.
 *
 * <p>Units: ns us (or µs) ms s, and for reading min h; pps kpps Mpps Gpps; bps kbps Mbps Gbps Tbps; B kB MB GB (powers of
 * 1000) and KiB MiB GiB (powers of 1024), each also with {@code /s}; frames.
 */
public final class Quantity {

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);
    private static final String RANGE_MARK = "..";

    private Quantity() {}

    /**
     * Two durations, both included, as {@code 100ms..200ms}.
     *
     * @param minNanos least, nanoseconds, at least 0
     * @param maxNanos greatest, nanoseconds, at least {@code minNanos}
     */
    public record NanosRange(long minNanos, long maxNanos) {

        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if a bound is negative or the bounds are the wrong way round
         */
        public NanosRange {
            if (minNanos > maxNanos) {
                throw new IllegalArgumentException(formatNanos(minNanos) + RANGE_MARK + formatNanos(maxNanos)
                        + " goes down: the lesser comes first");
            }
            if (minNanos < 0) {
                throw new IllegalArgumentException(minNanos + " nanoseconds is negative: a duration is 0 or more");
            }
        }

        /** The canonical text, {@code 100ms..200ms}. */
        @Override
        public String toString() {
            return formatNanos(minNanos) + RANGE_MARK + formatNanos(maxNanos);
        }
    }

    /** Nanoseconds of a duration, {@code 250ms}. */
    public static long parseNanos(String text) {
        return Scale.TIME.parseWhole(text);
    }

    /** A duration in nanoseconds as text; {@code 1500000000} is {@code 1.5s}. */
    public static String formatNanos(long nanos) {
        return Scale.TIME.format(BigDecimal.valueOf(nanos));
    }

    /** Two durations, {@code 100ms..200ms}, the lesser first. */
    public static NanosRange parseNanosRange(String text) {
        int mark = text.indexOf(RANGE_MARK);
        if (mark < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a range of durations: write two of them, such as 100ms..200ms");
        }
        return new NanosRange(
                parseNanos(text.substring(0, mark)), parseNanos(text.substring(mark + RANGE_MARK.length())));
    }

    /** Frames per second of a frame rate, {@code 1.488Mpps}; the nearest {@code double}. */
    public static double parseRate(String text) {
        return Scale.FRAME_RATE.parse(text).doubleValue();
    }

    /** A frame rate in frames per second as text. */
    public static String formatRate(double framesPerSecond) {
        return Scale.FRAME_RATE.format(ShortestDecimal.of(framesPerSecond));
    }

    /**
     * The exact period of a frame rate, {@code 14.88Mpps}.
     *
     * @throws IllegalArgumentException also if the rate is 0, or has more digits than a {@link Period} can hold
     */
    public static Period parsePeriod(String text) {
        BigDecimal rate = Scale.FRAME_RATE.parse(text).stripTrailingZeros();
        if (rate.signum() == 0) {
            throw new IllegalArgumentException("'" + text + "' has no period: a frame rate must be more than 0 here");
        }
        BigInteger scale = BigInteger.TEN.pow(Math.max(0, rate.scale()));
        BigInteger frames = rate.multiply(new BigDecimal(scale)).toBigIntegerExact();
        BigInteger nanos = NANOS_PER_SECOND.multiply(scale);
        BigInteger divisor = frames.gcd(nanos);
        try {
            return new Period(
                    nanos.divide(divisor).longValueExact(),
                    frames.divide(divisor).longValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' has too many digits for an exact period: nine significant ones always work", e);
        }
    }

    /** Bits per second of a bit rate, {@code 10Gbps}. */
    public static long parseBitRate(String text) {
        return Scale.BIT_RATE.parseWhole(text);
    }

    /** A bit rate in bits per second as text. */
    public static String formatBitRate(long bitsPerSecond) {
        return Scale.BIT_RATE.format(BigDecimal.valueOf(bitsPerSecond));
    }

    /** Bytes of a size, {@code 256MiB} or {@code 1.5kB}. */
    public static long parseBytes(String text) {
        return Scale.BYTES.parseWhole(text);
    }

    /** A size in bytes as text. */
    public static String formatBytes(long bytes) {
        return Scale.BYTES.format(BigDecimal.valueOf(bytes));
    }

    /** Bytes per second of a byte rate, {@code 40MiB/s}. */
    public static long parseByteRate(String text) {
        return Scale.BYTE_RATE.parseWhole(text);
    }

    /** A byte rate in bytes per second as text. */
    public static String formatByteRate(long bytesPerSecond) {
        return Scale.BYTE_RATE.format(BigDecimal.valueOf(bytesPerSecond));
    }

    /** A number of frames, {@code 64frames}. */
    public static long parseFrames(String text) {
        return Scale.FRAMES.parseWhole(text);
    }

    /** A number of frames as text. */
    public static String formatFrames(long frames) {
        return Scale.FRAMES.format(BigDecimal.valueOf(frames));
    }
}
