package dev.vfgap.replay.account;

/**
 * A number of frames as far as the bundle shows it: exact, between two bounds, or unknown.
 *
 * @param low at least so many, 0 or more
 * @param high at most so many, not below {@code low}; {@code Long.MAX_VALUE} = no bound is known
 */
public record Count(long low, long high) {

    /** Nothing is known. */
    public static final Count UNKNOWN = new Count(0, Long.MAX_VALUE);

    public Count {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("no count: " + low + ".." + high);
        }
    }

    public static Count exactly(long frames) {
        return new Count(frames, frames);
    }

    public boolean isExact() {
        return low == high;
    }

    public boolean isBounded() {
        return high != Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        if (isExact()) {
            return String.valueOf(low);
        }
        return isBounded() ? low + ".." + high : low == 0 ? "unknown" : "at least " + low;
    }
}
