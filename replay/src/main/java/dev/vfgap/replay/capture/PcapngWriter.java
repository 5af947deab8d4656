package dev.vfgap.replay.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a pcapng capture: one section, an interface for each place of capture, packets with stamps in ns and comments.
 *
 * <p>Interfaces may be added at any time before their first packet. {@link #close} ends the capture with the statistics of
 * each interface; it leaves the stream open to its owner. Little-endian; two writers given the same write the same bytes.
 * Format: the IETF draft draft-ietf-opsawg-pcapng.
 */
public final class PcapngWriter implements AutoCloseable {

    /** An option's length is a number of 16 bits; a longer text is cut before a character that does not fit. */
    private static final int MOST_TEXT_BYTES = 65_532;

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int OPTION_COMMENT = 1;
    private static final int SECTION_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_TEXT = 3;
    private static final int INTERFACE_STAMP_UNIT = 9;
    private static final int INTERFACE_FILTER = 11;
    private static final int PACKET_FLAGS = 2;
    private static final int STATISTICS_FROM = 2;
    private static final int STATISTICS_TO = 3;
    private static final int STATISTICS_RECEIVED = 4;
    private static final int STATISTICS_DROPS = 5;
    private static final int STATISTICS_SYSTEM_DROPS = 7;
    private static final int STATISTICS_DELIVERED = 8;
    private static final byte NANOSECONDS = 9;
    private static final int MOST_BLOCK = 32 + CaptureReader.MAX_CAPTURED_BYTES + 2 * MOST_TEXT_BYTES + 64;

    private final OutputStream out;
    private final ByteBuffer block = ByteBuffer.allocate(MOST_BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Written> interfaces = new ArrayList<>();

    /** What an interface's statistics will say. */
    private static final class Written {
        private long packets;
        private long lastNanos;
        private long drops = -1;
        private Optional<InterfaceStatistics> statistics = Optional.empty();
    }

    /**
     * Begins a capture.
     *
     * @param out where it goes; writes are of whole blocks, so it should be buffered
     * @param application what wrote it, for readers
     */
    public PcapngWriter(OutputStream out, String application) throws IOException {
        this.out = out;
        begin(SECTION_HEADER);
        block.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(SECTION_APPLICATION, application);
        end();
    }

    /**
     * Adds an interface with stamps in ns.
     *
     * @param name its name, as {@code eth0}
     * @param description what stands there; empty for none
     * @param linkNumber its link type's number, see {@link CaptureInterface#linkNumber}
     * @param snapLength the most bytes of a packet that were captured; 0 = no limit
     * @return its index
     */
    public int add(String name, String description, int linkNumber, long snapLength) throws IOException {
        return add(name, description, "", linkNumber, snapLength);
    }

    /**
     * Adds an interface of which a filter let only some packets through; otherwise as the other {@code add}.
     *
     * @param filter the filter in libpcap's language; empty for none
     */
    public int add(String name, String description, String filter, int linkNumber, long snapLength) throws IOException {
        begin(INTERFACE_DESCRIPTION);
        block.putShort((short) linkNumber).putShort((short) 0).putInt((int) snapLength);
        option(INTERFACE_NAME, name);
        option(INTERFACE_TEXT, description);
        // The value begins with a byte that says in which language the filter is: 0 = libpcap's.
        option(INTERFACE_FILTER, filter.isEmpty() ? "" : "\0" + filter);
        block.putShort((short) INTERFACE_STAMP_UNIT).putShort((short) 1).put(NANOSECONDS);
        pad();
        end();
        interfaces.add(new Written());
        return interfaces.size() - 1;
    }

    /** Says how many packets an interface lost while capturing; written at the end. */
    public void drops(int index, long packets) {
        interfaces.get(index).drops = packets;
    }

    /** Says all that is known of an interface's capture; written at the end in place of what is counted here. */
    public void statistics(int index, InterfaceStatistics statistics) {
        interfaces.get(index).statistics = Optional.of(statistics);
    }

    /**
     * Writes a packet as a reader has it.
     *
     * @param index the interface here
     * @param atNanos its stamp in ns since the epoch, not negative
     * @param packet the reader, moved to it
     * @param comment a sentence on it; empty for none
     */
    public void write(int index, long atNanos, CaptureReader packet, String comment) throws IOException {
        begin(ENHANCED_PACKET);
        header(index, atNanos, packet.capturedLength(), packet.originalLength());
        packet.frame().copyTo(block);
        endPacket(packet.direction(), comment);
    }

    /**
     * Writes a packet.
     *
     * @param index the interface here
     * @param atNanos its stamp in ns since the epoch, not negative
     * @param bytes what was captured of it
     * @param originalLength bytes that it had, not fewer
     * @param comment a sentence on it; empty for none
     */
    public void write(int index, long atNanos, byte[] bytes, long originalLength, String comment) throws IOException {
        begin(ENHANCED_PACKET);
        header(index, atNanos, bytes.length, originalLength);
        block.put(bytes);
        endPacket(PacketDirection.UNKNOWN, comment);
    }

    private void header(int index, long atNanos, int capturedLength, long originalLength) {
        boolean isSound = atNanos >= 0 && capturedLength <= originalLength && originalLength <= 0xffff_ffffL;
        if (!isSound || capturedLength > CaptureReader.MAX_CAPTURED_BYTES) {
            throw new IllegalArgumentException(
                    "packet at " + atNanos + " ns, " + capturedLength + " of " + originalLength + " bytes");
        }
        Written written = interfaces.get(index);
        written.packets++;
        written.lastNanos = Math.max(written.lastNanos, atNanos);
        block.putInt(index);
        stamp(atNanos);
        block.putInt(capturedLength).putInt((int) originalLength);
    }

    private void endPacket(PacketDirection direction, String comment) throws IOException {
        pad();
        option(OPTION_COMMENT, comment);
        if (direction != PacketDirection.UNKNOWN) {
            block.putShort((short) PACKET_FLAGS).putShort((short) Integer.BYTES);
            block.putInt(direction == PacketDirection.INBOUND ? 1 : 2);
        }
        end();
    }

    /** Writes the statistics of the interfaces; the stream stays open. */
    @Override
    public void close() throws IOException {
        for (int index = 0; index < interfaces.size(); index++) {
            Written written = interfaces.get(index);
            begin(INTERFACE_STATISTICS);
            block.putInt(index);
            if (written.statistics.isPresent()) {
                put(written.statistics.get());
            } else {
                stamp(written.lastNanos);
                option(STATISTICS_RECEIVED, written.packets);
                if (written.drops >= 0) {
                    option(STATISTICS_DROPS, written.drops);
                }
            }
            end();
        }
        out.flush();
    }

    private void put(InterfaceStatistics statistics) {
        stamp(statistics.toNanos());
        optionStamp(STATISTICS_FROM, statistics.fromNanos());
        optionStamp(STATISTICS_TO, statistics.toNanos());
        option(STATISTICS_RECEIVED, statistics.receivedPackets());
        option(STATISTICS_DROPS, statistics.droppedByInterface());
        option(STATISTICS_SYSTEM_DROPS, statistics.droppedBySystem());
        option(STATISTICS_DELIVERED, statistics.deliveredPackets());
    }

    private void optionStamp(int code, long nanos) {
        block.putShort((short) code).putShort((short) Long.BYTES);
        stamp(nanos);
    }

    /** A stamp's two halves, the higher one first in either byte order. */
    private void stamp(long nanos) {
        block.putInt((int) (nanos >>> 32)).putInt((int) nanos);
    }

    private void begin(int type) {
        block.clear().putInt(type).putInt(0);
    }

    /** Ends the options, where the block has any place for them, and writes the block with both its lengths. */
    private void end() throws IOException {
        block.putInt(0);
        int length = block.position() + Integer.BYTES;
        block.putInt(length).putInt(Integer.BYTES, length);
        out.write(block.array(), 0, length);
    }

    private void option(int code, long value) {
        block.putShort((short) code).putShort((short) Long.BYTES).putLong(value);
    }

    private void option(int code, String text) {
        if (text.isEmpty()) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MOST_TEXT_BYTES);
        // A byte 10xxxxxx goes on with a character: cut before the character that it is of.
        while (length < bytes.length && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        block.putShort((short) code).putShort((short) length).put(bytes, 0, length);
        pad();
    }

    private void pad() {
        while ((block.position() & 3) != 0) {
            block.put((byte) 0);
        }
    }
}
