package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.LinkType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What makes two sightings one frame, and what makes two frames of them. */
class ContentKeyTest {

    private static final int ETHERNET = 14;
    private static final int HEADERS = ETHERNET + 20 + 8;

    private static byte[] datagram(int... payload) {
        byte[] bytes = new byte[24];
        IntStream.range(0, payload.length).forEach(i -> bytes[i] = (byte) payload[i]);
        return EthernetBytes.frame(0x525400aabb01L, 0x020000000001L).udp(0x0a090001, 0x0a090002, 7000, 7000, 0, bytes);
    }

    private static long key(byte[] frame, int payloadBytes) {
        FrameView view = new FrameView();
        view.moveTo(ByteBuffer.wrap(frame), 0, frame.length, LinkType.ETHERNET);
        return ContentKey.of(view, payloadBytes);
    }

    private static byte[] with(byte[] frame, int offset, int value) {
        byte[] changed = frame.clone();
        changed[offset] = (byte) value;
        return changed;
    }

    @Test
    void isTheSameWhateverAHopChanges() {
        byte[] sent = datagram(1, 2, 3);
        byte[] tagged =
                EthernetBytes.frame(5, 6).tag(0x8100, 0x6007).of(0x0800, Arrays.copyOfRange(sent, ETHERNET, 66));
        byte[] padded = Arrays.copyOf(sent, sent.length + 6);

        assertThat(key(with(sent, 0, 0x12), 64)).as("link address").isEqualTo(key(sent, 64));
        assertThat(key(tagged, 64)).as("VLAN tag").isEqualTo(key(sent, 64));
        assertThat(key(padded, 64)).as("padding").isEqualTo(key(sent, 64));
        assertThat(key(with(sent, ETHERNET + 1, 0xb8), 64))
                .as("type of service")
                .isEqualTo(key(sent, 64));
        assertThat(key(with(sent, ETHERNET + 8, 63), 64)).as("time to live").isEqualTo(key(sent, 64));
        assertThat(key(with(sent, ETHERNET + 10, 0x77), 64))
                .as("header checksum")
                .isEqualTo(key(sent, 64));
        assertThat(key(with(sent, ETHERNET + 26, 0x77), 64)).as("UDP checksum").isEqualTo(key(sent, 64));
        assertThat(key(with(sent, HEADERS + 16, 9), 16))
                .as("payload beyond what all kept")
                .isEqualTo(key(sent, 16));
        assertThat(key(Arrays.copyOf(sent, HEADERS + 16), 16)).as("cut").isEqualTo(key(sent, 16));
    }

    @Test
    void differsWithWhatTheSenderChanges() {
        byte[] sent = datagram(1, 2, 3);

        assertThat(key(with(sent, ETHERNET + 5, 8), 64)).as("identification").isNotEqualTo(key(sent, 64));
        for (int i = 0; i < 24; i++) {
            assertThat(key(with(sent, HEADERS + i, 0x55), 24))
                    .as("payload byte %d", i)
                    .isNotEqualTo(key(sent, 24));
        }
    }
}
