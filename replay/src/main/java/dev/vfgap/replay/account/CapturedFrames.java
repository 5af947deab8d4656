package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import dev.vfgap.replay.capture.PcapngWriter;
import dev.vfgap.replay.match.SequenceIndex;
import dev.vfgap.replay.match.StreamFrames;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/**
 * All that a bundle's captures hold, as one capture for Wireshark: an interface for each point, each packet once a point, in
 * order of time on the bundle's clock as far as each capture is; a frame of the stream that was lost says so in a comment.
 *
 * <p>A comment is a frame's direction and number, that it was lost (or that the bundle does not show whether it was), and where
 * it was last seen: {@code rx 4711 lost, last seen at tapB-virtio}. Why it was lost no capture says: that is what {@code
 * explain} is for.
 *
 * <p>Not modelled: packets without a stamp, which have no place in the order; drop counts of the captures; comments where frames
 * were told apart by content.
 */
public final class CapturedFrames {

    private final CaptureBundle bundle;
    private final Account account;
    private final PcapngWriter writer;
    private final Map<Direction, SequenceIndex> frames = new EnumMap<>(Direction.class);
    /** The writer's interface for each point and link type. */
    private final Map<List<Integer>, Integer> interfaces = new HashMap<>();

    private CapturedFrames(CaptureBundle bundle, Account account, PcapngWriter writer) {
        this.bundle = bundle;
        this.account = account;
        this.writer = writer;
        for (Direction direction : Direction.values()) {
            DirectionAccount way = account.of(direction);
            SequenceIndex index = new SequenceIndex(way::sequence);
            for (int frame = 0; frame < way.frames(); frame++) {
                index.add(frame);
            }
            frames.put(direction, index);
        }
    }

    /** One point's capture, at a packet that has not been written. */
    private static final class Cursor {
        private final int point;
        private final CaptureRing capture;
        private final StreamFrames stream;
        private final LongUnaryOperator clock;

        private Cursor(int point, CaptureRing capture, StreamFrames stream, LongUnaryOperator clock) {
            this.point = point;
            this.capture = capture;
            this.stream = stream;
            this.clock = clock;
        }

        private boolean next() {
            while (capture.next()) {
                if (capture.packet().hasStamp()) {
                    return true;
                }
            }
            return false;
        }

        private long atNanos() {
            return Math.max(0, clock.applyAsLong(capture.packet().atNanos()));
        }
    }

    /**
     * Writes the capture.
     *
     * @param prepared the bundle
     * @param account its account
     * @param out where it goes
     * @param application what writes it, for the capture's header
     * @throws dev.vfgap.replay.bundle.BadInputException when a capture is damaged
     */
    public static void write(PreparedBundle prepared, Account account, OutputStream out, String application)
            throws IOException {
        try (PcapngWriter writer = new PcapngWriter(out, application)) {
            new CapturedFrames(prepared.bundle(), account, writer).merge();
        }
    }

    private void merge() throws IOException {
        List<Cursor> open = new ArrayList<>();
        try {
            PriorityQueue<Cursor> queue = new PriorityQueue<>((left, right) -> {
                int byTime = Long.compare(left.atNanos(), right.atNanos());
                return byTime != 0 ? byTime : Integer.compare(left.point, right.point);
            });
            for (int point = 0; point < bundle.points().size(); point++) {
                CapturePoint where = bundle.points().get(point);
                if (where.file().isPresent()) {
                    Cursor cursor = new Cursor(
                            point,
                            CaptureRing.open(where),
                            new StreamFrames(bundle),
                            bundle.clock().of(where.clock()));
                    open.add(cursor);
                    if (cursor.next()) {
                        queue.add(cursor);
                    }
                }
            }
            while (!queue.isEmpty()) {
                Cursor cursor = queue.poll();
                CaptureReader packet = cursor.capture.packet();
                writer.write(interfaceOf(cursor.point, packet), cursor.atNanos(), packet, comment(cursor));
                if (cursor.next()) {
                    queue.add(cursor);
                }
            }
        } finally {
            open.forEach(cursor -> cursor.capture.close());
        }
    }

    private int interfaceOf(int point, CaptureReader packet) throws IOException {
        List<Integer> key = List.of(point, packet.linkNumber());
        Integer known = interfaces.get(key);
        if (known == null) {
            CapturePoint where = bundle.points().get(point);
            String host = where.host().map(name -> "host " + name + ", ").orElse("");
            String what = host + where.at().name().toLowerCase(Locale.ROOT);
            known = writer.add(where.name(), what, packet.linkNumber(), 0);
            interfaces.put(key, known);
        }
        return known;
    }

    private String comment(Cursor cursor) {
        if (cursor.stream.look(cursor.capture.packet().frame()) != StreamFrames.Match.NUMBERED) {
            return "";
        }
        Direction direction = cursor.stream.direction();
        DirectionAccount way = account.of(direction);
        int frame = frames.get(direction).find(cursor.stream.sequence());
        if (frame < 0 || way.arrival(frame) == Arrival.DELIVERED) {
            return "";
        }
        String outcome = way.arrival(frame) == Arrival.LOST ? " lost" : " not shown whether it arrived";
        return direction.name().toLowerCase(Locale.ROOT) + " " + way.sequence(frame) + outcome
                + way.lastSeen(frame).map(point -> ", last seen at " + point).orElse("");
    }
}
