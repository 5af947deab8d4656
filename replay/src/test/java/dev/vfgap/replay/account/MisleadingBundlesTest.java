package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.capture.EthernetBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles whose captures suggest what was not so: the account says what is certain, and no more. */
class MisleadingBundlesTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    @TempDir
    Path folder;

    private static void perHost(ObjectNode manifest) {
        manifest.putObject("clock").put("kind", "per-host").put("unit", "ns");
    }

    private static void noNumber(ObjectNode manifest) {
        manifest.path("traffic").forEach(stream -> ((ObjectNode) stream).remove("sequence"));
    }

    /** A frame of the stream with any identification and payload. */
    private static byte[] frame(boolean rx, int id, byte[] payload) {
        long guest = 0x525400aabb01L;
        long peer = 0x020000000001L;
        byte[] bytes = rx
                ? EthernetBytes.frame(guest, peer).udp(0x0a090001, 0x0a090002, 7000, 7000, 0, payload)
                : EthernetBytes.frame(peer, guest).udp(0x0a090002, 0x0a090001, 7000, 7000, 0, payload);
        bytes[18] = (byte) (id >> 8);
        bytes[19] = (byte) id;
        return bytes;
    }

    private static Account account(BundleFolder bundle) {
        return Account.of(CaptureBundle.read(bundle.write()));
    }

    /** 300 frames go through the VF (PF and taps see nothing of them), 700 through the standby. None is lost. */
    @Test
    void aPfThatSawAllFramesOfTheStandbySaysNothingOfThoseOfTheVf() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("pf"))
                .point("peer", "peer", "")
                .point("pfA", "uplink", "A")
                .point("tapA", "standby", "A")
                .point("pfB", "uplink", "B")
                .point("tapB", "standby", "B");
        for (int frame = 0; frame < 1000; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            if (frame >= 300) {
                bundle.rx("pfA", frame, frame * MILLI + 10_000).rx("tapA", frame, frame * MILLI + 20_000);
            }
        }
        assertThat(account(bundle).rx().lost()).isEqualTo(new Count(0, 1000));
    }

    /** RTP (mausezahn -t rtp), 70000 frames at 8 kpps; numbers 66000 to 66999 are lost, the rest is delivered. */
    @Test
    void aNumberOfSixteenBitsBehindTwoConstantBytesIsNoNumberOfThirtyTwo() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("rtp"))
                .with(MisleadingBundlesTest::noNumber)
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int i = 0; i < 70_000; i++) {
            byte[] rtp = ByteBuffer.allocate(40)
                    .put((byte) 0x80)
                    .put((byte) 0x60)
                    .putShort((short) i)
                    .putInt(i * 160)
                    .putInt(0x12345678)
                    .array();
            bundle.seen("peer", frame(true, 0, rtp), i * 125_000L);
            if (i < 66_000 || i >= 67_000) {
                bundle.seen("eth0", frame(true, 0, rtp), i * 125_000L + 100_000);
            }
        }
        Account account = account(bundle);
        assertThat(account.rx().sent() + " sent " + account.rx().lost() + " lost "
                        + account.rx().duplicated() + " twice")
                .isEqualTo("70000 sent 1000 lost 0 twice");
    }

    /** The sender is started twice with 2000 frames each; 500 of the second run are lost. */
    @Test
    void ofAGivenNumberThatStartsAgainOnlyBoundsAreTold() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("again"))
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < 2000; i++) {
                long at = run * 5_000 * MILLI + i * MILLI;
                bundle.rx("peer", i, at);
                if (run == 0 || i < 1000 || i >= 1500) {
                    bundle.rx("eth0", i, at + 100_000);
                }
            }
        }
        DirectionAccount rx = account(bundle).rx();
        assertThat("%s sent %s delivered %s lost %s twice %s late %s reordered"
                        .formatted(rx.sent(), rx.delivered(), rx.lost(), rx.duplicated(), rx.late(), rx.reordered()))
                .isEqualTo("at least 2000 sent at least 2000 delivered unknown lost unknown twice unknown late"
                        + " unknown reordered");
    }

    /** As iperf3 sends it, started twice. */
    @Test
    void aFoundNumberThatStartsAgainIsNotUsed() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("twice"))
                .with(MisleadingBundlesTest::noNumber)
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < 2000; i++) {
                long at = run * 5_000 * MILLI + i * MILLI;
                byte[] payload = ByteBuffer.allocate(40)
                        .putInt((int) (at / 1000 / MILLI))
                        .putInt((int) (at % (1000 * MILLI) / 1000))
                        .putInt(i + 1)
                        .array();
                bundle.seen("peer", frame(true, i, payload), at);
                if (run == 0 || i < 1000 || i >= 1500) {
                    bundle.seen("eth0", frame(true, i, payload), at + 100_000);
                }
            }
        }
        DirectionAccount rx = account(bundle).rx();
        assertThat(rx.sent() + " sent " + rx.lost() + " lost by "
                        + rx.matching().by())
                .isEqualTo("4000 sent 500 lost by CONTENT");
    }

    /** No events; the guest's clock stands still for 300 ms at 7 s; 200 frames of tx are lost at 7300.3 to 7499.3 ms. */
    @Test
    void aClockThatStoodStillIsADoubtAndNoTimeIsFinerThanThat() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("still"))
                .with(MisleadingBundlesTest::perHost)
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int i = 0; i < 10_000; i++) {
            long behind = i >= 7300 ? 300 * MILLI : 0;
            boolean dead = i >= 7300 && i < 7500;
            bundle.rx("peer", i, i * MILLI);
            if (i < 7000 || i >= 7300) {
                bundle.tx("eth0", i, i * MILLI + 300_000 - behind);
                if (!dead) {
                    bundle.rx("eth0", i, i * MILLI + 100_000 - behind).tx("peer", i, i * MILLI + 400_000);
                }
            }
        }
        Account account = account(bundle);
        long told = account.tx().outages().get(0).outage().fromNanos() - BundleFolder.START;
        long error = Math.abs(told - (7300 * MILLI + 300_000));
        assertThat(account.tx().sentUncertaintyNanos().orElse(Long.MAX_VALUE))
                .as("outage at %s, %s", told, account.findings())
                .isGreaterThanOrEqualTo(error);
    }

    /** A's tap captures each frame twice (bridge and port), the guest's clock is 2 h behind. 200 of 1000 frames are lost. */
    @Test
    void aClockThatCannotBeKnownDoesNotMoveTheSendersTimes() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("unknown"))
                .with(MisleadingBundlesTest::perHost)
                .point("peer", "peer", "")
                .point("tapA", "standby", "A")
                .point("eth0", "guest", "");
        for (int i = 0; i < 1000; i++) {
            bundle.rx("peer", i, i * MILLI);
            bundle.rx("tapA", i, i * MILLI + 50_000).rx("tapA", i, i * MILLI + 51_000);
            if (i < 400 || i >= 600) {
                bundle.rx("eth0", i, i * MILLI + 100_000 - 2 * HOUR);
            }
        }
        Account account = account(bundle);
        assertThat(account.rx().sent() + " sent " + account.rx().lost() + " lost, late "
                        + account.rx().late())
                .isEqualTo("1000 sent 200 lost, late 0..800");
    }

    /** Tx without number, 12 kpps: the identification comes round after 5.46 s; A's tap saw the first 65536, B's the rest. */
    @Test
    void anIdentificationThatComesRoundAtAnotherPointIsTheNextFrame() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("round"))
                .with(MisleadingBundlesTest::noNumber)
                .point("peer", "peer", "")
                .point("tapA", "standby", "A")
                .point("tapB", "standby", "B");
        for (int i = 0; i < 110_000; i++) {
            byte[] bytes = frame(false, i & 0xffff, new byte[40]);
            long at = i * 83_333L;
            bundle.seen(i < 65_536 ? "tapA" : "tapB", bytes, at).seen("peer", bytes, at + 50_000);
        }
        Account account = account(bundle);
        assertThat(account.tx().delivered() + " delivered " + account.tx().duplicated() + " twice")
                .isEqualTo("110000 delivered 0 twice");
    }

    /** Frames that are all alike; the first point on the path saw one of them. */
    @Test
    void framesThatAreAllAlikeAreNotCopiesBecauseTheFirstPointSawOne() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("alike"))
                .with(MisleadingBundlesTest::noNumber)
                .point("upA", "uplink", "A")
                .point("upB", "uplink", "B")
                .point("eth0", "guest", "");
        byte[] bytes = frame(true, 0, new byte[40]);
        bundle.seen("upA", bytes, 0).seen("eth0", bytes, 50_000);
        for (int i = 1; i < 1000; i++) {
            bundle.seen("upB", bytes, i * MILLI).seen("eth0", bytes, i * MILLI + 50_000);
        }
        Account account = account(bundle);
        assertThat(account.rx().delivered() + " confidence "
                        + account.rx().matching().confidence())
                .isEqualTo("1000 confidence 0.0");
    }

    /** The guest's sender is seen from 0 to 5 s of a window of 10 s, at the VF and at the peer, and never again. */
    @Test
    void aSenderThatFallsSilentForGoodMayHaveLostTheRest() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("silent"))
                .point("peer", "peer", "")
                .point("vfA", "primary", "A");
        for (int frame = 0; frame < 5000; frame++) {
            bundle.tx("vfA", frame, frame * MILLI).tx("peer", frame, frame * MILLI + 50_000);
        }
        Account account = account(bundle);
        assertThat(account.tx().sent() + " sent " + account.tx().delivered() + " delivered "
                        + account.tx().lost() + " lost")
                .isEqualTo("at least 5000 sent 5000 delivered unknown lost");
        assertThat(account.findings())
                .contains(Finding.limit(
                        "tx",
                        "frames were seen in a part of the window only: whether the guest sent more before the first or after"
                                + " the last, and lost them, cannot be known"));
    }

    /** The identification comes round after 21.8 s; frames 1000 to 1099 wait 3 s in a queue. */
    @Test
    void aFrameThatWaitedLongIsFoundWhereTheNextOfItsContentIsFarAway() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("queue"))
                .with(MisleadingBundlesTest::noNumber)
                .with(manifest -> manifest.withObject("/window").put("toNs", BundleFolder.START + 80_000 * MILLI))
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int i = 0; i < 72_000; i++) {
            byte[] bytes = frame(true, i & 0xffff, new byte[40]);
            long at = i * 333_333L;
            bundle.seen("peer", bytes, at).seen("eth0", bytes, at + (i >= 1000 && i < 1100 ? 3000 * MILLI : 100_000));
        }
        DirectionAccount rx = account(bundle).rx();
        assertThat(rx.sent() + " sent " + rx.lost() + " lost " + rx.late() + " late")
                .isEqualTo("72000 sent 0 lost 100 late");
    }

    /** The sender sends each frame twice, 1 ms apart, and every second one is lost. */
    @Test
    void whatRepeatsAtTheSendersOwnPointIsAmbiguous() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("twins"))
                .with(MisleadingBundlesTest::noNumber)
                .point("peer", "peer", "")
                .point("eth0", "guest", "");
        for (int i = 0; i < 500; i++) {
            byte[] bytes =
                    frame(true, 0, ByteBuffer.allocate(40).putInt(8, i * 7919).array());
            long at = i * 4 * MILLI;
            bundle.seen("peer", bytes, at).seen("peer", bytes, at + MILLI).seen("eth0", bytes, at + 100_000);
        }
        assertThat(account(bundle).rx().matching().confidence()).isZero();
    }

    /** The identification comes round after 5.46 s: A's tap saw the first 60000 frames, B's the others; 1000 are lost. */
    @Test
    void aFrameOfTheNextRoundIsNotTheOneOfTheFirstThatAnotherPointSaw() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("taps"))
                .with(MisleadingBundlesTest::noNumber)
                .point("tapA", "standby", "A")
                .point("tapB", "standby", "B")
                .point("eth0", "guest", "");
        for (int i = 0; i < 110_000; i++) {
            byte[] bytes = frame(true, i & 0xffff, new byte[40]);
            long at = i * 83_333L;
            bundle.seen(i < 60_000 ? "tapA" : "tapB", bytes, at);
            if (i < 80_000 || i >= 81_000) {
                bundle.seen("eth0", bytes, at + 50_000);
            }
        }
        DirectionAccount rx = account(bundle).rx();
        assertThat(rx.frames() + " frames, lost at " + rx.lastSeen()).isEqualTo("110000 frames, lost at {tapB=1000}");
    }
}
