package dev.vfgap.models.frame;

import java.util.Objects;

/**
 * A stream of frames that share sender, receiver and header.
 *
 * @param id its number, 0-based and dense in a run; at equal times the frame of the lower flow comes first
 * @param name for people
 * @param kind which way it goes
 * @param header what switches and NICs look at of its frames
 * @param times when each of its frames is sent
 */
public record Flow(int id, String name, Kind kind, FrameHeader header, SendTimes times) {
    /** The guest's address in a run that names none, locally administered as all that this program makes up. */
    public static final long GUEST_MAC = 0x02_00_00_00_00_01L;

    /** The peer's address in a run that names none. */
    public static final long PEER_MAC = 0x02_00_00_00_00_02L;

    /** The address of a neighbour: somebody else on one of the hosts. */
    public static final long NEIGHBOUR_MAC = 0x02_00_00_00_00_03L;

    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int RARP = 0x8035;
    private static final int SHORT_FRAME_BYTES = 60;

    public Flow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(times, "times");
    }

    /** A flow of short untagged frames between {@link #GUEST_MAC} and {@link #PEER_MAC}, or of announcements. */
    public Flow(int id, String name, Kind kind, SendTimes times) {
        this(id, name, kind, usualHeader(kind), times);
    }

    /** The header of short frames between the two, or of an announcement. */
    public static FrameHeader usualHeader(Kind kind) {
        return switch (kind) {
            case TO_GUEST -> FrameHeader.untagged(GUEST_MAC, PEER_MAC, IPV4, SHORT_FRAME_BYTES);
            case BROADCAST -> FrameHeader.untagged(Mac.BROADCAST, PEER_MAC, ARP, SHORT_FRAME_BYTES);
            case FROM_NEIGHBOUR -> FrameHeader.untagged(GUEST_MAC, NEIGHBOUR_MAC, IPV4, SHORT_FRAME_BYTES);
            case FROM_GUEST, ANSWER -> FrameHeader.untagged(PEER_MAC, GUEST_MAC, IPV4, SHORT_FRAME_BYTES);
            case ANNOUNCEMENT -> FrameHeader.untagged(Mac.BROADCAST, GUEST_MAC, RARP, SHORT_FRAME_BYTES);
        };
    }

    /** What a flow carries. */
    public enum Kind {
        /** Unicast from the peer to the guest. */
        TO_GUEST,
        /** Broadcast from the peer to everybody, the guest among them: ARP requests. */
        BROADCAST,
        /** Unicast to the guest from somebody else on one of the hosts: behind a VF of the same NIC, or behind its PF. */
        FROM_NEIGHBOUR,
        /** Unicast from the guest to the peer. */
        FROM_GUEST,
        /** Unicast from the guest to the peer, each an answer to a frame of another flow. */
        ANSWER,
        /** Broadcast announcements of the guest's MAC: QEMU's RARP on a host's standby tap, or the guest's own. */
        ANNOUNCEMENT;

        /** Whether the guest is to receive it: unicast for it, or somebody else's broadcast. */
        public boolean isForGuest() {
            return this == TO_GUEST || this == BROADCAST || this == FROM_NEIGHBOUR;
        }

        /** Whether the peer sends it. */
        public boolean isFromPeer() {
            return this == TO_GUEST || this == BROADCAST;
        }

        /** Whether it is unicast that the guest sends. */
        public boolean isFromGuest() {
            return this == FROM_GUEST || this == ANSWER;
        }
    }
}
