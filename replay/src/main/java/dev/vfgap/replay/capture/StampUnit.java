package dev.vfgap.replay.capture;

/**
 * The unit of an interface's stamps and what is added to them: from a 64-bit count of units to nanoseconds since the epoch.
 *
 * <p>pcapng's {@code if_tsresol} (a power of ten or of two) and {@code if_tsoffset}. Parts of a nanosecond are cut off.
 */
final class StampUnit {

    /** Returned for a stamp that, with or without the offset, is after the year 2262, which 64 bits of nanoseconds cannot hold. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;

    /** The largest offset that is taken, either way, in seconds. */
    static final long MOST_OFFSET_SECONDS = 4_000_000_000L;

    static final StampUnit MICROS = decimal(6, 0);
    static final StampUnit NANOS = decimal(9, 0);

    /** The finest units: 10^-18 s and 2^-62 s are the last whose number a second holds in 63 bits. */
    static final int FINEST_DECIMAL = 18;

    static final int FINEST_BINARY = 62;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long unitsPerSecond;
    private final long offsetSeconds;
    private final long offsetNanos;
    /** Nanoseconds a unit, where that is a whole number; else 0. */
    private final long nanosPerUnit;
    /** The largest count for which the product is in range; a count is unsigned. */
    private final long mostUnits;

    private StampUnit(long unitsPerSecond, long offsetSeconds) {
        this.unitsPerSecond = unitsPerSecond;
        this.offsetSeconds = offsetSeconds;
        this.offsetNanos = offsetSeconds * NANOS_PER_SECOND;
        boolean whole = NANOS_PER_SECOND % unitsPerSecond == 0;
        this.nanosPerUnit = whole ? NANOS_PER_SECOND / unitsPerSecond : 0;
        this.mostUnits = whole ? (Long.MAX_VALUE - Math.max(0, offsetNanos)) / nanosPerUnit : 0;
    }

    /** 10^-exponent seconds, exponent 0 to {@link #FINEST_DECIMAL}. */
    static StampUnit decimal(int exponent, long offsetSeconds) {
        long units = 1;
        for (int i = 0; i < exponent; i++) {
            units *= 10;
        }
        return new StampUnit(units, offsetSeconds);
    }

    /** 2^-exponent seconds, exponent 0 to {@link #FINEST_BINARY}. */
    static StampUnit binary(int exponent, long offsetSeconds) {
        return new StampUnit(1L << exponent, offsetSeconds);
    }

    long unitsPerSecond() {
        return unitsPerSecond;
    }

    long offsetSeconds() {
        return offsetSeconds;
    }

    /** The moment that a count of units means, or {@link #OUT_OF_RANGE}. */
    long nanos(long units) {
        if (nanosPerUnit != 0) {
            return units >= 0 && units <= mostUnits ? units * nanosPerUnit + offsetNanos : OUT_OF_RANGE;
        }
        long seconds = Long.divideUnsigned(units, unitsPerSecond);
        long rest = Long.remainderUnsigned(units, unitsPerSecond);
        long most = (Long.MAX_VALUE - Math.max(0, offsetNanos)) / NANOS_PER_SECOND - 1;
        if (seconds < 0 || seconds > most) {
            return OUT_OF_RANGE;
        }
        return seconds * NANOS_PER_SECOND + part(rest) + offsetNanos;
    }

    /** The nanoseconds of less than a second of units: rest x 10^9 / unitsPerSecond, of which the product has up to 92 bits. */
    private long part(long rest) {
        if (unitsPerSecond % NANOS_PER_SECOND == 0) {
            return rest / (unitsPerSecond / NANOS_PER_SECOND);
        }
        int shift = Long.numberOfTrailingZeros(unitsPerSecond);
        long high = Math.multiplyHigh(rest, NANOS_PER_SECOND);
        long low = rest * NANOS_PER_SECOND;
        return high << Long.SIZE - shift | low >>> shift;
    }
}
