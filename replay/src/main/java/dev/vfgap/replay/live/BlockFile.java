package dev.vfgap.replay.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * A pcapng file that is being written, block by block. When it cannot grow any more, it is cut after its last whole block, so
 * that it can be read, and some blocks earlier, so that there is room for the statistics that end it.
 */
final class BlockFile extends OutputStream {
    /** Larger than the largest block of a {@code PcapngWriter}; a write to the file costs the same for all of it. */
    private static final int BUFFER_BYTES = 1 << 20;

    /** A page of a file system: so much is given back, so that what must end the file finds room. */
    private static final int ROOM_BYTES = 8_192;

    /** The type of pcapng's enhanced packet, whose interface's index follows type and length. */
    private static final int PACKET = 6;

    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Bytes in the file that are whole blocks. */
    private long whole;

    /** Packets that a failed write has lost, by the index of their interface. */
    private final Map<Integer, Long> lost = new HashMap<>();

    BlockFile(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /** How long the file is, with what waits to be written. */
    long bytes() {
        return whole + buffer.position();
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("a block at a time");
    }

    /** Takes a whole block. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        buffer.put(bytes, offset, length);
    }

    /** Writes what waits; when that fails, nothing waits any more, and the file ends with a whole block. */
    @Override
    public void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            whole += buffer.limit();
        } catch (IOException e) {
            whole += wholeBlocks(buffer.position(), buffer.limit());
            cut(e);
            throw e;
        } finally {
            buffer.clear();
        }
    }

    /**
     * The bytes of the blocks that are to be kept of the buffer: those that lie whole in the bytes written, but for the last
     * few, which make room for the statistics. The packets of the others are counted as lost.
     */
    private int wholeBlocks(int written, int end) {
        int kept = 0;
        int at = 0;
        while (at < end) {
            int next = at + buffer.getInt(at + Integer.BYTES);
            if (next <= written - ROOM_BYTES) {
                kept = next;
            } else if (buffer.getInt(at) == PACKET) {
                lost.merge(buffer.getInt(at + 8), 1L, Long::sum);
            }
            at = next;
        }
        return kept;
    }

    /** Packets of an interface that were taken, and then lost because the file could not grow. */
    long lostPackets(int interfaceIndex) {
        return lost.getOrDefault(interfaceIndex, 0L);
    }

    private void cut(IOException failure) {
        try {
            channel.truncate(whole);
            channel.position(whole);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
