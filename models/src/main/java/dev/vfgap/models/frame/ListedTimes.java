package dev.vfgap.models.frame;

import dev.vfgap.simcore.time.Period;

/**
 * Send times one by one, as they were captured or drawn, once or again and again.
 *
 * <p>Costs eight bytes a frame, however often they are repeated and by however many flows they are shared. An overloaded
 * queue, and one in which flows meet, deals with such frames one by one.
 */
public final class ListedTimes implements SendTimes {
    private final long[] times;
    private final long cycleNanos;
    private final long size;
    private final long minSpacingNanos;
    private final long maxSpacingNanos;

    /**
     * All of the times, once.
     *
     * @param times nanoseconds, non-decreasing; kept, not copied
     */
    public ListedTimes(long[] times) {
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int i = 1; i < times.length; i++) {
            long spacing = times[i] - times[i - 1];
            if (spacing < 0) {
                throw new IllegalArgumentException("send times step back at frame " + i);
            }
            min = Math.min(min, spacing);
            max = Math.max(max, spacing);
        }
        this.times = times;
        this.cycleNanos = 0;
        this.size = times.length;
        this.minSpacingNanos = min;
        this.maxSpacingNanos = max;
    }

    private ListedTimes(ListedTimes of, long cycleNanos, long untilNanos) {
        long pause = cycleNanos == 0 ? of.minSpacingNanos : cycleNanos - of.lengthNanos();
        this.times = of.times;
        this.cycleNanos = cycleNanos;
        this.minSpacingNanos = Math.min(of.minSpacingNanos, pause);
        this.maxSpacingNanos = cycleNanos == 0 ? of.maxSpacingNanos : Math.max(of.maxSpacingNanos, pause);
        this.size = find(untilNanos);
    }

    /** Those of the times, once, that come before a moment. */
    public ListedTimes before(long untilNanos) {
        return new ListedTimes(this, 0, untilNanos);
    }

    /**
     * The times again and again, until a moment.
     *
     * @param everyNanos from one beginning to the next, more than {@link #lengthNanos}
     */
    public ListedTimes repeatedBefore(long everyNanos, long untilNanos) {
        if (everyNanos <= lengthNanos()) {
            throw new IllegalArgumentException("cannot begin again before the end");
        }
        return new ListedTimes(this, everyNanos, untilNanos);
    }

    /** From the first frame of the list to its last one; 0 where there are fewer than two. */
    public long lengthNanos() {
        return times.length == 0 ? 0 : times[times.length - 1] - times[0];
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long at(long index) {
        return index < times.length
                ? times[(int) index]
                : times[(int) (index % times.length)] + index / times.length * cycleNanos;
    }

    @Override
    public long firstAtOrAfter(long atNanos) {
        return Math.min(size, find(atNanos));
    }

    private long find(long atNanos) {
        if (times.length == 0 || atNanos <= times[0]) {
            return 0;
        }
        long cycle = cycleNanos == 0 ? 0 : (atNanos - times[0]) / cycleNanos;
        long wanted = atNanos - cycle * cycleNanos;
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return cycle * times.length + low;
    }

    @Override
    public long minSpacingNanos(long from, long until) {
        return minSpacingNanos;
    }

    @Override
    public long maxSpacingNanos(long from, long until) {
        return maxSpacingNanos;
    }

    @Override
    public Period period() {
        return null;
    }

    @Override
    public long steadyUntil(long index) {
        return index + 1;
    }
}
