package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.OutageScan;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.IntOrder;
import dev.vfgap.replay.match.Matching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The account of one direction: each frame sent in the window, in the order of sending, and the sums over them.
 *
 * <p>Per frame it answers from primitive columns. A frame's last-seen point is the farthest on its path at which it was
 * captured: the last of the bundle's list for {@code rx}, the first for {@code tx}.
 */
public final class DirectionAccount {

    /** The receive time of a frame that was not, or not certainly, received. */
    public static final long NEVER = SeenFrames.NEVER;

    /** A frame delivered more than this after it was sent is late. */
    public static final long LATE_NANOS = 50_000_000L;

    private final Direction direction;
    private final List<String> pointNames;
    private final boolean lastSeenKnown;
    private final FrameRows rows;
    private final TimeUncertainty uncertainty;
    private final Matching matching;
    private final Count sent;
    private final Count delivered;
    private final Count lost;
    private final Count duplicated;
    private final Count late;
    private final Count reordered;
    private final List<AccountedOutage> outages;
    private final Map<String, Long> lastSeen;
    private final Map<String, Long> openLastSeen;

    private DirectionAccount(Direction direction, List<String> pointNames, FrameRows rows, Basis basis) {
        this.direction = direction;
        this.pointNames = List.copyOf(pointNames);
        this.rows = rows;
        this.lastSeenKnown = basis.lastSeenKnown();
        boolean oneFrameEach = basis.numbersTell();
        this.sent = oneFrameEach ? basis.sent() : new Count(basis.sent().low(), Long.MAX_VALUE);
        long deliveredFrames = count(Arrival.DELIVERED);
        long lostFrames = count(Arrival.LOST);
        long openFrames = rows.size() - deliveredFrames - lostFrames;
        long unseenFrames = sent.isBounded() ? sent.high() - rows.size() : Long.MAX_VALUE;
        // A frame that left no trace was lost where the receiver was captured.
        long unseenArrivals = basis.copiesKnown() && oneFrameEach ? 0 : unseenFrames;
        this.delivered = range(deliveredFrames, openFrames, unseenArrivals);
        this.lost = range(lostFrames, openFrames, unseenFrames);
        this.duplicated = basis.copiesKnown() && oneFrameEach ? range(duplicates(), 0, unseenArrivals) : Count.UNKNOWN;
        this.uncertainty = basis.uncertainty();
        this.matching = basis.matching();
        Count lateSeen = lateSeen(openFrames, unseenArrivals);
        Count lateFound = basis.sendTimesKnown()
                ? lateSeen
                : new Count(lateSeen.low(), Math.max(lateSeen.low(), delivered.high()));
        this.late = oneFrameEach ? lateFound : Count.UNKNOWN;
        this.reordered = oneFrameEach ? range(reorderedFrames(), openFrames, unseenArrivals) : Count.UNKNOWN;
        this.outages = outagesOf();
        this.lastSeen = lastSeenOf(Arrival.LOST, 0, rows.size() - 1);
        this.openLastSeen = lastSeenOf(Arrival.OPEN, 0, rows.size() - 1);
    }

    /**
     * What an account rests on.
     *
     * @param sent frames sent in the window; more than the rows where some left no trace
     * @param sendTimesKnown whether the rows' send times are those of the sender, not of a capture behind it
     * @param copiesKnown whether the rows' copies are those of the receiver
     * @param numbersTell whether each number is that of one frame; else the rows are fewer than the frames
     * @param lastSeenKnown whether any capture was read
     * @param uncertainty how far its times can be wrong
     * @param matching how its frames were told apart
     */
    record Basis(
            Count sent,
            boolean sendTimesKnown,
            boolean copiesKnown,
            boolean numbersTell,
            boolean lastSeenKnown,
            TimeUncertainty uncertainty,
            Matching matching) {}

    static DirectionAccount of(Direction direction, List<String> pointNames, FrameRows rows, Basis basis) {
        return new DirectionAccount(direction, pointNames, rows, basis);
    }

    public Direction direction() {
        return direction;
    }

    /** Frames of which there is a row: those that were sent in the window and left a trace. */
    public int frames() {
        return rows.size();
    }

    /** The number that a frame carries. */
    public long sequence(int frame) {
        return rows.sequence(frame);
    }

    /** When a frame was sent, on the bundle's clock; from captures, when it was first seen. */
    public long sentNanos(int frame) {
        return rows.sentNanos(frame);
    }

    /** When a frame was first received, or {@link #NEVER}. */
    public long receivedNanos(int frame) {
        return rows.receivedNanos(frame);
    }

    /** How often a frame was received; 0 when it was not. */
    public int copies(int frame) {
        return rows.copies(frame);
    }

    public Arrival arrival(int frame) {
        return rows.arrival(frame);
    }

    /** The index of the point where a frame was last seen, in the bundle's list; -1 when seen nowhere. */
    public int lastSeenPoint(int frame) {
        long points = rows.points(frame);
        if (points == 0) {
            return -1;
        }
        return direction == Direction.RX
                ? Long.SIZE - 1 - Long.numberOfLeadingZeros(points)
                : Long.numberOfTrailingZeros(points);
    }

    /**
     * The name of the point where a frame was last seen; {@code peer} (rx) or {@code guest} (tx) when it was seen nowhere:
     * it got no farther than its sender. Empty when no capture could be read.
     */
    public Optional<String> lastSeen(int frame) {
        if (!lastSeenKnown) {
            return Optional.empty();
        }
        int point = lastSeenPoint(frame);
        return Optional.of(point < 0 ? sender() : pointNames.get(point));
    }

    /** How far send times, and with them the ends of outages, can be wrong, in nanoseconds; empty when no bound is known. */
    public OptionalLong sentUncertaintyNanos() {
        return uncertainty.sentNanos() < BundleClock.UNBOUNDED
                ? OptionalLong.of(uncertainty.sentNanos())
                : OptionalLong.empty();
    }

    /** How its frames were told apart. */
    public Matching matching() {
        return matching;
    }

    public Count sent() {
        return sent;
    }

    public Count delivered() {
        return delivered;
    }

    public Count lost() {
        return lost;
    }

    /** Receptions beyond the first. */
    public Count duplicated() {
        return duplicated;
    }

    /** Frames first received more than {@link #LATE_NANOS} after they were sent. */
    public Count late() {
        return late;
    }

    /** Frames first received after a frame of a higher number. */
    public Count reordered() {
        return reordered;
    }

    /** The outages of the frames that are certainly lost; all outages where {@link #lost} is exact. */
    public List<AccountedOutage> outages() {
        return outages;
    }

    /** The length of the longest of {@link #outages}: the time between the sending of its first and last lost frame. */
    public long longestOutageNanos() {
        return outages.stream()
                .mapToLong(outage -> outage.outage().lengthNanos())
                .max()
                .orElse(0);
    }

    /** Lost frames by the name of the point where they were last seen, in path order of the direction. */
    public Map<String, Long> lastSeen() {
        return lastSeen;
    }

    /** Frames of which the captures do not show whether they arrived, by the point where they were last seen. */
    public Map<String, Long> openLastSeen() {
        return openLastSeen;
    }

    private String sender() {
        return direction == Direction.RX ? "peer" : "guest";
    }

    private static Count range(long certain, long open, long unseen) {
        return new Count(certain, unseen == Long.MAX_VALUE ? Long.MAX_VALUE : certain + open + unseen);
    }

    private long count(Arrival outcome) {
        long frames = 0;
        for (int frame = 0; frame < rows.size(); frame++) {
            frames += rows.arrival(frame) == outcome ? 1 : 0;
        }
        return frames;
    }

    private long duplicates() {
        long more = 0;
        for (int frame = 0; frame < rows.size(); frame++) {
            more += Math.max(0, rows.copies(frame) - 1);
        }
        return more;
    }

    /** Late frames: those that are late however wrong the clocks are, up to those that can be. */
    private Count lateSeen(long openFrames, long unseenFrames) {
        long certain = uncertainty.isBounded() ? lateFrames(LATE_NANOS + uncertainty.takenNanos()) : 0;
        long possible = lateFrames(uncertainty.isBounded() ? LATE_NANOS - uncertainty.takenNanos() : Long.MIN_VALUE);
        Count count = range(certain, openFrames, unseenFrames);
        return count.isBounded() ? new Count(count.low(), count.high() + possible - certain) : count;
    }

    private long lateFrames(long moreThanNanos) {
        long frames = 0;
        for (int frame = 0; frame < rows.size(); frame++) {
            boolean isLate = rows.receivedNanos(frame) != NEVER
                    && rows.receivedNanos(frame) - rows.sentNanos(frame) > moreThanNanos;
            frames += isLate ? 1 : 0;
        }
        return frames;
    }

    private long reorderedFrames() {
        int[] received = new int[rows.size()];
        int count = 0;
        for (int frame = 0; frame < rows.size(); frame++) {
            if (rows.receivedNanos(frame) != NEVER) {
                received[count++] = frame;
            }
        }
        int[] byArrival = IntOrder.of(count, (left, right) -> {
            int byTime = Long.compare(rows.receivedNanos(received[left]), rows.receivedNanos(received[right]));
            return byTime != 0 ? byTime : Long.compare(rows.sequence(received[left]), rows.sequence(received[right]));
        });
        long frames = 0;
        long highest = Long.MIN_VALUE;
        for (int position : byArrival) {
            long sequence = rows.sequence(received[position]);
            frames += sequence < highest ? 1 : 0;
            highest = Math.max(highest, sequence);
        }
        return frames;
    }

    private List<AccountedOutage> outagesOf() {
        OutageScan scan = new OutageScan();
        for (int frame = 0; frame < rows.size(); frame++) {
            if (rows.arrival(frame) == Arrival.LOST) {
                scan.lost(rows.sentNanos(frame), rows.sentNanos(frame), 1);
            } else {
                scan.delivered(1);
            }
        }
        List<AccountedOutage> accounted = new ArrayList<>();
        int frame = 0;
        for (Outage outage : scan.outages()) {
            while (rows.arrival(frame) != Arrival.LOST) {
                frame++;
            }
            int first = frame;
            for (long left = outage.lostFrames(); left > 0; frame++) {
                left -= rows.arrival(frame) == Arrival.LOST ? 1 : 0;
            }
            accounted.add(new AccountedOutage(outage, lastSeenOf(Arrival.LOST, first, frame - 1)));
        }
        return List.copyOf(accounted);
    }

    private Map<String, Long> lastSeenOf(Arrival outcome, int firstFrame, int lastFrame) {
        if (!lastSeenKnown) {
            return Map.of();
        }
        long[] framesAt = new long[pointNames.size() + 1];
        for (int frame = firstFrame; frame <= lastFrame; frame++) {
            if (rows.arrival(frame) == outcome) {
                framesAt[lastSeenPoint(frame) + 1]++;
            }
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        addCount(counts, sender(), framesAt[0]);
        for (int step = 0; step < pointNames.size(); step++) {
            int point = direction == Direction.RX ? step : pointNames.size() - 1 - step;
            addCount(counts, pointNames.get(point), framesAt[point + 1]);
        }
        return Collections.unmodifiableMap(counts);
    }

    private static void addCount(Map<String, Long> counts, String name, long frames) {
        if (frames > 0) {
            counts.merge(name, frames, Long::sum);
        }
    }
}
