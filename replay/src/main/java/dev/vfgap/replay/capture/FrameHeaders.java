package dev.vfgap.replay.capture;

import dev.vfgap.replay.capture.FrameView.Kind;
import java.nio.ByteBuffer;

/**
 * The headers of one frame of any kind, read one after the other as far as they were captured.
 *
 * <p>Fields: IEEE 802.3, 802.1Q, RFC 826, 903, 791, 768; cooked headers: LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 of
 * tcpdump.org. Whatever is not whole in the capture is not there.
 *
 * <p>One object for all frames: it is moved from one to the next.
 */
final class FrameHeaders {

    static final long NO_ADDRESS = -1;
    static final int UDP_HEADER = 8;
    static final int SLL_HEADER = 16;
    static final int SLL2_HEADER = 20;

    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_RARP = 0x8035;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_PROVIDER_VLAN = 0x88a8;
    private static final int VLAN_TAG = 4;
    private static final int IPV4_HEADER = 20;
    private static final int ARP_MESSAGE = 28;
    private static final int UDP_PROTOCOL = 17;
    private static final int MAC_BYTES = 6;
    private static final int NO_ETHERTYPE = 0;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int start;
    private int length;
    private LinkType link = LinkType.OTHER;

    /**
     * Moves to a frame.
     *
     * @param bytes what holds it, big-endian
     * @param start index of its first byte
     * @param length captured bytes
     * @param link what stands before its network header
     */
    void moveTo(ByteBuffer bytes, int start, int length, LinkType link) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.link = link;
    }

    /** What {@link #udp} tells of a frame without UDP: a number below zero that tells the frame's kind. */
    static long without(Kind kind) {
        return ~kind.ordinal();
    }

    /**
     * What stands before the network header, in one number because it is stored for each frame: bits 0 to 15 the EtherType, 16
     * to 31 the outermost VLAN and one more, 32 on the network header's offset.
     */
    long layers() {
        return switch (link) {
            case ETHERNET -> length >= ETHERNET_HEADER ? behindTags(ETHERNET_HEADER) : nothing();
            case LINUX_SLL -> length >= SLL_HEADER ? behindTags(SLL_HEADER) : nothing();
            case LINUX_SLL2 -> length >= SLL2_HEADER ? behindTags(int16(0), SLL2_HEADER) : nothing();
            case RAW_IP, IPV4, IPV6 -> layers(ofVersion(), FrameView.NO_VLAN, 0);
            case OTHER -> nothing();
        };
    }

    /**
     * Bits 0 to 15 UDP's destination port, 16 to 31 its source port, 32 on its header's offset; or as {@link #without}.
     *
     * @param layers what {@link #layers} tells of the frame
     */
    long udp(long layers) {
        int etherType = (int) layers & 0xffff;
        int network = (int) (layers >>> 32);
        if (etherType == ETHERTYPE_ARP || etherType == ETHERTYPE_RARP) {
            return without(arp(etherType, network));
        }
        int header = etherType == ETHERTYPE_IPV4 ? ipv4Header(network) : 0;
        if (header == 0) {
            return without(Kind.OTHER);
        }
        int transport = network + header;
        boolean laterFragment = (int16(network + 6) & 0x1fff) != 0;
        boolean isUdp = byteAt(network + 9) == UDP_PROTOCOL;
        if (!isUdp || laterFragment || length < transport + UDP_HEADER) {
            return without(Kind.IPV4);
        }
        return (long) transport << 32 | uint32(transport);
    }

    /** The destination address as a number of 48 bits, or {@link #NO_ADDRESS}. */
    long destination() {
        return link == LinkType.ETHERNET && length >= ETHERNET_HEADER ? address(0) : NO_ADDRESS;
    }

    /** The source address as a number of 48 bits, or {@link #NO_ADDRESS}. A cooked header says how many bytes its has. */
    long source() {
        return switch (link) {
            case ETHERNET -> length >= ETHERNET_HEADER ? address(MAC_BYTES) : NO_ADDRESS;
            case LINUX_SLL -> length >= SLL_HEADER && int16(4) == MAC_BYTES ? address(6) : NO_ADDRESS;
            case LINUX_SLL2 -> length >= SLL2_HEADER && byteAt(11) == MAC_BYTES ? address(12) : NO_ADDRESS;
            default -> NO_ADDRESS;
        };
    }

    /** As {@link #behindTags(int, int)}, where the first EtherType is the header's last field. */
    private long behindTags(int header) {
        return behindTags(int16(header - 2), header);
    }

    /** The layers behind a first EtherType and the tags from an offset on, where each is followed by the next EtherType. */
    private long behindTags(int firstType, int firstTagAt) {
        int type = firstType;
        int at = firstTagAt;
        int outer = FrameView.NO_VLAN;
        while (type == ETHERTYPE_VLAN || type == ETHERTYPE_PROVIDER_VLAN) {
            if (length < at + VLAN_TAG) {
                return layers(NO_ETHERTYPE, outer, 0);
            }
            if (at == firstTagAt) {
                outer = int16(at) & 0xfff;
            }
            type = int16(at + 2);
            at += VLAN_TAG;
        }
        return layers(type, outer, at);
    }

    private int ofVersion() {
        int version = length > 0 ? byteAt(0) >>> 4 : 0;
        return version == 4 ? ETHERTYPE_IPV4 : version == 6 ? ETHERTYPE_IPV6 : NO_ETHERTYPE;
    }

    private static long nothing() {
        return layers(NO_ETHERTYPE, FrameView.NO_VLAN, 0);
    }

    private static long layers(int etherType, int vlan, int network) {
        return (long) network << 32 | (long) (vlan + 1) << 16 | etherType;
    }

    private Kind arp(int etherType, int network) {
        boolean ipv4OverEthernet = length >= network + ARP_MESSAGE
                && int16(network) == 1
                && int16(network + 2) == ETHERTYPE_IPV4
                && int16(network + 4) == 0x0604;
        if (!ipv4OverEthernet) {
            return Kind.OTHER;
        }
        return etherType == ETHERTYPE_ARP ? Kind.ARP : Kind.RARP;
    }

    /** The length of an IPv4 header in bytes, 20 to 60; 0 when there is none. */
    private int ipv4Header(int network) {
        if (length < network + IPV4_HEADER) {
            return 0;
        }
        int first = byteAt(network);
        int header = (first & 0xf) * Integer.BYTES;
        return first >>> 4 == 4 && header >= IPV4_HEADER ? header : 0;
    }

    private long address(int offset) {
        return (long) int16(offset) << 32 | uint32(offset + 2);
    }

    private int byteAt(int offset) {
        return bytes.get(start + offset) & 0xff;
    }

    private int int16(int offset) {
        return bytes.getShort(start + offset) & 0xffff;
    }

    private long uint32(int offset) {
        return bytes.getInt(start + offset) & 0xffff_ffffL;
    }
}
