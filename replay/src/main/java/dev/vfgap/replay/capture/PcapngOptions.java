package dev.vfgap.replay.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The options at the end of a pcapng block: code, length, value, filled up to a multiple of four bytes, until one with code
 * 0 or the end of the block.
 *
 * <p>Of an option that may come once the last one counts. One whose length leaves its block is an error; one whose length is
 * not that of its kind is passed over.
 */
final class PcapngOptions {

    private static final int END = 0;
    private static final int COMMENT = 1;
    private static final int PACKET_FLAGS = 2;
    private static final int PACKET_DROPS = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_DESCRIPTION = 3;
    private static final int INTERFACE_STAMP_UNIT = 9;
    private static final int INTERFACE_STAMP_OFFSET = 14;
    private static final int STATISTICS_DROPS = 5;
    private static final int STATISTICS_SYSTEM_DROPS = 7;

    private static final int OPTION_HEADER = 4;

    /** Of a name or description no more is kept: an option may have 64 KiB, and a capture thousands of interfaces. */
    private static final int MOST_NAME_BYTES = 1024;

    private final ByteWindow window;
    private final CaptureProblems problems;
    private boolean littleEndian;

    /** Where the options end, the one that is looked at, and what is added to an index to tell its place in the data. */
    private int end;

    private int at;
    private int code;
    private int length;
    private long toOffset;

    /** What an interface's options say of it. */
    record OfInterface(String name, String description, StampUnit unit) {}

    PcapngOptions(ByteWindow window, CaptureProblems problems) {
        this.window = window;
        this.problems = problems;
    }

    void littleEndian(boolean isLittle) {
        littleEndian = isLittle;
    }

    /** Reads an interface's options, which begin at an index of the window and at an offset of the data. */
    OfInterface ofInterface(int start, int bytes, long offset) {
        String name = "";
        String description = "";
        int resolution = 6;
        long resolutionOffset = offset;
        long shift = 0;
        for (begin(start, bytes, offset); next(); ) {
            switch (code) {
                case INTERFACE_NAME -> name = text(MOST_NAME_BYTES);
                case INTERFACE_DESCRIPTION -> description = text(MOST_NAME_BYTES);
                case INTERFACE_STAMP_UNIT -> {
                    if (length == 1) {
                        resolution = window.bytes.get(at) & 0xff;
                        resolutionOffset = at + toOffset;
                    }
                }
                case INTERFACE_STAMP_OFFSET -> shift = length == Long.BYTES ? shift() : shift;
                default -> {}
            }
        }
        return new OfInterface(name, description, unit(resolution, shift, resolutionOffset));
    }

    /** The packets that an interface's statistics say were lost, by the interface and by the system; -1 without a word. */
    long dropsOfInterface(int start, int bytes, long offset) {
        long byInterface = -1;
        long bySystem = -1;
        for (begin(start, bytes, offset); next(); ) {
            if (code == STATISTICS_DROPS && length == Long.BYTES) {
                byInterface = count();
            } else if (code == STATISTICS_SYSTEM_DROPS && length == Long.BYTES) {
                bySystem = count();
            }
        }
        boolean unknown = byInterface < 0 && bySystem < 0;
        return unknown ? -1 : CapturedInterfaces.sum(Math.max(0, byInterface), Math.max(0, bySystem));
    }

    /** Reads a packet's options into it. */
    void ofPacket(Packet packet, long offset) {
        for (begin(packet.options, packet.optionBytes, offset); next(); ) {
            if (code == PACKET_FLAGS && length == Integer.BYTES) {
                packet.direction = PacketDirection.ofFlags(int32(at));
            } else if (code == PACKET_DROPS && length == Long.BYTES) {
                packet.drops = count();
            }
        }
    }

    /** A packet's comments, in their order; its options have been read before. */
    List<String> comments(Packet packet) {
        List<String> comments = new ArrayList<>();
        for (begin(packet.options, packet.optionBytes, window.startOffset + packet.options); next(); ) {
            if (code == COMMENT) {
                comments.add(text(length));
            }
        }
        return comments;
    }

    private void begin(int start, int bytes, long offset) {
        at = start;
        end = start + bytes;
        length = 0;
        toOffset = offset - start;
    }

    /** Moves to the next option's value; false after the last. */
    private boolean next() {
        at += length + 3 & ~3;
        if (end - at < OPTION_HEADER) {
            return false;
        }
        code = uint16(at);
        length = uint16(at + 2);
        if (code == END) {
            return false;
        }
        at += OPTION_HEADER;
        if (length > end - at) {
            throw problems.damaged(
                    at - 2 + toOffset,
                    "has an option of " + length + " bytes where its block has " + (end - at) + " left");
        }
        return true;
    }

    private StampUnit unit(int resolution, long offsetSeconds, long offset) {
        boolean binary = (resolution & 0x80) != 0;
        int exponent = resolution & 0x7f;
        if (exponent > (binary ? StampUnit.FINEST_BINARY : StampUnit.FINEST_DECIMAL)) {
            throw problems.damaged(
                    offset, "describes an interface with stamps in " + (binary ? 2 : 10) + "^-" + exponent + " s");
        }
        return binary ? StampUnit.binary(exponent, offsetSeconds) : StampUnit.decimal(exponent, offsetSeconds);
    }

    private long shift() {
        long shift = int64(at);
        if (shift > StampUnit.MOST_OFFSET_SECONDS || shift < -StampUnit.MOST_OFFSET_SECONDS) {
            throw problems.damaged(
                    at + toOffset, "describes an interface whose stamps are off by " + shift + " s, over a century");
        }
        return shift;
    }

    /** So many bytes of the value as text; some writers end it with a zero byte. */
    private String text(int most) {
        byte[] bytes = new byte[Math.min(length, most)];
        window.bytes.get(at, bytes);
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return new String(bytes, 0, used, StandardCharsets.UTF_8);
    }

    /** An unsigned count of 64 bits, at most the largest long. */
    private long count() {
        long value = int64(at);
        return value < 0 ? Long.MAX_VALUE : value;
    }

    private long int64(int index) {
        long value = window.bytes.getLong(index);
        return littleEndian ? Long.reverseBytes(value) : value;
    }

    private int int32(int index) {
        int value = window.bytes.getInt(index);
        return littleEndian ? Integer.reverseBytes(value) : value;
    }

    private int uint16(int index) {
        short value = window.bytes.getShort(index);
        return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }
}
