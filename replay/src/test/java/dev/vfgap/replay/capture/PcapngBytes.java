package dev.vfgap.replay.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes pcapng files for tests, block by block, by the format's text and without any code of the reader. */
public final class PcapngBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    private PcapngBytes(ByteOrder order) {
        this.order = order;
    }

    /** A capture that begins with a section of a byte order. */
    public static PcapngBytes section(ByteOrder order) {
        return new PcapngBytes(order).andSection(order);
    }

    /** A little-endian capture that begins with a section and one Ethernet interface with stamps in ns. */
    public static PcapngBytes nanos() {
        PcapngBytes bytes = section(ByteOrder.LITTLE_ENDIAN);
        return bytes.ethernet(0, bytes.option(2, "eth0"), bytes.option(9, 9));
    }

    /** A further section. */
    public PcapngBytes andSection(ByteOrder another) {
        order = another;
        return block(
                0x0a0d0d0a,
                buffer(16)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    public PcapngBytes ethernet(int snapLength, byte[]... options) {
        return interfaceOf(1, snapLength, options);
    }

    public PcapngBytes interfaceOf(int linkType, int snapLength, byte[]... options) {
        return block(1, buffer(8).putShort((short) linkType).putShort((short) 0).putInt(snapLength), options);
    }

    /** An enhanced packet, whole. */
    public PcapngBytes packet(int index, long units, byte[] bytes, byte[]... options) {
        return packet(index, units, bytes.length, bytes.length, bytes, options);
    }

    /** An enhanced packet with any lengths. */
    public PcapngBytes packet(int index, long units, long captured, long original, byte[] bytes, byte[]... options) {
        ByteBuffer body = buffer(20 + padded(bytes.length));
        body.putInt(index).putInt((int) (units >>> 32)).putInt((int) units);
        body.putInt((int) captured).putInt((int) original).put(bytes).position(body.limit());
        return block(6, body, options);
    }

    /** A simple packet: no interface, no stamp, no captured length. */
    public PcapngBytes simplePacket(long original, byte[] bytes) {
        ByteBuffer body = buffer(4 + padded(bytes.length));
        body.putInt((int) original).put(bytes).position(body.limit());
        return block(3, body);
    }

    /** The obsolete packet block. */
    public PcapngBytes oldPacket(int index, int drops, long units, byte[] bytes, byte[]... options) {
        ByteBuffer body = buffer(20 + padded(bytes.length));
        body.putShort((short) index)
                .putShort((short) drops)
                .putInt((int) (units >>> 32))
                .putInt((int) units);
        body.putInt(bytes.length).putInt(bytes.length).put(bytes).position(body.limit());
        return block(2, body, options);
    }

    public PcapngBytes statistics(int index, byte[]... options) {
        return block(5, buffer(12).putInt(index).putLong(0), options);
    }

    /** A block of any type with a body of any bytes. */
    public PcapngBytes block(int type, byte[] body) {
        return block(type, ByteBuffer.wrap(body).position(body.length));
    }

    /** Bytes that are no block. */
    public PcapngBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Four bytes in the section's order. */
    public PcapngBytes number(int value) {
        return raw(buffer(4).putInt(value).array());
    }

    public byte[] option(int code, String text) {
        return option(code, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] option(int code, byte... value) {
        ByteBuffer option = buffer(4 + padded(value.length));
        return option.putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    public byte[] option(int code, int value) {
        return code == 9
                ? option(code, new byte[] {(byte) value})
                : option(code, buffer(4).putInt(value).array());
    }

    public byte[] option(int code, long value) {
        return option(code, buffer(8).putLong(value).array());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public byte[] gzip() {
        return PcapBytes.gzip(bytes());
    }

    private PcapngBytes block(int type, ByteBuffer body, byte[]... options) {
        boolean any = options.length > 0;
        int optionBytes =
                Arrays.stream(options).mapToInt(option -> option.length).sum() + (any ? 4 : 0);
        int length = 12 + body.position() + optionBytes;
        number(type).number(length).raw(Arrays.copyOf(body.array(), body.position()));
        Arrays.stream(options).forEach(out::writeBytes);
        if (any) {
            number(0);
        }
        return number(length);
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    private static int padded(int bytes) {
        return bytes + 3 & ~3;
    }
}
