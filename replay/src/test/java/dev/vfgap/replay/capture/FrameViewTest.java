package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.capture.FrameView.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameViewTest {

    private static final long GUEST = 0x525400aabb01L;
    private static final long PEER = 0x020000000001L;
    private static final long BROADCAST = 0xffffffffffffL;
    private static final int GUEST_IP = 0x0a090002;
    private static final int PEER_IP = 0x0a090001;
    private static final byte[] PAYLOAD = {1, 2, 3, 4, 5, 6, 7, (byte) 0x88, 9};

    @Test
    void readsUdpOverIpv4() {
        FrameView view = view(EthernetBytes.frame(GUEST, PEER).udp(PEER_IP, GUEST_IP, 7000, 65_535, 0, PAYLOAD));

        assertThat(told(view))
                .isEqualTo("UDP 525400aabb01 < 020000000001 vlan -1 type 0800 a090001:7000 > a090002:65535 payload 9");
        assertThat(view.payloadBigEndian(0, 8)).isEqualTo(0x0102030405060788L);
        assertThat(view.payloadLittleEndian(0, 8)).isEqualTo(0x8807060504030201L);
        assertThat(view.payloadBigEndian(7, 1)).isEqualTo(0x88);
        assertThatThrownBy(() -> view.payloadBigEndian(2, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void findsUdpBehindIpOptionsAndTwoTags() {
        FrameView view = view(EthernetBytes.frame(GUEST, PEER)
                .tag(0x88a8, 0x2064)
                .tag(0x8100, 7)
                .udp(PEER_IP, GUEST_IP, 1, 2, 40, PAYLOAD));

        assertThat(told(view))
                .isEqualTo("UDP 525400aabb01 < 020000000001 vlan 100 type 0800 a090001:1 > a090002:2 payload 9");
    }

    @Test
    void readsTheAnnouncementOfQemu() {
        FrameView view = view(EthernetBytes.frame(BROADCAST, GUEST).arp(0x8035, 3, GUEST, 0, GUEST, 0));

        assertThat(view.kind()).isEqualTo(Kind.RARP);
        assertThat(view.arpOperation()).isEqualTo(3);
        assertThat(view.source()).isEqualTo(GUEST);
        assertThat(view.announces()).isTrue();
    }

    @Test
    void tellsAGratuitousArpFromARequest() {
        FrameView gratuitous = view(EthernetBytes.frame(BROADCAST, GUEST).arp(0x0806, 1, GUEST, GUEST_IP, 0, GUEST_IP));
        FrameView request = view(EthernetBytes.frame(BROADCAST, GUEST).arp(0x0806, 1, GUEST, GUEST_IP, 0, PEER_IP));

        assertThat(gratuitous.announces()).isTrue();
        assertThat(request.announces()).isFalse();
        assertThat(request.kind()).isEqualTo(Kind.ARP);
    }

    @Test
    void aLaterFragmentIsNoUdp() {
        byte[] bytes = EthernetBytes.frame(GUEST, PEER).udp(PEER_IP, GUEST_IP, 1, 2, 0, PAYLOAD);
        bytes[20] = 0;
        bytes[21] = 5;

        assertThat(view(bytes).kind()).isEqualTo(Kind.IPV4);
    }

    @Test
    void whatWasCutIsNotThere() {
        byte[] bytes = EthernetBytes.frame(GUEST, PEER).udp(PEER_IP, GUEST_IP, 1, 2, 0, PAYLOAD);

        assertThat(view(Arrays.copyOf(bytes, 42)).kind()).isEqualTo(Kind.UDP);
        assertThat(view(Arrays.copyOf(bytes, 42)).payloadLength()).isZero();
        assertThat(view(Arrays.copyOf(bytes, 41)).kind()).isEqualTo(Kind.IPV4);
        assertThat(view(Arrays.copyOf(bytes, 33)).kind()).isEqualTo(Kind.OTHER);
        assertThat(view(Arrays.copyOf(bytes, 13)).etherType()).isZero();
        assertThatThrownBy(() -> view(Arrays.copyOf(bytes, 13)).source()).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noBytesMakeItReadOutsideTheFrame(long seed) {
        Random random = new Random(seed);
        byte[] frame = EthernetBytes.frame(GUEST, PEER).tag(0x8100, 5).udp(PEER_IP, GUEST_IP, 1, 2, 4, PAYLOAD);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            FrameView view = view(bytes);
            if (bytes.length >= 14) {
                told(view);
                view.announces();
            }
            assertThat(view.payloadLength()).as("seed %d", seed).isBetween(0, bytes.length);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    /** The view of a frame that ends where its array ends, so that a step too far is an exception. */
    private static FrameView view(byte[] bytes) {
        byte[] shifted = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        FrameView view = new FrameView();
        view.moveTo(ByteBuffer.wrap(shifted), 3, bytes.length, LinkType.ETHERNET);
        return view;
    }

    private static String told(FrameView view) {
        return "%s %012x < %012x vlan %d type %04x %x:%d > %x:%d payload %d"
                .formatted(
                        view.kind(),
                        view.destination(),
                        view.source(),
                        view.vlan(),
                        view.etherType(),
                        view.sourceIpv4(),
                        view.sourcePort(),
                        view.destinationIpv4(),
                        view.destinationPort(),
                        view.payloadLength());
    }
}
