package dev.vfgap.models.frame;

/**
 * What a NIC looks at of a frame to decide who receives it. All frames of a flow share one.
 *
 * @param destination destination address, see {@link Mac}
 * @param source source address
 * @param outerTpid EtherType of the first tag (0x8100, 0x88a8), 0 = the frame has no tag
 * @param outerVid VLAN identifier of the first tag, 0 to 4095; 0 without one
 * @param innerTpid EtherType of the second tag, 0 = there is none
 * @param innerVid VLAN identifier of the second tag, 0 to 4095; 0 without one
 * @param etherType EtherType after all tags
 * @param bytes length with its tags, without frame check sequence
 * @param rssQueue which of a pool's two queues RSS picks for this flow, 0 or 1
 */
public record FrameHeader(
        long destination,
        long source,
        int outerTpid,
        int outerVid,
        int innerTpid,
        int innerVid,
        int etherType,
        int bytes,
        int rssQueue) {

    /** EtherType of a customer VLAN tag (IEEE 802.1Q). */
    public static final int C_TAG = 0x8100;

    /** Two addresses and an EtherType. */
    public static final int ETHERNET_HEADER_BYTES = 14;

    private static final int ARP = 0x0806;
    private static final int SHORTEST_BYTES = 60;
    /** A VLAN tag. */
    public static final int TAG_BYTES = 4;
    /** The frame check sequence, which no length of this program contains. */
    public static final int FCS_BYTES = 4;

    public FrameHeader {
        requireRange("destination", destination, Mac.BROADCAST);
        requireRange("source", source, Mac.BROADCAST);
        requireRange("outerTpid", outerTpid, 0xffff);
        requireRange("outerVid", outerVid, 0xfff);
        requireRange("innerTpid", innerTpid, 0xffff);
        requireRange("innerVid", innerVid, 0xfff);
        requireRange("etherType", etherType, 0xffff);
        requireRange("rssQueue", rssQueue, 1);
        if (bytes < ETHERNET_HEADER_BYTES) {
            throw new IllegalArgumentException("a frame of " + bytes + " bytes has no whole Ethernet header");
        }
        if (outerTpid == 0 && innerTpid != 0) {
            throw new IllegalArgumentException("a frame with a second tag has a first one");
        }
    }

    /** A frame without a VLAN tag. */
    public static FrameHeader untagged(long destination, long source, int etherType, int bytes) {
        return new FrameHeader(destination, source, 0, 0, 0, 0, etherType, bytes, 0);
    }

    /** A gratuitous ARP for an address: a short broadcast from it (RFC 5227, section 3). */
    public static FrameHeader gratuitousArp(long source) {
        return untagged(Mac.BROADCAST, source, ARP, SHORTEST_BYTES);
    }

    /** A frame with one customer VLAN tag. */
    public static FrameHeader tagged(long destination, long source, int vid, int etherType, int bytes) {
        return new FrameHeader(destination, source, C_TAG, vid, 0, 0, etherType, bytes, 0);
    }

    private static void requireRange(String name, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", not 0 to " + max);
        }
    }
}
