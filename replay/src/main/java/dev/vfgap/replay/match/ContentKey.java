package dev.vfgap.replay.match;

import dev.vfgap.replay.capture.FrameView;

/**
 * A number of 64 bits made of what no hop changes in a UDP datagram: addresses, identification, total length and protocol
 * of IPv4, ports and length of UDP, and the first bytes of the payload, as many as every capture kept.
 *
 * <p>Left out because hops do change them: link addresses, VLAN tags, time to live, type of service, the header checksum,
 * and the UDP checksum (a sender with checksum offload shows an unfinished one). Two datagrams that differ have the same
 * number once in 2<sup>64</sup>.
 *
 * <p>Not modelled: address translation, fragments after the first.
 */
final class ContentKey {

    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int UDP_LENGTH = 4;
    private static final int UDP_HEADER = 8;

    private ContentKey() {}

    /**
     * The key of a frame of {@link FrameView.Kind#UDP}.
     *
     * @param payloadBytes bytes of the payload that count, 0 or more
     */
    static long of(FrameView frame, int payloadBytes) {
        int network = frame.dataOffset();
        int transport = network + (frame.byteAt(network) & 0xf) * 4;
        long key = mix(0, (long) frame.sourceIpv4() << 32 | frame.destinationIpv4() & 0xffffffffL);
        key = mix(key, (long) int16(frame, network + TOTAL_LENGTH) << 16 | int16(frame, network + IDENTIFICATION));
        key = mix(key, (long) frame.sourcePort() << 16 | frame.destinationPort());
        key = mix(key, int16(frame, transport + UDP_LENGTH));
        int left = Math.min(payloadBytes, payload(frame));
        for (int offset = 0; left > 0; ) {
            int bytes = Math.min(left, Long.BYTES);
            key = mix(key, frame.payloadBigEndian(offset, bytes));
            offset += bytes;
            left -= bytes;
        }
        return key;
    }

    /** Captured bytes of the payload, without the padding of a short Ethernet frame. */
    static int payload(FrameView frame) {
        return Math.max(0, Math.min(frame.payloadLength(), payloadSent(frame)));
    }

    /** Whether some of the payload was sent and not captured. */
    static boolean isCut(FrameView frame) {
        return frame.payloadLength() < payloadSent(frame);
    }

    /** Bytes of the payload that were sent, by the length in the UDP header. */
    static int payloadSent(FrameView frame) {
        int network = frame.dataOffset();
        int transport = network + (frame.byteAt(network) & 0xf) * 4;
        return int16(frame, transport + UDP_LENGTH) - UDP_HEADER;
    }

    private static int int16(FrameView frame, int offset) {
        return frame.byteAt(offset) << 8 | frame.byteAt(offset + 1);
    }

    private static long mix(long key, long more) {
        long mixed = (key ^ more) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 29;
        mixed *= 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 32;
    }
}
