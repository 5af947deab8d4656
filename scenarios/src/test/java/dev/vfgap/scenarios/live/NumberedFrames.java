package dev.vfgap.scenarios.live;

import dev.vfgap.replay.live.Libpcap;
import dev.vfgap.replay.live.LiveInterface;
import dev.vfgap.replay.live.LiveOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A program that sends numbered UDP frames on interfaces, as a lab's peer and guest do: {@code COUNT INTERFACE DIRECTION…},
 * the frames of the directions in turn.
 */
final class NumberedFrames {
    static final byte[] PEER_MAC = HexFormat.of().parseHex("021122334455");
    static final byte[] GUEST_MAC = HexFormat.of().parseHex("525400aabb01");
    static final int BYTES = 100;

    private static final int HEADERS = 42;

    private NumberedFrames() {}

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        Libpcap library = Libpcap.load();
        LiveOptions options = new LiveOptions(96, 1 << 20, LiveOptions.Reception.AS_IT_IS, "");
        try (LiveInterface first = library.open(args[1], options);
                LiveInterface second = library.open(args[3], options)) {
            for (int number = 0; number < count; number++) {
                first.send(frame(args[2], number));
                second.send(frame(args[4], number));
            }
        }
    }

    /** The frame of a number: {@code rx} from the peer to the guest, {@code tx} back. */
    static byte[] frame(String direction, int number) {
        boolean toGuest = direction.equals("rx");
        ByteBuffer frame = ByteBuffer.allocate(BYTES);
        frame.put(toGuest ? GUEST_MAC : PEER_MAC)
                .put(toGuest ? PEER_MAC : GUEST_MAC)
                .putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (BYTES - 14)).putInt(0);
        frame.putShort((short) 0x4011).putShort((short) 0);
        frame.putInt(0x0a000001 + (toGuest ? 0 : 1)).putInt(0x0a000001 + (toGuest ? 1 : 0));
        frame.putShort(24, checksum(frame.array()));
        frame.putShort((short) 7000)
                .putShort((short) 7000)
                .putShort((short) (BYTES - 34))
                .putShort((short) 0);
        frame.putLong(HEADERS, 0x7666676170000000L).putLong(HEADERS + Long.BYTES, number);
        return frame.array();
    }

    /** The checksum of an IPv4 header without options after an Ethernet header, RFC 1071. */
    private static short checksum(byte[] frame) {
        int sum = 0;
        for (int i = 14; i < 34; i += 2) {
            sum += (frame[i] & 0xff) << 8 | frame[i + 1] & 0xff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~sum;
    }
}
