package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsualFrameTest {

    private static final byte[] PAYLOAD = new byte[8];

    @Test
    void knowsUdpWithAndWithoutATag() {
        byte[] plain = EthernetBytes.frame(1, 2).udp(3, 4, 5, 6, 0, PAYLOAD);
        byte[] tagged = EthernetBytes.frame(1, 2).tag(0x8100, 0x3064).udp(3, 4, 5, 6, 0, PAYLOAD);

        assertThat(usual(plain)).isEqualTo(14L << 32 | 0x0800);
        assertThat(usual(tagged)).isEqualTo(18L << 32 | 101 << 16 | 0x0800);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isFoundAsAllOtherFramesAre(long seed) {
        Random random = new Random(seed);
        int usual = 0;
        for (int round = 0; round < 500; round++) {
            byte[] bytes = frame(random);
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[12 + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
            }
            FrameHeaders headers = new FrameHeaders();
            headers.moveTo(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.ETHERNET);
            FrameView view = new FrameView();
            view.moveTo(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.ETHERNET);

            if (usual(bytes) != UsualFrame.NONE) {
                usual++;
                assertThat(usual(bytes)).as("seed %d", seed).isEqualTo(headers.layers());
            }
            assertThat(told(view)).as("seed %d", seed).isEqualTo(told(headers));
        }
        assertThat(usual).as("so that both ways were gone").isBetween(50, 450);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static byte[] frame(Random random) {
        EthernetBytes start = EthernetBytes.frame(random.nextLong() >>> 16, random.nextLong() >>> 16);
        EthernetBytes tagged = random.nextBoolean() ? start.tag(0x8100, random.nextInt(0x10000)) : start;
        int ports = random.nextInt();
        return tagged.udp(random.nextInt(), random.nextInt(), ports >>> 16, ports & 0xffff, 0, PAYLOAD);
    }

    private static long usual(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return UsualFrame.layers(buffer.getLong(12), buffer.getLong(20));
    }

    private static String told(FrameView view) {
        long ports = view.sourcePort() < 0 ? -1 : (long) view.sourcePort() << 16 | view.destinationPort();
        return told(view.etherType(), view.vlan(), view.dataOffset(), ports, view.destination(), view.source());
    }

    private static String told(FrameHeaders headers) {
        long layers = headers.layers();
        long ports = headers.udp(layers) < 0 ? -1 : headers.udp(layers) & 0xffff_ffffL;
        int vlan = ((int) layers >>> 16) - 1;
        return told((int) layers & 0xffff, vlan, (int) (layers >>> 32), ports, headers.destination(), headers.source());
    }

    private static String told(int type, int vlan, int data, long ports, long destination, long source) {
        return "%04x vlan %d at %d ports %x %012x < %012x".formatted(type, vlan, data, ports, destination, source);
    }
}
