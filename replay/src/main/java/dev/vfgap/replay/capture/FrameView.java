package dev.vfgap.replay.capture;

/**
 * A view of one captured frame's headers: Ethernet, VLAN tags, ARP or RARP, IPv4 and UDP, as far as they were captured.
 *
 * <p>It is moved from frame to frame by the reader that owns it and valid until that reader's next step. Whatever is not
 * whole in the capture is not there: the kind is then that of the layer below. Fields: IEEE 802.3, 802.1Q, RFC 826, 903,
 * 791, 768.
 *
 * <p>Not modelled: IPv6, TCP, tunnels; LLC frames are {@link Kind#OTHER}.
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
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_PROVIDER_VLAN = 0x88a8;
    private static final int ETHERNET_HEADER = 14;
    private static final int VLAN_TAG = 4;
    private static final int IPV4_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ARP_MESSAGE = 28;
    private static final int UDP_PROTOCOL = 17;

    private byte[] bytes = new byte[0];
    private int start;
    private int length;
    private Kind kind = Kind.OTHER;
    private int etherType;
    private int vlan;
    private int network;
    private int transport;

    /**
     * Moves the view to a frame.
     *
     * @param bytes the array that holds it, not copied
     * @param start index of the first byte of the destination address
     * @param length captured bytes
     */
    public void moveTo(byte[] bytes, int start, int length) {
        if (start < 0 || length < 0 || start > bytes.length - length) {
            throw new IndexOutOfBoundsException("frame at " + start + ", " + length + " bytes, in " + bytes.length);
        }
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        kind = Kind.OTHER;
        vlan = NO_VLAN;
        etherType = 0;
        network = 0;
        transport = 0;
        if (length >= ETHERNET_HEADER) {
            readTags();
            readNetwork();
        }
    }

    public Kind kind() {
        return kind;
    }

    /** Captured bytes of this frame. */
    public int length() {
        return length;
    }

    /** The byte at an offset from the frame's start, 0 to 255. */
    public int byteAt(int offset) {
        if (offset < 0 || offset >= length) {
            throw new IndexOutOfBoundsException("byte " + offset + " of a frame of " + length);
        }
        return bytes[start + offset] & 0xff;
    }

    /** The EtherType after all VLAN tags; 0 in a frame too short for one. */
    public int etherType() {
        return etherType;
    }

    /** Where the data after the EtherType begins, in bytes from the frame's start; 0 in a frame too short for one. */
    public int dataOffset() {
        return network;
    }

    /** The outermost VLAN identifier, 0 to 4095, or {@link #NO_VLAN}. */
    public int vlan() {
        return vlan;
    }

    /** The destination address as a number of 48 bits; the frame must have one. */
    public long destination() {
        return mac(0);
    }

    /** The source address as a number of 48 bits; the frame must have one. */
    public long source() {
        return mac(6);
    }

    /** The IPv4 source address (for ARP and RARP the sender's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int sourceIpv4() {
        return switch (kind) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(network + 12);
            case ARP, RARP -> int32(network + 14);
        };
    }

    /** The IPv4 destination address (for ARP and RARP the target's) as a number of 32 bits; 0 for {@link Kind#OTHER}. */
    public int destinationIpv4() {
        return switch (kind) {
            case OTHER -> 0;
            case IPV4, UDP -> int32(network + 16);
            case ARP, RARP -> int32(network + 24);
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
        return kind == Kind.ARP || kind == Kind.RARP ? int16(network + 6) : -1;
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
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[start + transport + UDP_HEADER + offset + i] & 0xff;
        }
        return value;
    }

    /** A little-endian number in the UDP payload; see {@link #payloadBigEndian}. */
    public long payloadLittleEndian(int offset, int count) {
        requirePayload(offset, count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[start + transport + UDP_HEADER + offset + i] & 0xff;
        }
        return value;
    }

    private void requirePayload(int offset, int count) {
        if (offset < 0 || count < 1 || count > Long.BYTES || offset > payloadLength() - count) {
            throw new IndexOutOfBoundsException(
                    count + " bytes at " + offset + " of a payload of " + payloadLength() + " captured bytes");
        }
    }

    private void readTags() {
        int at = 12;
        etherType = int16(at);
        while (etherType == ETHERTYPE_VLAN || etherType == ETHERTYPE_PROVIDER_VLAN) {
            if (length < at + VLAN_TAG + 2) {
                etherType = 0;
                return;
            }
            if (vlan == NO_VLAN) {
                vlan = int16(at + 2) & 0xfff;
            }
            at += VLAN_TAG;
            etherType = int16(at);
        }
        network = at + 2;
    }

    private void readNetwork() {
        switch (etherType) {
            case ETHERTYPE_IPV4 -> readIpv4();
            case ETHERTYPE_ARP -> readArp(Kind.ARP);
            case ETHERTYPE_RARP -> readArp(Kind.RARP);
            default -> {}
        }
    }

    private void readArp(Kind message) {
        boolean ipv4OverEthernet = length >= network + ARP_MESSAGE
                && int16(network) == 1
                && int16(network + 2) == ETHERTYPE_IPV4
                && int16(network + 4) == 0x0604;
        if (ipv4OverEthernet) {
            kind = message;
        }
    }

    private void readIpv4() {
        if (length < network + IPV4_HEADER || byteAt(network) >> 4 != 4) {
            return;
        }
        int header = (byteAt(network) & 0xf) * 4;
        if (header < IPV4_HEADER) {
            return;
        }
        kind = Kind.IPV4;
        transport = network + header;
        boolean laterFragment = (int16(network + 6) & 0x1fff) != 0;
        if (byteAt(network + 9) == UDP_PROTOCOL && !laterFragment && length >= transport + UDP_HEADER) {
            kind = Kind.UDP;
        }
    }

    private long mac(int offset) {
        if (length < ETHERNET_HEADER) {
            throw new IndexOutOfBoundsException("a frame of " + length + " captured bytes has no addresses");
        }
        return (long) int16(offset) << 32 | int32(offset + 2) & 0xffffffffL;
    }

    private int int16(int offset) {
        return (bytes[start + offset] & 0xff) << 8 | bytes[start + offset + 1] & 0xff;
    }

    private int int32(int offset) {
        return int16(offset) << 16 | int16(offset + 2);
    }
}
