package dev.vfgap.replay.match;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;

/** What one point's capture holds as a whole: from when until when, and whether frames of the stream are cut in it. */
public final class PointCapture {

    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private int cutDirections;
    private boolean isCooked;

    void packet(long atNanos) {
        firstNanos = Math.min(firstNanos, atNanos);
        lastNanos = Math.max(lastNanos, atNanos);
    }

    void ofStream(FrameView frame) {
        isCooked |= frame.link() == LinkType.LINUX_SLL || frame.link() == LinkType.LINUX_SLL2;
    }

    void cut(Direction direction) {
        cutDirections |= 1 << direction.ordinal();
    }

    /** The earliest packet of any kind, on the bundle's clock; {@code Long.MAX_VALUE} where there is none. */
    public long firstNanos() {
        return firstNanos;
    }

    /** The latest packet of any kind, on the bundle's clock; {@code Long.MIN_VALUE} where there is none. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Whether it holds frames of a direction that are cut before their number. */
    public boolean isCut(Direction direction) {
        return (cutDirections >> direction.ordinal() & 1) != 0;
    }

    /** Whether its frames of the stream are Linux cooked, as of {@code -i any}: a frame is then seen once for each interface. */
    public boolean isCooked() {
        return isCooked;
    }
}
