package dev.vfgap.models.frame;

import dev.vfgap.simcore.time.Period;

/**
 * When each frame of a flow is sent: a non-decreasing sequence of moments, one a frame, numbered from 0.
 *
 * <p>All questions that a component asks of it are answered without walking the frames (recorded times: by bisection).
 */
public sealed interface SendTimes permits SendTimes.Periodic, SendTimes.Recorded {

    /** How many frames there are. */
    long size();

    /** When frame {@code index} (0 .. size-1) is sent, in nanoseconds. */
    long at(long index);

    /** The first frame sent at {@code atNanos} or later, {@code size()} when there is none: the number sent before it. */
    long firstAtOrAfter(long atNanos);

    /** A lower bound of the time between two successive frames, in nanoseconds. */
    long minSpacingNanos();

    /** An upper bound of the time between two successive frames, in nanoseconds. */
    long maxSpacingNanos();

    /**
     * A steady rate: frame n is sent at floor(start + n · period).
     *
     * @param startNanos when frame 0 is sent
     * @param period the exact time between two frames
     * @param size how many frames there are
     */
    record Periodic(long startNanos, Period period, long size) implements SendTimes {
        public Periodic {
            if (size < 0) {
                throw new IllegalArgumentException("a flow cannot have " + size + " frames");
            }
        }

        @Override
        public long at(long index) {
            return startNanos + period.offsetNanos(index);
        }

        @Override
        public long firstAtOrAfter(long atNanos) {
            return atNanos <= startNanos ? 0 : Math.min(size, period.firstIndexAtOrAfter(atNanos - startNanos));
        }

        @Override
        public long minSpacingNanos() {
            return period.numeratorNanos() / period.denominator();
        }

        @Override
        public long maxSpacingNanos() {
            return -Math.floorDiv(-period.numeratorNanos(), period.denominator());
        }
    }

    /** Send times as they were captured. */
    final class Recorded implements SendTimes {
        private final long[] times;

        /**
         * @param times nanoseconds, non-decreasing; kept, not copied
         */
        public Recorded(long[] times) {
            for (int i = 1; i < times.length; i++) {
                if (times[i] < times[i - 1]) {
                    throw new IllegalArgumentException("send times step back at frame " + i);
                }
            }
            this.times = times;
        }

        @Override
        public long size() {
            return times.length;
        }

        @Override
        public long at(long index) {
            return times[Math.toIntExact(index)];
        }

        @Override
        public long firstAtOrAfter(long atNanos) {
            int low = 0;
            int high = times.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (times[middle] < atNanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        public long minSpacingNanos() {
            return 0;
        }

        @Override
        public long maxSpacingNanos() {
            return Long.MAX_VALUE;
        }
    }
}
