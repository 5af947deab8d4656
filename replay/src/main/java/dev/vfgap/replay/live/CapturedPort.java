package dev.vfgap.replay.live;

/** An interface that is being captured: what its reading thread tells of it, and what the writing thread has written. */
final class CapturedPort {
    private final CapturePlace place;
    private final LiveInterface live;
    private final LiveOptions options;

    /** The newest that the reading thread has asked for. */
    private volatile LiveCounts counts = LiveCounts.NONE;

    /** Of the writing thread. */
    private long frames;

    private String endedBy = "";

    CapturedPort(CapturePlace place, LiveInterface live, LiveOptions options) {
        this.place = place;
        this.live = live;
        this.options = options;
    }

    CapturePlace place() {
        return place;
    }

    LiveInterface live() {
        return live;
    }

    int linkNumber() {
        return live.linkNumber();
    }

    int snapLength() {
        return options.snapLength();
    }

    String filter() {
        return options.filter();
    }

    LiveCounts counts() {
        return counts;
    }

    /** The reading thread looks what the interface says of itself. */
    void look() {
        counts = live.counts();
    }

    void wrote() {
        frames++;
    }

    /** The interface has ended before the capture did. */
    void ended(String reason) {
        endedBy = reason;
    }

    LiveProgress progress() {
        return new LiveProgress(place, frames, counts, live.stampNanos(), endedBy);
    }
}
