package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What captures at the receiver tell, and what they do not: cut, too short, of several devices, of all interfaces at once. */
class ReceiverSightTest {

    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    private BundleFolder bundle() {
        return BundleFolder.in(folder).point("peer", "peer", "");
    }

    private static DirectionAccount rx(BundleFolder bundle) {
        return Account.of(CaptureBundle.read(bundle.write())).rx();
    }

    private static String told(DirectionAccount way) {
        return "sent %s delivered %s lost %s duplicated %s open at %s"
                .formatted(way.sent(), way.delivered(), way.lost(), way.duplicated(), way.openLastSeen());
    }

    private static byte[] payload(long number) {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, number)
                .array();
    }

    /** As the peer sends it; the VLAN tag makes the frame four bytes longer. */
    private static byte[] tagged(long number) {
        return EthernetBytes.frame(0x525400aabb01L, 0x020000000001L)
                .tag(0x8100, 5)
                .udp(0x0a090001, 0x0a090002, 7000, 7000, 0, payload(number));
    }

    @Test
    void aCaptureThatCutFramesBeforeTheirNumberDoesNotTellWhatArrived() throws IOException {
        BundleFolder bundle = bundle().point("eth0", "guest", "");
        PcapBytes cut = PcapBytes.nanos();
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            cut.cut(BundleFolder.START + frame * MILLI + 100_000, tagged(frame), 60);
        }
        Path written = bundle.write();
        Files.write(written.resolve("eth0.pcap"), cut.bytes());
        DirectionAccount rx = Account.of(CaptureBundle.read(written)).rx();

        assertThat(told(rx))
                .isEqualTo("sent 1000 delivered 0..1000 lost 0..1000 duplicated unknown open at {peer=1000}");
    }

    /** The guest's capture runs from 2 s to 8 s; 100 frames are lost in between. */
    @Test
    void framesSentBeforeOrAfterTheReceiversCaptureAreOpen() {
        BundleFolder bundle = bundle().point("eth0", "guest", "");
        for (int frame = 0; frame < 9900; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            boolean isCaptured = frame >= 2000 && frame < 8000;
            if (isCaptured && (frame < 5000 || frame >= 5100)) {
                bundle.rx("eth0", frame, frame * MILLI + 100_000);
            }
        }

        assertThat(told(rx(bundle)))
                .isEqualTo("sent 9900 delivered 5900..9800 lost 100..4000 duplicated 0 open at {peer=3900}");
    }

    /** After 5 s the guest receives nothing of the stream, and its capture still shows another's frames at the end. */
    @Test
    void framesAreLostWhileTheReceiversCaptureShowsThatItRuns() {
        BundleFolder bundle = bundle().point("eth0", "guest", "");
        for (int frame = 0; frame < 9900; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            if (frame < 5000) {
                bundle.rx("eth0", frame, frame * MILLI);
            }
        }
        bundle.other("eth0", 10_000 * MILLI);

        assertThat(told(rx(bundle))).isEqualTo("sent 9900 delivered 5000 lost 4900 duplicated 0 open at {}");
    }

    /** net_failover drops 100 frames that came to a lower device. */
    @Test
    void aFrameThatCameToALowerDeviceOnlyDidNotArrive() {
        BundleFolder bundle = bundle().point("eth1", "guest", "").point("eth0", "guest", "");
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI).rx("eth1", frame, frame * MILLI);
            if (frame < 300 || frame >= 400) {
                bundle.rx("eth0", frame, frame * MILLI + 1000);
            }
        }
        bundle.other("eth0", 2000 * MILLI);
        DirectionAccount rx = rx(bundle);

        assertThat(told(rx)).isEqualTo("sent 1000 delivered 900 lost 100 duplicated 0 open at {}");
        assertThat(rx.lastSeen()).containsOnlyKeys("eth1").containsValue(100L);
    }

    /** Only the two lower devices were captured, each with frames of its own. */
    @Test
    void ofLowerDevicesAloneEachTellsWhatArrived() {
        BundleFolder bundle = bundle().point("eth1", "guest", "").point("eth2", "guest", "");
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI).rx(frame < 600 ? "eth1" : "eth2", frame, frame * MILLI);
        }

        assertThat(told(rx(bundle))).isEqualTo("sent 1000 delivered 1000 lost 0 duplicated 0 open at {}");
    }

    /** The four bytes of iperf3's first datagram, padded by Ethernet, whose number would be read from the padding. */
    @Test
    void theFirstDatagramOfIperf3IsNotOfTheStream() {
        BundleFolder bundle = bundle().point("eth0", "guest", "");
        byte[] first = Arrays.copyOf(
                EthernetBytes.frame(0x525400aabb01L, 0x020000000001L)
                        .udp(0x0a090001, 0x0a090002, 7000, 7000, 0, new byte[] {0x39, 0x38, 0x37, 0x36}),
                60);
        bundle.seen("peer", first, 0).seen("eth0", first, 100_000);
        for (int frame = 1; frame <= 100; frame++) {
            bundle.rx("peer", frame, frame * MILLI).rx("eth0", frame, frame * MILLI + 100_000);
        }

        assertThat(told(rx(bundle))).isEqualTo("sent 100 delivered 100 lost 0 duplicated 0 open at {}");
    }

    /** A capture of all interfaces (Linux cooked) sees each frame at the device below and at the one above. */
    @Test
    void copiesInACaptureOfAllInterfacesAreNotTheReceivers() throws IOException {
        BundleFolder bundle = bundle().point("any", "guest", "");
        PcapBytes any = PcapBytes.headed(0xa1b23c4d, 2, 65_535, 113);
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            byte[] ethernet = EthernetBytes.frame(0x525400aabb01L, 0x020000000001L)
                    .udp(0x0a090001, 0x0a090002, 7000, 7000, 0, payload(frame));
            byte[] cooked = ByteBuffer.allocate(ethernet.length + 2)
                    .putShort((short) 0)
                    .putShort((short) 1)
                    .putShort((short) 6)
                    .putLong(0x0200_0000_0001_0000L)
                    .put(ethernet, 12, ethernet.length - 12)
                    .array();
            any.packet(BundleFolder.START + frame * MILLI + 100_000, cooked);
            any.packet(BundleFolder.START + frame * MILLI + 101_000, cooked);
        }
        Path written = bundle.write();
        Files.write(written.resolve("any.pcap"), any.bytes());
        DirectionAccount rx = Account.of(CaptureBundle.read(written)).rx();

        assertThat(told(rx)).isEqualTo("sent 1000 delivered 1000 lost 0 duplicated unknown open at {}");
    }
}
