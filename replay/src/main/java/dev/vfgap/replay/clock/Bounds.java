package dev.vfgap.replay.clock;

import java.util.Arrays;

/**
 * Bounds on a clock's offset from one way of the traffic: the fastest frame of each short time.
 *
 * <p>A frame whose stamps are wrong (matched to another one, stamped by another clock) would bound the offset falsely. So a
 * bound that goes far beyond what its neighbours say is left out: more than six times their scatter around the
 * straight line through most of them (Theil-Sen), and 50 µs.
 */
final class Bounds {

    /** Which way of the traffic: frames into the clock bound its offset from above, frames out of it from below. */
    enum Side {
        UPPER(1),
        LOWER(-1);

        private final int sign;

        Side(int sign) {
            this.sign = sign;
        }
    }

    /** So many short times make a run: enough for a line, and few enough that one has a frame that did not wait. */
    private static final int MOST_BINS = 64;

    private static final double MOST_SCATTERS = 6;
    private static final double LEAST_NANOS = 50_000;

    /** So many short times in a row that go too far are no wrong frames: the clock was apart. */
    private static final int SET_BINS = 3;

    private final Side side;
    private long[] at = new long[1024];
    private long[] difference = new long[1024];
    private int frames;

    private double[] binAt = new double[0];
    private double[] binBound = new double[0];
    private int leftOut;
    private double apartNanos;

    Bounds(Side side) {
        this.side = side;
    }

    /**
     * A frame that both clocks stamped.
     *
     * @param atNanos the stamp of the reference
     * @param differenceNanos what the clock showed more
     */
    void add(long atNanos, long differenceNanos) {
        if (frames == at.length) {
            at = Arrays.copyOf(at, 2 * frames);
            difference = Arrays.copyOf(difference, 2 * frames);
        }
        at[frames] = atNanos;
        difference[frames++] = differenceNanos;
    }

    int frames() {
        return frames;
    }

    /** Bounds that went too far beyond those around them. */
    int leftOut() {
        return leftOut;
    }

    /** By how much the clock was apart from the others' line for several short times in a row; 0 where it never was. */
    long apartNanos() {
        return (long) Math.ceil(apartNanos);
    }

    long firstNanos() {
        return Arrays.stream(at, 0, frames).min().orElse(Long.MAX_VALUE);
    }

    long lastNanos() {
        return Arrays.stream(at, 0, frames).max().orElse(Long.MIN_VALUE);
    }

    /** The smallest and largest difference of all frames would overflow nothing: their middle, for an origin. */
    long someDifference() {
        return frames == 0 ? 0 : difference[0];
    }

    /** Finds the bounds; times and differences are then told from an origin, so that they fit a double to the nanosecond. */
    void settle(long originNanos, long originDifference, long firstNanos, long lastNanos) {
        double width = Math.max(1, (double) (lastNanos - firstNanos + 1) / MOST_BINS);
        double[] best = new double[MOST_BINS];
        double[] when = new double[MOST_BINS];
        Arrays.fill(best, Double.MAX_VALUE);
        for (int frame = 0; frame < frames; frame++) {
            int bin = (int) Math.min(MOST_BINS - 1, (at[frame] - firstNanos) / width);
            double signed = side.sign * (double) (difference[frame] - originDifference);
            if (signed < best[bin]) {
                best[bin] = signed;
                when[bin] = at[frame] - originNanos;
            }
        }
        int bins = 0;
        binAt = new double[MOST_BINS];
        binBound = new double[MOST_BINS];
        for (int bin = 0; bin < MOST_BINS; bin++) {
            if (best[bin] != Double.MAX_VALUE) {
                binAt[bins] = when[bin];
                binBound[bins++] = side.sign * best[bin];
            }
        }
        binAt = Arrays.copyOf(binAt, bins);
        binBound = Arrays.copyOf(binBound, bins);
        leaveOutWrongOnes();
    }

    private void leaveOutWrongOnes() {
        if (binAt.length < 5) {
            return;
        }
        double slope = medianSlope();
        double[] rest = new double[binAt.length];
        for (int bin = 0; bin < rest.length; bin++) {
            rest[bin] = side.sign * (binBound[bin] - slope * binAt[bin]);
        }
        double middle = median(rest);
        double[] apart = new double[rest.length];
        for (int bin = 0; bin < rest.length; bin++) {
            apart[bin] = Math.abs(rest[bin] - middle);
        }
        double most = Math.max(LEAST_NANOS, MOST_SCATTERS * median(apart));
        int kept = 0;
        int inARow = 0;
        double mostInRow = 0;
        for (int bin = 0; bin < rest.length; bin++) {
            if (rest[bin] >= middle - most) {
                binAt[kept] = binAt[bin];
                binBound[kept++] = binBound[bin];
                inARow = 0;
                mostInRow = 0;
            } else {
                inARow++;
                mostInRow = Math.max(mostInRow, middle - rest[bin]);
                apartNanos = inARow < SET_BINS ? apartNanos : Math.max(apartNanos, mostInRow);
            }
        }
        leftOut = rest.length - kept;
        binAt = Arrays.copyOf(binAt, kept);
        binBound = Arrays.copyOf(binBound, kept);
    }

    private double medianSlope() {
        int bins = binAt.length;
        double[] slopes = new double[bins * (bins - 1) / 2];
        int count = 0;
        for (int left = 0; left < bins; left++) {
            for (int right = left + 1; right < bins; right++) {
                slopes[count++] = (binBound[right] - binBound[left]) / (binAt[right] - binAt[left]);
            }
        }
        return median(slopes);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    boolean isEmpty() {
        return binAt.length == 0;
    }

    /** The tightest bound on a line's value at the origin, if the line has this slope. */
    double atOrigin(double slope) {
        double tightest = Double.MAX_VALUE;
        for (int bin = 0; bin < binAt.length; bin++) {
            tightest = Math.min(tightest, side.sign * (binBound[bin] - slope * binAt[bin]));
        }
        return side.sign * tightest;
    }

    /** How far each bound lies beyond the tightest one, if the line has this slope. */
    double[] beyond(double slope) {
        double tightest = atOrigin(slope);
        double[] beyond = new double[binAt.length];
        for (int bin = 0; bin < beyond.length; bin++) {
            beyond[bin] = side.sign * (binBound[bin] - slope * binAt[bin] - tightest);
        }
        return beyond;
    }
}
