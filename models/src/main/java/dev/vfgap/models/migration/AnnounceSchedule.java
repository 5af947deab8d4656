package dev.vfgap.models.migration;

/**
 * When the frames of QEMU's self-announcement leave.
 *
 * <p>Source: QEMU 10.0 {@code net/announce.c}, {@code qemu_announce_timer_step}: after a frame, with {@code left}
 * rounds to go, the next one leaves after {@code initial + (rounds - left - 1) * step}, at most {@code max}; the
 * defaults 50, 100, 550 ms and 5 rounds give 0, 50, 200, 450 and 800 ms.
 *
 * @param initialNanos delay before the second frame, at least 0
 * @param stepNanos by how much each delay is longer than the one before, more than 0
 * @param maxNanos the longest delay, at least 0
 * @param rounds how many frames; 0 announces nothing
 */
public record AnnounceSchedule(long initialNanos, long stepNanos, long maxNanos, int rounds) {

    public AnnounceSchedule {
        if (initialNanos < 0 || stepNanos <= 0 || maxNanos < 0 || rounds < 0) {
            throw new IllegalArgumentException("an announcement needs a step above 0 and nothing negative, but is "
                    + initialNanos + ", " + stepNanos + ", " + maxNanos + " ns, " + rounds + " rounds");
        }
    }

    /**
     * The delay between two frames.
     *
     * @param round the frame that has just left, counted from 0, less than {@code rounds - 1}
     */
    public long delayAfterNanos(int round) {
        return Math.min(initialNanos + round * stepNanos, maxNanos);
    }

    /** When each frame leaves, in nanoseconds after the first. */
    public long[] momentsNanos() {
        long[] moments = new long[rounds];
        for (int round = 1; round < rounds; round++) {
            moments[round] = moments[round - 1] + delayAfterNanos(round - 1);
        }
        return moments;
    }
}
