package dev.vfgap.models.frame;

import dev.vfgap.simcore.time.Period;

/**
 * Bursts of frames at a steady rate with pauses between: an on-off source.
 *
 * <p>Costs sixteen bytes a burst, whatever the number of frames, and a question is answered by bisection among the bursts.
 */
public final class BurstTimes implements SendTimes {
    private final Period period;
    private final long[] starts;

    /** How many frames all bursts before this one have; one more element than bursts. */
    private final long[] before;

    /** So many frames of the first bursts are not sent: they would come before the flow begins. */
    private final long skipped;

    private final long size;
    private final long minSpacingNanos;
    private final long maxSpacingNanos;

    /**
     * The frames of bursts that are sent from a moment on, before another one.
     *
     * @param period the exact time between two frames of a burst
     * @param startNanos when the first frame of each burst is sent; kept, not copied
     * @param frames how many frames each burst has, at least 1; a burst ends before the next one starts, or with it
     * @param fromNanos the flow's beginning
     * @param untilNanos the flow's end, at least {@code fromNanos}
     */
    public BurstTimes(Period period, long[] startNanos, long[] frames, long fromNanos, long untilNanos) {
        long min = Periodic.least(period);
        long max = Periodic.most(period);
        this.period = period;
        this.starts = startNanos;
        this.before = new long[frames.length + 1];
        for (int i = 0; i < frames.length; i++) {
            if (frames[i] < 1) {
                throw new IllegalArgumentException("burst " + i + " has " + frames[i] + " frames");
            }
            before[i + 1] = Math.addExact(before[i], frames[i]);
            if (i > 0) {
                long pause = startNanos[i] - startNanos[i - 1] - period.offsetNanos(frames[i - 1] - 1);
                if (pause < 0) {
                    throw new IllegalArgumentException("burst " + i + " starts before the one ahead of it ends");
                }
                min = Math.min(min, pause);
                max = Math.max(max, pause);
            }
        }
        this.minSpacingNanos = min;
        this.maxSpacingNanos = max;
        this.skipped = find(fromNanos);
        this.size = find(untilNanos) - skipped;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long at(long index) {
        long frame = index + skipped;
        int burst = burstOf(frame);
        return starts[burst] + period.offsetNanos(frame - before[burst]);
    }

    @Override
    public long firstAtOrAfter(long atNanos) {
        return Math.max(0, Math.min(size, find(atNanos) - skipped));
    }

    /** The first frame at a moment or after it, counted from the first burst's. */
    private long find(long atNanos) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < atNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return 0;
        }
        int burst = low - 1;
        return Math.min(before[low], before[burst] + period.firstIndexAtOrAfter(atNanos - starts[burst]));
    }

    private int burstOf(long frame) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= frame) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public long minSpacingNanos(long from, long until) {
        return until <= steadyUntil(from) ? Periodic.least(period) : minSpacingNanos;
    }

    @Override
    public long maxSpacingNanos(long from, long until) {
        return until <= steadyUntil(from) ? Periodic.most(period) : maxSpacingNanos;
    }

    @Override
    public Period period() {
        return period;
    }

    @Override
    public long steadyUntil(long index) {
        return Math.min(size, before[burstOf(index + skipped) + 1] - skipped);
    }
}
