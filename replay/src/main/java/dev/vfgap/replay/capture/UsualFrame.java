package dev.vfgap.replay.capture;

/**
 * The frame that nearly all are: UDP in IPv4 without options and in one piece, in Ethernet, behind one tag of 802.1Q or none.
 *
 * <p>It is recognised by two numbers of 64 bits. What is found is what {@link FrameHeaders} would find.
 */
final class UsualFrame {

    /** Captured bytes that it has at least: its headers, with a tag. */
    static final int HEADERS = 46;

    static final int IPV4_HEADER = 20;

    /** What {@link #layers} says of another frame; the usual one's EtherType is not zero. */
    static final long NONE = 0;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int ETHERNET_HEADER = 14;
    private static final int VLAN_TAG = 4;
    private static final long FRAGMENT_AND_PROTOCOL = 0x1fff_00ff_0000_0000L;
    private static final long WHOLE_UDP = 17L << 32;

    private UsualFrame() {}

    /**
     * The layers as in {@link FrameHeaders#layers}, or {@link #NONE} when it is another frame.
     *
     * <p>Bytes 12 to 19 are EtherType (2), version and length (1), service (1), total length (2), identifier (2), and 20 to
     * 27 fragment (2), lifetime (1), protocol (1), checksum (2); a tag moves them by four bytes. So both numbers are moved
     * back by as much, and one comparison serves both. Whether a frame has a tag cannot be foreseen where some have, and a
     * branch that is guessed wrongly costs as much as all the rest; so it is done by arithmetic.
     *
     * @param fromType bytes 12 to 19
     * @param fromFragment bytes 20 to 27
     */
    static long layers(long fromType, long fromFragment) {
        // All ones for a tag, else zero: the difference to a tag's EtherType is zero, and one less than that is
        // negative.
        int tag = ((int) (fromType >>> 48) ^ ETHERTYPE_VLAN) - 1 >> 31;
        int tagBits = VLAN_TAG * Byte.SIZE & tag;
        long type = fromType << tagBits >>> 40 ^ (ETHERTYPE_IPV4 << 8 | VERSION_4_WITHOUT_OPTIONS);
        long fragment = fromFragment << tagBits & FRAGMENT_AND_PROTOCOL ^ WHOLE_UDP;
        if ((type | fragment) != 0) {
            return NONE;
        }
        int vlan = (int) (fromType >>> 32) & 0xfff | ~tag;
        int network = ETHERNET_HEADER + (VLAN_TAG & tag);
        return (long) network << 32 | (long) (vlan + 1) << 16 | ETHERTYPE_IPV4;
    }
}
