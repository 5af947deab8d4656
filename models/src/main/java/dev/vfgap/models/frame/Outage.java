package dev.vfgap.models.frame;

/**
 * A run of lost frames of one direction in the order of sending, with at most {@link OutageScan#MAX_BRIDGED_FRAMES}
 * delivered frames between any two neighbouring losses.
 *
 * @param fromNanos send time of the first lost frame
 * @param untilNanos send time of the last lost frame; equal to {@code fromNanos} when one frame long
 * @param lostFrames lost frames in it, 1 or more; delivered frames between them are not counted
 */
public record Outage(long fromNanos, long untilNanos, long lostFrames) {

    public Outage {
        if (untilNanos < fromNanos) {
            throw new IllegalArgumentException("an outage cannot end before it starts");
        }
        if (lostFrames < 1) {
            throw new IllegalArgumentException("an outage has a lost frame");
        }
    }

    /** From the first lost frame's send time to the last one's, in nanoseconds; 0 when one frame long. */
    public long lengthNanos() {
        return untilNanos - fromNanos;
    }
}
