package dev.vfgap.replay.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Writes pcap files for tests, by the format's text and without any code of the reader. */
public final class PcapBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int nanosPerUnit;

    private PcapBytes(ByteOrder order, int nanosPerUnit) {
        this.order = order;
        this.nanosPerUnit = nanosPerUnit;
    }

    /** A capture with stamps in ns, little-endian, of Ethernet, up to 65535 bytes a packet. */
    public static PcapBytes nanos() {
        return nanos(ByteOrder.LITTLE_ENDIAN);
    }

    public static PcapBytes nanos(ByteOrder order) {
        return new PcapBytes(order, 1).header(0xa1b23c4d, 2, 65_535, 1);
    }

    public static PcapBytes micros(ByteOrder order) {
        return new PcapBytes(order, 1_000).header(0xa1b2c3d4, 2, 65_535, 1);
    }

    /** A little-endian header of any values. */
    public static PcapBytes headed(int magic, int major, int snapLength, int linkType) {
        return new PcapBytes(ByteOrder.LITTLE_ENDIAN, 1).header(magic, major, snapLength, linkType);
    }

    private PcapBytes header(int magic, int major, int snapLength, int linkType) {
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(magic)
                .putShort((short) major)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        header.putInt(snapLength).putInt(linkType);
        out.writeBytes(header.array());
        return this;
    }

    /** A whole packet. */
    public PcapBytes packet(long atNanos, byte[] bytes) {
        return record(
                atNanos / 1_000_000_000, atNanos % 1_000_000_000 / nanosPerUnit, bytes.length, bytes.length, bytes);
    }

    /** A packet of which only the first bytes were captured. */
    public PcapBytes cut(long atNanos, byte[] bytes, int captured) {
        return record(
                atNanos / 1_000_000_000,
                atNanos % 1_000_000_000 / nanosPerUnit,
                captured,
                bytes.length,
                java.util.Arrays.copyOf(bytes, captured));
    }

    /** A record with any numbers in its header. */
    public PcapBytes record(long seconds, long fraction, long captured, long original, byte[] bytes) {
        ByteBuffer header = ByteBuffer.allocate(16).order(order);
        header.putInt((int) seconds)
                .putInt((int) fraction)
                .putInt((int) captured)
                .putInt((int) original);
        out.writeBytes(header.array());
        out.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public byte[] gzip() {
        return gzip(bytes());
    }

    /** Bytes as one gzip member. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
