package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.capture.FrameView;
import java.util.Arrays;
import java.util.List;

/** Recognises the test frames of a probe and reads what they carry. */
final class ProbeFrames {

    private static final int NO_STREAM = -1;

    private final ProbeFrameFormat format;
    private final List<ProbeStream> streams;
    private final int[] streamOfId = new int[256];

    private int stream;
    private long sequence;
    private long sentNanos;

    /** What a frame of a capture is. */
    enum Match {
        /** No test frame. */
        OTHER,
        /** A test frame, cut before its number or of a stream that the manifest does not name. */
        UNREADABLE,
        /** A test frame with its stream and number. */
        NUMBERED
    }

    ProbeFrames(ProbeFrameFormat format, List<ProbeStream> streams) {
        this.format = format;
        this.streams = streams;
        Arrays.fill(streamOfId, NO_STREAM);
        for (int i = 0; i < streams.size(); i++) {
            streamOfId[streams.get(i).id()] = i;
        }
    }

    Match look(FrameView frame) {
        if (!frame.hasDestination()
                || frame.dataOffset() == 0
                || frame.etherType() != format.etherType()
                || !hasMagic(frame)) {
            return Match.OTHER;
        }
        int at = frame.dataOffset();
        SequenceField field = format.sequence();
        stream = streamOf(frame);
        if (stream == NO_STREAM || !reaches(frame, field)) {
            return Match.UNREADABLE;
        }
        sequence = number(frame, at, field);
        sentNanos = format.sendTime()
                .filter(time -> reaches(frame, time))
                .map(time -> number(frame, at, time))
                .orElse(0L);
        return Match.NUMBERED;
    }

    /** The stream's index in the bundle. */
    int stream() {
        return stream;
    }

    long sequence() {
        return sequence;
    }

    /** When the sender says that it sent it; 0 when it does not. */
    long sentNanos() {
        return sentNanos;
    }

    /** What a NIC looks at of a frame. RSS finds no IP header in it, so its queue is a pool's first. */
    static FrameHeader header(FrameView frame, long bytes) {
        int outer = word(frame, 12);
        int inner = isTag(outer) ? word(frame, 16) : 0;
        return new FrameHeader(
                frame.destination(),
                frame.source(),
                isTag(outer) ? outer : 0,
                isTag(outer) ? word(frame, 14) & 0xfff : 0,
                isTag(inner) ? inner : 0,
                isTag(inner) ? word(frame, 18) & 0xfff : 0,
                frame.etherType(),
                (int) Math.min(bytes, Integer.MAX_VALUE / 2),
                0);
    }

    private static boolean isTag(int etherType) {
        return etherType == FrameHeader.C_TAG || etherType == 0x88a8;
    }

    private static int word(FrameView frame, int offset) {
        return frame.byteAt(offset) << 8 | frame.byteAt(offset + 1);
    }

    private boolean hasMagic(FrameView frame) {
        int at = frame.dataOffset();
        if (frame.length() < at + format.magic().length()) {
            return false;
        }
        for (int i = 0; i < format.magic().length(); i++) {
            if (frame.byteAt(at + i) != format.magic().charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** By the number in the frame; where frames carry none, by the VLAN. */
    private int streamOf(FrameView frame) {
        if (format.streamOffset() >= 0) {
            int at = frame.dataOffset() + format.streamOffset();
            return at < frame.length() ? streamOfId[frame.byteAt(at)] : NO_STREAM;
        }
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).vlan().orElse(FrameView.NO_VLAN) == frame.vlan()) {
                return i;
            }
        }
        return NO_STREAM;
    }

    private static boolean reaches(FrameView frame, SequenceField field) {
        return frame.length() >= frame.dataOffset() + field.payloadOffset() + field.bytes();
    }

    private static long number(FrameView frame, int at, SequenceField field) {
        long value = 0;
        for (int i = 0; i < field.bytes(); i++) {
            int from = field.order() == SequenceField.Order.BIG ? i : field.bytes() - 1 - i;
            value = value << 8 | frame.byteAt(at + field.payloadOffset() + from);
        }
        return value;
    }
}
