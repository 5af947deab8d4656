package dev.vfgap.replay.capture;

/** Which way a packet went, seen from the interface that captured it. */
public enum PacketDirection {
    /** The capture does not say. */
    UNKNOWN,
    /** It came in from the link. */
    INBOUND,
    /** It went out to the link. */
    OUTBOUND;

    /** Linux's PACKET_OUTGOING of {@code linux/if_packet.h}; what is below it came in. */
    private static final int OUTGOING = 4;

    /** The direction by a packet type of {@code linux/if_packet.h}: 0 to us, 1 broadcast, 2 multicast, 3 to others, 4 out. */
    static PacketDirection ofPacketType(int type) {
        if (type == OUTGOING) {
            return OUTBOUND;
        }
        return type < OUTGOING ? INBOUND : UNKNOWN;
    }

    /** The direction by the lowest two bits of pcapng's packet flags: 0 not known, 1 in, 2 out. */
    static PacketDirection ofFlags(int flags) {
        return switch (flags & 3) {
            case 1 -> INBOUND;
            case 2 -> OUTBOUND;
            default -> UNKNOWN;
        };
    }
}
