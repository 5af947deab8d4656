package dev.vfgap.replay.clock;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.match.CaptureScan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** When each clock of a bundle stamped each frame of the stream, and which frames two of them stamped. */
final class StreamStamps {

    /** The clocks by how far from the peer they stand: frames of rx go from each to those after it. */
    static final List<String> CLOCKS = List.of("peer", "A", "B", "guest");

    /** The column of the stamps at the peer's points, whatever clock they have. */
    private static final int PEER_POINTS = CLOCKS.size();

    private final CaptureBundle bundle;
    private final Map<Direction, FirstStamps> stamps = new EnumMap<>(Direction.class);

    private StreamStamps(CaptureBundle bundle) {
        this.bundle = bundle;
        for (Direction direction : Direction.values()) {
            stamps.put(direction, new FirstStamps(CLOCKS.size() + 1));
        }
    }

    /** Reads all captures once. */
    static StreamStamps of(CaptureBundle bundle) {
        StreamStamps stamps = new StreamStamps(bundle);
        stamps.read();
        return stamps;
    }

    private void read() {
        CaptureScan.of(bundle, CaptureScan.Unnumbered.KEYED, (point, direction, frame, atNanos) -> {
            int clock = CLOCKS.indexOf(bundle.points().get(point).clock());
            FirstStamps all = stamps.get(direction);
            int row = all.add(clock, point, frame, atNanos);
            if (bundle.points().get(point).at() == Place.Kind.PEER) {
                all.keep(PEER_POINTS, row, atNanos);
            }
        });
    }

    /** Whether a clock stamped any frame. */
    boolean hasAny(String clock) {
        return stamps.values().stream().anyMatch(all -> all.hasAny(CLOCKS.indexOf(clock)));
    }

    /**
     * The frames that two clocks stamped.
     *
     * @param upper those that went into the one in question
     * @param lower those that went out of it
     */
    record Shared(Bounds upper, Bounds lower) {
        long frames() {
            return (long) upper.frames() + lower.frames();
        }
    }

    /**
     * The frames that a clock and one that is known stamped.
     *
     * @param known how the known one's stamps are brought onto the bundle's
     * @param fromNanos the first stamp of the known one that counts, on the bundle's clock
     * @param untilNanos the last
     */
    Shared ofBoth(String clock, String over, LongUnaryOperator known, long fromNanos, long untilNanos) {
        int here = column(clock, over);
        int there = column(over, clock);
        Shared shared = new Shared(new Bounds(Bounds.Side.UPPER), new Bounds(Bounds.Side.LOWER));
        if (here < 0 || there < 0) {
            return shared;
        }
        for (Direction direction : Direction.values()) {
            FirstStamps all = stamps.get(direction);
            boolean intoTheClock =
                    (direction == Direction.RX) == (here != PEER_POINTS && (there == PEER_POINTS || here > there));
            for (int row = 0; row < all.frames(); row++) {
                long stamp = all.of(here, row);
                long other = all.of(there, row);
                if (stamp != FirstStamps.NEVER && other != FirstStamps.NEVER && all.isSingle(row)) {
                    long at = known.applyAsLong(other);
                    if (at >= fromNanos && at <= untilNanos) {
                        (intoTheClock ? shared.upper() : shared.lower()).add(at, stamp - at);
                    }
                }
            }
        }
        return shared;
    }

    /** Where the stamps of a clock are that compare it with another; -1 where no frame goes from the one to the other. */
    private int column(String clock, String other) {
        if (!isHost(clock) || !isHost(other)) {
            return CLOCKS.indexOf(clock);
        }
        String peers = bundle.points().stream()
                .filter(point -> point.at() == Place.Kind.PEER)
                .map(CapturePoint::clock)
                .findFirst()
                .orElse("");
        if (peers.equals(clock)) {
            return PEER_POINTS;
        }
        return peers.equals(other) ? CLOCKS.indexOf(clock) : -1;
    }

    private static boolean isHost(String clock) {
        return clock.equals("A") || clock.equals("B");
    }
}
