package dev.vfgap.replay.match;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Endpoint;
import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.bundle.Traffic;
import dev.vfgap.replay.capture.FrameView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the stream's frames from all others, which way each goes, and its number.
 *
 * <p>A frame of the stream is a UDP datagram between the two ends' addresses and ports. Link addresses are not asked:
 * behind a router they are those of the router.
 */
public final class StreamFrames {

    /** What a captured frame is to the stream. */
    public enum Match {
        /** Another frame; also one between the two ends that is too short to carry a number, such as iperf3's first. */
        OTHER,
        /** A frame of the stream whose number can be read. */
        NUMBERED,
        /** A frame of a direction whose numbers are known to be at a place, cut before it. */
        CUT,
        /** A frame of a direction of which it is not known where its frames carry a number. */
        UNNUMBERED
    }

    /** Ethernet pads frames to 60 bytes without their check sequence; four more with a VLAN tag that was added later. */
    private static final int MOST_PADDED = 68;

    private final Endpoint guest;
    private final Endpoint peer;
    private final Map<Direction, SequenceField> fields = new EnumMap<>(Direction.class);
    private Direction direction = Direction.RX;
    private long sequence;

    /** For the stream of a bundle. */
    public StreamFrames(CaptureBundle bundle) {
        guest = bundle.guest();
        peer = bundle.peer();
        for (Direction way : Direction.values()) {
            Optional<SequenceField> field = bundle.traffic(way).flatMap(Traffic::sequence);
            field.ifPresent(where -> fields.put(way, where));
        }
    }

    /** Looks at a frame; direction and number are then those of this frame. */
    public Match look(FrameView frame) {
        if (frame.kind() != FrameView.Kind.UDP) {
            return Match.OTHER;
        }
        if (goes(frame, peer, guest)) {
            direction = Direction.RX;
        } else if (goes(frame, guest, peer)) {
            direction = Direction.TX;
        } else {
            return Match.OTHER;
        }
        SequenceField field = fields.get(direction);
        if (field == null) {
            return Match.UNNUMBERED;
        }
        boolean isWhole = frame.payloadLength() - field.bytes() >= field.payloadOffset();
        boolean canBePadding = frame.length() <= MOST_PADDED;
        if ((!isWhole || canBePadding) && ContentKey.payloadSent(frame) - field.bytes() < field.payloadOffset()) {
            return Match.OTHER;
        }
        if (!isWhole) {
            return Match.CUT;
        }
        sequence = number(frame, field);
        return Match.NUMBERED;
    }

    /** The number that a frame carries in a field which was captured whole. */
    static long number(FrameView frame, SequenceField field) {
        return switch (field.order()) {
            case LITTLE -> frame.payloadLittleEndian(field.payloadOffset(), field.bytes());
            case BIG -> frame.payloadBigEndian(field.payloadOffset(), field.bytes());
        };
    }

    /** Which way the last frame of the stream goes. */
    public Direction direction() {
        return direction;
    }

    /** The number of the last frame that was {@link Match#NUMBERED}. */
    public long sequence() {
        return sequence;
    }

    private static boolean goes(FrameView frame, Endpoint from, Endpoint to) {
        return frame.sourceIpv4() == from.ipv4()
                && frame.destinationIpv4() == to.ipv4()
                && frame.sourcePort() == from.udpPort()
                && frame.destinationPort() == to.udpPort();
    }
}
