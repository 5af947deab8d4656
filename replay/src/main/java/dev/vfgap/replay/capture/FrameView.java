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

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_RARP = 0x8035;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_PROVIDER_VLAN = 0x88a8;
    private static final int ETHERNET_HEADER = 14;
    private static final int VLAN_TAG = 4;
    private static final int IPV4_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ARP_MESSAGE = 28;
    private static final int UDP_PROTOCOL = 17;
    private static final int TYPE_AT = 12;
    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final long FRAGMENT_AND_PROTOCOL = 0x1fff_00ff_0000_0000L;
    private static final long WHOLE_UDP = (long) UDP_PROTOCOL << 32;
    private static final int USUAL_HEADERS = ETHERNET_HEADER + VLAN_TAG + IPV4_HEADER + UDP_HEADER;

    private static final int SLL_HEADER = 16;
    private static final int SLL2_HEADER = 20;
    private static final int MAC_BYTES = 6;
    private static final long NO_LAYERS = 0;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int start;
    private int length;
    private LinkType link = LinkType.OTHER;
    private Kind kind = Kind.OTHER;
    /**
     * What was found before the network header, in one number because it is stored for each frame: bits 0 to 15 the EtherType, 16
     * to 31 the VLAN and one more, 32 on the network header's offset.
     */
    private long layers;

    private int transport;

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
        this.start = start;
        this.length = length;
        // A reference is stored only when it is another one: that costs the collector's barrier.
        if (this.bytes != bytes) {
            this.bytes = bytes;
        }
        if (this.link != link) {
            this.link = link;
        }
        if (link == LinkType.ETHERNET && length >= USUAL_HEADERS && isUsual()) {
            return;
        }
        if (link == LinkType.ETHERNET && length >= ETHERNET_HEADER) {
            layers = behindTags(int16(ETHERNET_HEADER - 2), ETHERNET_HEADER);
        } else {
            layers = behindOtherLink();
        }
        Kind found = etherType() == ETHERTYPE_IPV4 ? ipv4(dataOffset()) : arp(dataOffset());
        if (kind != found) {
            kind = found;
        }
    }

    public Kind kind() {
        return kind;
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
        return link == LinkType.ETHERNET && length >= ETHERNET_HEADER;
    }

    /** Whether the source address was captured; a cooked frame has it where the sender's address is one of Ethernet. */
    public boolean hasSource() {
        return sourceAt() >= 0;
    }

    /** The packet type of a cooked frame (0 to us, 1 broadcast, 2 multicast, 3 to others, 4 sent by us); else -1. */
    public int packetType() {
        return switch (link) {
            case LINUX_SLL -> length >= SLL_HEADER ? int16(0) : -1;
            case LINUX_SLL2 -> length >= SLL2_HEADER ? byteAt(10) : -1;
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
        if (!hasDestination()) {
            throw new IndexOutOfBoundsException(
                    "a frame of " + length + " captured bytes, link " + link + ", has no destination");
        }
        return bytes.getLong(start) >>> 16;
    }

    /** The source address as a number of 48 bits; the frame must have one, see {@link #hasSource}. */
    public long source() {
        if (hasDestination()) {
            return bytes.getLong(start + MAC_BYTES) >>> 16;
        }
        int at = sourceAt();
        if (at < 0) {
            throw new IndexOutOfBoundsException(
                    "a frame of " + length + " captured bytes, link " + link + ", has no source address");
        }
        return (long) int16(at) << 32 | int32(at + 2) & 0xffffffffL;
    }

    /** The IPv4 source address (for ARP and RARP the sender's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int sourceIpv4() {
        return switch (kind) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(dataOffset() + 12);
            case ARP, RARP -> int32(dataOffset() + 14);
        };
    }

    /** The IPv4 destination address (for ARP and RARP the target's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int destinationIpv4() {
        return switch (kind) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(dataOffset() + 16);
            case ARP, RARP -> int32(dataOffset() + 24);
        };
    }

    /** The UDP source port; -1 when the frame is no {@link Kind#UDP}. */
    public int sourcePort() {
        return kind == Kind.UDP ? int16(transport) : -1;
    }

    /** The UDP destination port; -1 when the frame is no {@link Kind#UDP}. */
    public int destinationPort() {
        return kind == Kind.UDP ? int16(transport + 2) : -1;
    }

    /** The operation of an ARP or RARP message (1 request, 2 reply, 3 reverse request, 4 reverse reply); else -1. */
    public int arpOperation() {
        return kind == Kind.ARP || kind == Kind.RARP ? int16(dataOffset() + 6) : -1;
    }

    /** Whether this frame announces its own source address: a RARP message, or an ARP message that names the sender. */
    public boolean announces() {
        return kind == Kind.RARP || kind == Kind.ARP && sourceIpv4() == destinationIpv4();
    }

    /** Captured bytes of the UDP payload; 0 when the frame is no {@link Kind#UDP}. */
    public int payloadLength() {
        return kind == Kind.UDP ? length - transport - UDP_HEADER : 0;
    }

    /**
     * A big-endian number in the UDP payload.
     *
     * @param offset of its first byte in the payload
     * @param count its bytes, 1 to 8
     */
    public long payloadBigEndian(int offset, int count) {
        requirePayload(offset, count);
        int at = start + transport + UDP_HEADER + offset;
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

    /**
     * Looks whether this is the frame that nearly all are, UDP in IPv4 without options, behind one tag of 802.1Q or none, and
     * takes its fields if so. It finds nothing that the way of all other frames would not find.
     *
     * <p>Bytes 12 to 19 are EtherType (2), version and length (1), service (1), total length (2), identifier (2), and 20 to
     * 27 fragment (2), lifetime (1), protocol (1), checksum (2); a tag moves them by four bytes. So both numbers are moved
     * back by as much, and one comparison serves both.
     */
    private boolean isUsual() {
        long fromType = bytes.getLong(start + TYPE_AT);
        long fromFragment = bytes.getLong(start + TYPE_AT + Long.BYTES);
        // All ones for a tag, else zero, by arithmetic: see behindTags.
        int tag = ((int) (fromType >>> 48) ^ ETHERTYPE_VLAN) - 1 >> 31;
        int tagBits = VLAN_TAG * Byte.SIZE & tag;
        long type = fromType << tagBits >>> 40 ^ (ETHERTYPE_IPV4 << 8 | VERSION_4_WITHOUT_OPTIONS);
        long fragment = fromFragment << tagBits & FRAGMENT_AND_PROTOCOL ^ WHOLE_UDP;
        if ((type | fragment) != 0) {
            return false;
        }
        int network = ETHERNET_HEADER + (VLAN_TAG & tag);
        layers = layers(ETHERTYPE_IPV4, (int) (fromType >>> 32) & 0xfff | ~tag, network);
        transport = network + IPV4_HEADER;
        if (kind != Kind.UDP) {
            kind = Kind.UDP;
        }
        return true;
    }

    /**
     * The layers behind a first EtherType and the tags from an offset on, where each is followed by the next EtherType.
     *
     * <p>Whether a frame has a tag cannot be foreseen where some have, and a branch that is guessed wrongly costs as much as all
     * the rest; so the first tag is taken by arithmetic.
     */
    private long behindTags(int firstType, int dataAt) {
        if (length < dataAt + VLAN_TAG) {
            return isTag(firstType) ? layers(0, NO_VLAN, 0) : layers(firstType, NO_VLAN, dataAt);
        }
        int tagAndType = int32(dataAt);
        // All ones for a tag, else zero: of the two differences, one is zero, and one less than that is negative.
        int tag = (firstType ^ ETHERTYPE_VLAN) - 1 >> 31 | (firstType ^ ETHERTYPE_PROVIDER_VLAN) - 1 >> 31;
        int type = tagAndType & 0xffff & tag | firstType & ~tag;
        int outer = tagAndType >>> 16 & 0xfff | ~tag;
        int data = dataAt + (VLAN_TAG & tag);
        return isTag(type) ? behindMoreTags(outer, data) : layers(type, outer, data);
    }

    private long behindMoreTags(int outer, int secondTagAt) {
        int type = ETHERTYPE_VLAN;
        int data = secondTagAt;
        while (isTag(type)) {
            if (length < data + VLAN_TAG) {
                return layers(0, outer, 0);
            }
            type = int16(data + 2);
            data += VLAN_TAG;
        }
        return layers(type, outer, data);
    }

    private static boolean isTag(int etherType) {
        return etherType == ETHERTYPE_VLAN || etherType == ETHERTYPE_PROVIDER_VLAN;
    }

    private long behindOtherLink() {
        return switch (link) {
            case LINUX_SLL -> length >= SLL_HEADER ? behindTags(int16(14), SLL_HEADER) : NO_LAYERS;
            case LINUX_SLL2 -> length >= SLL2_HEADER ? behindTags(int16(0), SLL2_HEADER) : NO_LAYERS;
            case RAW_IP, IPV4, IPV6 -> {
                int version = length > 0 ? byteAt(0) >> 4 : 0;
                yield layers(version == 4 ? ETHERTYPE_IPV4 : version == 6 ? ETHERTYPE_IPV6 : 0, NO_VLAN, 0);
            }
            default -> NO_LAYERS;
        };
    }

    private static long layers(int etherType, int vlan, int network) {
        return (long) network << 32 | (long) (vlan + 1) << 16 | etherType;
    }

    private Kind arp(int network) {
        int etherType = etherType();
        if (etherType != ETHERTYPE_ARP && etherType != ETHERTYPE_RARP) {
            return Kind.OTHER;
        }
        boolean ipv4OverEthernet = length >= network + ARP_MESSAGE
                && int16(network) == 1
                && int16(network + 2) == ETHERTYPE_IPV4
                && int16(network + 4) == 0x0604;
        if (!ipv4OverEthernet) {
            return Kind.OTHER;
        }
        return etherType == ETHERTYPE_ARP ? Kind.ARP : Kind.RARP;
    }

    private Kind ipv4(int network) {
        if (length < network + IPV4_HEADER) {
            return Kind.OTHER;
        }
        // Version and length (1), service (1), total length (2), identifier (2), fragment (2); then lifetime (1),
        // protocol (1).
        long first = bytes.getLong(start + network);
        int header = (int) (first >>> 54) & 0x3c;
        if (first >>> 60 != 4 || header < IPV4_HEADER) {
            return Kind.OTHER;
        }
        transport = network + header;
        boolean laterFragment = (first & 0x1fff) != 0;
        boolean isUdp = (int16(network + 8) & 0xff) == UDP_PROTOCOL;
        if (!isUdp || laterFragment || length < transport + UDP_HEADER) {
            return Kind.IPV4;
        }
        return Kind.UDP;
    }

    /** Where the source address lies, or -1. A cooked header says how many bytes its address has, in a field of 8. */
    private int sourceAt() {
        return switch (link) {
            case ETHERNET -> length >= ETHERNET_HEADER ? 6 : -1;
            case LINUX_SLL -> length >= SLL_HEADER && int16(4) == MAC_BYTES ? 6 : -1;
            case LINUX_SLL2 -> length >= SLL2_HEADER && byteAt(11) == MAC_BYTES ? 12 : -1;
            default -> -1;
        };
    }

    private int int16(int offset) {
        return bytes.getShort(start + offset) & 0xffff;
    }

    private int int32(int offset) {
        return bytes.getInt(start + offset);
    }
}
