package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the outages of one direction from its runs of lost and delivered frames, fed in the order of sending.
 *
 * <p>Works on runs, so its cost does not grow with the rate: how a run is cut into pieces makes no difference. The same
 * scan serves the captures and the simulator, so measured and predicted outages are made by one rule. Frames whose
 * fate is open are not fed.
 */
public final class OutageScan {

    /** Two losses with at most this many delivered frames between them are one outage. */
    public static final int MAX_BRIDGED_FRAMES = 4;

    private final int mostListed;
    private final List<Outage> ended = new ArrayList<>();
    private long longestEndedNanos;
    private long fromNanos;
    private long untilNanos;
    private long lostFrames;
    private long deliveredSince;

    /** Lists all outages. */
    public OutageScan() {
        this(Integer.MAX_VALUE);
    }

    /** Lists the first {@code mostListed} outages, and measures all. */
    public OutageScan(int mostListed) {
        this.mostListed = mostListed;
    }

    /**
     * Adds a run of lost frames.
     *
     * @param firstSentNanos send time of its first frame, not before the last lost one fed
     * @param lastSentNanos send time of its last frame
     * @param count frames in it, 0 or more
     */
    public void lost(long firstSentNanos, long lastSentNanos, long count) {
        requireCount(count);
        if (count == 0) {
            return;
        }
        if (lostFrames > 0 && deliveredSince > MAX_BRIDGED_FRAMES) {
            end();
        }
        if (lostFrames == 0) {
            fromNanos = firstSentNanos;
        } else if (firstSentNanos < untilNanos) {
            throw new IllegalArgumentException("lost frames must be fed in the order of sending");
        }
        untilNanos = lastSentNanos;
        lostFrames += count;
        deliveredSince = 0;
    }

    /** Adds a run of delivered frames. */
    public void delivered(long count) {
        requireCount(count);
        deliveredSince += count;
    }

    /** Whether an outage that ends now is not listed any more. */
    public boolean isFull() {
        return ended.size() >= mostListed;
    }

    /** The outages of all that was fed, in order, as many as are listed; the scan can be fed on. */
    public List<Outage> outages() {
        List<Outage> all = new ArrayList<>(ended);
        if (lostFrames > 0 && !isFull()) {
            all.add(new Outage(fromNanos, untilNanos, lostFrames));
        }
        return List.copyOf(all);
    }

    /** The length of the longest outage in nanoseconds, 0 where there is none. */
    public long longestNanos() {
        return lostFrames > 0 ? Math.max(longestEndedNanos, untilNanos - fromNanos) : longestEndedNanos;
    }

    private void end() {
        if (!isFull()) {
            ended.add(new Outage(fromNanos, untilNanos, lostFrames));
        }
        longestEndedNanos = Math.max(longestEndedNanos, untilNanos - fromNanos);
        lostFrames = 0;
    }

    private static void requireCount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a run cannot have " + count + " frames");
        }
    }
}
