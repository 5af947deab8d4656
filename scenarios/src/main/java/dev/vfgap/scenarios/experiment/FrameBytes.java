package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first bytes of a simulated frame, as a capture would have them: its headers, and its number in its flow.
 *
 * <p>IPv4 and UDP between 192.0.2.1 (the peer), .2 (the guest) and .3 (a neighbour), which RFC 5737 keeps for documentation; the
 * number is the payload's first 8 bytes, big-endian. An announcement is a RARP message (RFC 903), a broadcast an ARP request for the guest
 * (RFC 826). UDP's checksum is 0, none.
 */
final class FrameBytes {

    /** So many bytes are captured of a frame at most. */
    static final int SNAP_LENGTH = 64;

    private static final int NETWORK = 0xc000_0200;
    private static final int PEER = NETWORK | 1;
    private static final int GUEST = NETWORK | 2;
    private static final int NEIGHBOUR = NETWORK | 3;
    private static final int IPV4_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int TIME_TO_LIVE = 64;
    private static final int FIRST_PORT = 7000;
    private static final int ARP_REQUEST = 1;
    private static final int RARP_REVERSE_REQUEST = 3;

    private FrameBytes() {}

    /** The captured bytes of frame {@code index} of a flow. */
    static byte[] of(Flow flow, long index) {
        FrameHeader header = flow.header();
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(header.bytes(), SNAP_LENGTH) + SNAP_LENGTH);
        address(bytes, header.destination());
        address(bytes, header.source());
        tag(bytes, header.outerTpid(), header.outerVid());
        tag(bytes, header.innerTpid(), header.innerVid());
        bytes.putShort((short) header.etherType());
        if (flow.kind() == Flow.Kind.ANNOUNCEMENT) {
            resolution(bytes, RARP_REVERSE_REQUEST, header.source(), 0, header.source(), 0);
        } else if (flow.kind() == Flow.Kind.BROADCAST) {
            resolution(bytes, ARP_REQUEST, header.source(), PEER, 0, GUEST);
        } else {
            datagram(bytes, flow, header.bytes() - bytes.position(), index);
        }
        return Arrays.copyOf(bytes.array(), Math.min(SNAP_LENGTH, header.bytes()));
    }

    private static void datagram(ByteBuffer bytes, Flow flow, int length, long index) {
        int start = bytes.position();
        bytes.put((byte) 0x45).put((byte) 0).putShort((short) length);
        bytes.putShort((short) index).putShort((short) 0);
        bytes.put((byte) TIME_TO_LIVE).put((byte) UDP).putShort((short) 0);
        switch (flow.kind()) {
            case TO_GUEST -> bytes.putInt(PEER).putInt(GUEST);
            case FROM_NEIGHBOUR -> bytes.putInt(NEIGHBOUR).putInt(GUEST);
            default -> bytes.putInt(GUEST).putInt(PEER);
        }
        bytes.putShort(start + 10, checksum(bytes, start));
        bytes.putShort((short) (FIRST_PORT + flow.id()))
                .putShort((short) (FIRST_PORT + flow.id()))
                .putShort((short) Math.max(UDP_HEADER, length - IPV4_HEADER))
                .putShort((short) 0)
                .putLong(index);
    }

    /** The complement of the sum of the header's words (RFC 791). */
    private static short checksum(ByteBuffer bytes, int start) {
        int sum = 0;
        for (int i = 0; i < IPV4_HEADER; i += Short.BYTES) {
            sum += bytes.getShort(start + i) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    /** A message of ARP, or of RARP, which has its form. */
    private static void resolution(
            ByteBuffer bytes, int operation, long sender, int senderAddress, long target, int targetAddress) {
        bytes.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4);
        bytes.putShort((short) operation);
        address(bytes, sender);
        bytes.putInt(senderAddress);
        address(bytes, target);
        bytes.putInt(targetAddress);
    }

    private static void tag(ByteBuffer bytes, int tpid, int vid) {
        if (tpid != 0) {
            bytes.putShort((short) tpid).putShort((short) vid);
        }
    }

    private static void address(ByteBuffer bytes, long mac) {
        bytes.putShort((short) (mac >>> 32)).putInt((int) mac);
    }
}
