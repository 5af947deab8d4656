package dev.vfgap.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A capture that nobody captured: UDP over IPv4 in frames of 64 to 128 bytes, half of them with an 802.1Q tag, 1 µs apart on
 * average; pcap with stamps in ns, little-endian. The same number of packets and seed give the same bytes.
 */
final class SyntheticCapture {

    private static final int LEAST_BYTES = 64;
    private static final int MOST_BYTES = 128;
    private static final long START_NANOS = 1_795_379_565_000_000_000L;
    private static final int LEAST_PORT = 7168;
    private static final int MANY_FLOWS = 0xff;
    private static final long SECOND = 1_000_000_000L;

    private SyntheticCapture() {}

    /** Writes the capture, of 256 flows. */
    static void write(Path file, long packets, long seed) throws IOException {
        write(file, packets, seed, MANY_FLOWS);
    }

    /** As {@link #write}, of one flow: each payload begins with the packet's number, from 0, big-endian. */
    static void writeOneFlow(Path file, long packets, long seed) throws IOException {
        write(file, packets, seed, 0);
    }

    private static void write(Path file, long packets, long seed, int flows) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer record = ByteBuffer.allocate(16 + MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            record.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4);
            record.putInt(0).putInt(0).putInt(262_144).putInt(1);
            out.write(record.array(), 0, record.position());
            long at = START_NANOS;
            for (long packet = 0; packet < packets; packet++) {
                at += random.nextInt(2_000);
                int bytes = random.nextInt(LEAST_BYTES, MOST_BYTES + 1);
                record.clear().putInt((int) (at / SECOND)).putInt((int) (at % SECOND));
                record.putInt(bytes).putInt(bytes);
                frame(record.order(ByteOrder.BIG_ENDIAN), bytes, packet, random.nextLong(), flows);
                record.order(ByteOrder.LITTLE_ENDIAN);
                out.write(record.array(), 0, 16 + bytes);
            }
        }
    }

    private static void frame(ByteBuffer record, int bytes, long packet, long random, int flows) {
        int start = record.position();
        record.putShort((short) 0x5254)
                .putInt((int) random & 0x00ff_ffff)
                .putShort((short) 0x0200)
                .putInt(1);
        if ((random & 1L << 40) != 0) {
            record.putShort((short) 0x8100).putShort((short) (random >>> 48 & 0xfff));
        }
        int ip = record.position() + 2;
        record.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (start + bytes - ip));
        record.putInt(0x4000)
                .putShort((short) 0x4011)
                .putShort((short) 0)
                .putInt(0x0a090001)
                .putInt(0x0a090002);
        record.putShort((short) 7000).putShort((short) (random >>> 32 & flows | LEAST_PORT));
        record.putShort((short) (start + bytes - ip - 20)).putShort((short) 0).putLong(packet);
        while (record.position() < start + bytes) {
            record.put((byte) 0);
        }
    }
}
