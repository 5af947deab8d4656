package dev.vfgap.models.frame;

import dev.vfgap.simcore.time.Period;

/**
 * When each frame of a flow is sent: a non-decreasing sequence of moments, one a frame, numbered from 0.
 *
 * <p>All questions that a component asks of it are answered without walking the frames, at most by bisection. A component
 * asks here, and never which kind it has: what is steady is told by {@link #period} and {@link #steadyUntil}.
 */
public sealed interface SendTimes permits SendTimes.Periodic, BurstTimes, ListedTimes {

    /** How many frames there are. */
    long size();

    /** When frame {@code index} (0 .. size-1) is sent, in nanoseconds. */
    long at(long index);

    /** The first frame sent at {@code atNanos} or later, {@code size()} when there is none: the number sent before it. */
    long firstAtOrAfter(long atNanos);

    /** A lower bound of the time between two successive of the frames {@code from .. until-1}, in nanoseconds. */
    long minSpacingNanos(long from, long until);

    /** An upper bound of the time between two successive of the frames {@code from .. until-1}, in nanoseconds. */
    long maxSpacingNanos(long from, long until);

    /** The exact time between two frames of a steady part; null where no part is steady. */
    Period period();

    /**
     * The end of the steady part that begins with frame {@code index} or has it within: up to this frame, frames follow each
     * other by {@link #period}. At least {@code index + 1}.
     */
    long steadyUntil(long index);

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
        public long minSpacingNanos(long from, long until) {
            return least(period);
        }

        @Override
        public long maxSpacingNanos(long from, long until) {
            return most(period);
        }

        @Override
        public long steadyUntil(long index) {
            return size;
        }

        /** The least time between two frames that follow each other by a period: each is sent at a whole nanosecond. */
        static long least(Period period) {
            return period.numeratorNanos() / period.denominator();
        }

        /** The greatest time between two frames that follow each other by a period. */
        static long most(Period period) {
            return -Math.floorDiv(-period.numeratorNanos(), period.denominator());
        }
    }
}
