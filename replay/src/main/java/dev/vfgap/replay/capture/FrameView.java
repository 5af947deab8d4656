package dev.vfgap.replay.capture;

import java.nio.ByteBuffer;

/**
 * A view of one captured frame's headers: Ethernet (or a cooked header, or none), VLAN tags, ARP or RARP, IPv4 and UDP, as far
 * as they were captured.
 *
 * <p>It is moved from frame to frame by the reader that owns it and valid until that reader's next step. Whatever is not
 * whole in the capture is not there: the kind is then that of the layer below. Fields: IEEE 802.3, 802.1Q, RFC 826, 903,
 * 791, 768; cooked headers: LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 of tcpdump.org.
 *
 * <p>Not modelled: what is in IPv6 (only its EtherType), TCP, tunnels; LLC frames are {@link Kind#OTHER}.
 */
public final class FrameView {

    /** What a frame is, by the innermost header that could be read. */
    public enum Kind {
        /** Too short for an Ethernet header, or an EtherType that is not looked into. */
        OTHER,
        /** IPv4, but not UDP, a later fragment, or cut before the end of the UDP header. */
        IPV4,
        /** The first or only fragment of a UDP datagram over IPv4. */
        UDP,
        /** An ARP message for IPv4 over Ethernet. */
        ARP,
        /** A RARP message, such as the announcement that QEMU sends for a guest. */
        RARP
    }

    /** The VLAN of a frame without a tag. */
    public static final int NO_VLAN = -1;

    private static final Kind[] KINDS = Kind.values();
    private static final int UDP_HEADER = FrameHeaders.UDP_HEADER;
    private static final int MAC_BYTES = 6;
    private static final int ADDRESS_SHIFT = Long.SIZE - Byte.SIZE * MAC_BYTES;

    private final FrameHeaders headers = new FrameHeaders();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private LinkType link = LinkType.OTHER;
    private int start;
    private int length;

    /** As {@link FrameHeaders#layers} tells it. */
    private long layers;
    /** As {@link FrameHeaders#udp} tells it. */
    private long udp = FrameHeaders.without(Kind.OTHER);

    private long destination = FrameHeaders.NO_ADDRESS;
    private long source = FrameHeaders.NO_ADDRESS;

    /**
     * Moves the view to a frame.
     *
     * @param bytes what holds it, big-endian, not copied
     * @param start index of its first byte
     * @param length captured bytes
     * @param link what stands before its network header
     */
    public void moveTo(ByteBuffer bytes, int start, int length, LinkType link) {
        if (start < 0 || length < 0 || start > bytes.limit() - length) {
            throw new IndexOutOfBoundsException("frame at " + start + ", " + length + " bytes, in " + bytes.limit());
        }
        place(bytes, start, length, link);
    }

    /** As {@link #moveTo}, for a reader that knows that the frame lies in its bytes. */
    void place(ByteBuffer bytes, int start, int length, LinkType link) {
        this.start = start;
        this.length = length;
        long usual = link == LinkType.ETHERNET && length >= UsualFrame.HEADERS
                ? UsualFrame.layers(bytes.getLong(start + 12), bytes.getLong(start + 20))
                : UsualFrame.NONE;
        if (usual == UsualFrame.NONE) {
            headers.moveTo(bytes, start, length, link);
            layers = headers.layers();
            udp = headers.udp(layers);
            destination = headers.destination();
            source = headers.source();
        } else {
            int transport = (int) (usual >>> 32) + UsualFrame.IPV4_HEADER;
            layers = usual;
            udp = (long) transport << 32 | bytes.getInt(start + transport) & 0xffff_ffffL;
            destination = bytes.getLong(start) >>> ADDRESS_SHIFT;
            source = bytes.getLong(start + MAC_BYTES) >>> ADDRESS_SHIFT;
        }
        // A reference is stored only when it is another one: that costs the collector's barrier.
        if (this.bytes != bytes) {
            this.bytes = bytes;
        }
        if (this.link != link) {
            this.link = link;
        }
    }

    /** What it is, by the innermost header that could be read. */
    public Kind kind() {
        return udp >= 0 ? Kind.UDP : KINDS[(int) ~udp];
    }

    /** Captured bytes of this frame. */
    public int length() {
        return length;
    }

    /** What stands before the network header, and so which of the fields a frame can have. */
    public LinkType link() {
        return link;
    }

    /** Whether the destination address was captured: Ethernet, not cut before its end. */
    public boolean hasDestination() {
        return destination >= 0;
    }

    /** Whether the source address was captured; a cooked frame has it where the sender's address is one of Ethernet. */
    public boolean hasSource() {
        return source >= 0;
    }

    /** The packet type of a cooked frame (0 to us, 1 broadcast, 2 multicast, 3 to others, 4 sent by us); else -1. */
    public int packetType() {
        return switch (link) {
            case LINUX_SLL -> length >= FrameHeaders.SLL_HEADER ? int16(0) : -1;
            case LINUX_SLL2 -> length >= FrameHeaders.SLL2_HEADER ? byteAt(10) : -1;
            default -> -1;
        };
    }

    /** The byte at an offset from the frame's start, 0 to 255. */
    public int byteAt(int offset) {
        if (offset < 0 || offset >= length) {
            throw new IndexOutOfBoundsException("byte " + offset + " of a frame of " + length);
        }
        return bytes.get(start + offset) & 0xff;
    }

    /** Copies the captured bytes to where another buffer stands, and moves that on. */
    public void copyTo(ByteBuffer target) {
        target.put(target.position(), bytes, start, length).position(target.position() + length);
    }

    /** The EtherType after all VLAN tags; 0 in a frame too short for one. */
    public int etherType() {
        return (int) layers & 0xffff;
    }

    /**
     * Where the data after the link's header begins, in bytes from the frame's start; 0 in a frame too short for one, and in
     * an IP packet without a link's header.
     */
    public int dataOffset() {
        return (int) (layers >>> 32);
    }

    /** The outermost VLAN identifier, 0 to 4095, or {@link #NO_VLAN}. */
    public int vlan() {
        return ((int) layers >>> 16) - 1;
    }

    /** The destination address as a number of 48 bits; the frame must have one, see {@link #hasDestination}. */
    public long destination() {
        if (destination < 0) {
            throw lacks("destination");
        }
        return destination;
    }

    /** The source address as a number of 48 bits; the frame must have one, see {@link #hasSource}. */
    public long source() {
        if (source < 0) {
            throw lacks("source address");
        }
        return source;
    }

    /** The IPv4 source address (for ARP and RARP the sender's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int sourceIpv4() {
        return switch (kind()) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(dataOffset() + 12);
            case ARP, RARP -> int32(dataOffset() + 14);
        };
    }

    /** The IPv4 destination address (for ARP and RARP the target's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int destinationIpv4() {
        return switch (kind()) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(dataOffset() + 16);
            case ARP, RARP -> int32(dataOffset() + 24);
        };
    }

    /** The UDP source port; -1 when the frame is no {@link Kind#UDP}. */
    public int sourcePort() {
        return udp >= 0 ? (int) udp >>> 16 : -1;
    }

    /** The UDP destination port; -1 when the frame is no {@link Kind#UDP}. */
    public int destinationPort() {
        return udp >= 0 ? (int) udp & 0xffff : -1;
    }

    /** The operation of an ARP or RARP message (1 request, 2 reply, 3 reverse request, 4 reverse reply); else -1. */
    public int arpOperation() {
        Kind kind = kind();
        return kind == Kind.ARP || kind == Kind.RARP ? int16(dataOffset() + 6) : -1;
    }

    /** Whether this frame announces its own source address: a RARP message, or an ARP message that names the sender. */
    public boolean announces() {
        Kind kind = kind();
        return kind == Kind.RARP || kind == Kind.ARP && sourceIpv4() == destinationIpv4();
    }

    /** Captured bytes of the UDP payload; 0 when the frame is no {@link Kind#UDP}. */
    public int payloadLength() {
        return udp >= 0 ? length - (int) (udp >>> 32) - UDP_HEADER : 0;
    }

    /**
     * A big-endian number in the UDP payload.
     *
     * @param offset of its first byte in the payload
     * @param count its bytes, 1 to 8
     */
    public long payloadBigEndian(int offset, int count) {
        requirePayload(offset, count);
        int at = start + (int) (udp >>> 32) + UDP_HEADER + offset;
        if (count == Long.BYTES) {
            return bytes.getLong(at);
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes.get(at + i) & 0xff;
        }
        return value;
    }

    /** A little-endian number in the UDP payload; see {@link #payloadBigEndian}. */
    public long payloadLittleEndian(int offset, int count) {
        long bigEndian = payloadBigEndian(offset, count);
        return Long.reverseBytes(bigEndian) >>> Long.SIZE - Byte.SIZE * count;
    }

    private void requirePayload(int offset, int count) {
        if (offset < 0 || count < 1 || count > Long.BYTES || offset > payloadLength() - count) {
            throw new IndexOutOfBoundsException(
                    count + " bytes at " + offset + " of a payload of " + payloadLength() + " captured bytes");
        }
    }

    private IndexOutOfBoundsException lacks(String what) {
        return new IndexOutOfBoundsException(
                "a frame of " + length + " captured bytes, link " + link + ", has no " + what);
    }

    private int int16(int offset) {
        return bytes.getShort(start + offset) & 0xffff;
    }

    private int int32(int offset) {
        return bytes.getInt(start + offset);
    }
}
