package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.MatchedBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of bundles whose frames were put together by hand, with known duplicates, late and reordered frames. */
class ConstructedAccountTest {

    private static final long MILLI = 1_000_000;
    private static final int MICROS = 1_000;

    @TempDir
    private Path folder;

    /** A filter at {@code both} floods each frame to both taps of A; the guest takes both copies of some. */
    private BundleFolder bicast() {
        BundleFolder bundle = withAllPoints();
        for (int frame = 0; frame < 100; frame++) {
            long sent = frame * MILLI;
            bundle.rx("peer", frame, sent).rx("upA", frame, sent + 10);
            bundle.rx("virtioA", frame, sent + 20).rx("vfA", frame, sent + 30);
            long micros = (long) frame * MICROS;
            if (frame >= 20 && frame < 30) {
                bundle.delivery(0, frame, micros, "", 0);
            } else if (frame >= 40 && frame < 60) {
                bundle.delivery(0, frame, micros, "" + (micros + 300), 2);
            } else if (frame == 70) {
                bundle.delivery(0, frame, micros, "" + (micros + 300), 3);
            } else if (frame == 80) {
                bundle.delivery(0, frame, micros, "" + (micros + 50_000), 1);
            } else if (frame == 81) {
                bundle.delivery(0, frame, micros, "" + (micros + 50_001), 1);
            } else if (frame == 90) {
                bundle.delivery(0, frame, micros, "" + (micros + 2_500), 2);
            } else {
                bundle.delivery(0, frame, micros, "" + (micros + 300), 1);
            }
        }
        return bundle;
    }

    private BundleFolder withAllPoints() {
        return BundleFolder.in(folder.resolve("built"))
                .point("peer", "peer", "")
                .point("upA", "uplink", "A")
                .point("virtioA", "standby", "A")
                .point("vfA", "primary", "A")
                .point("upB", "uplink", "B")
                .point("virtioB", "standby", "B")
                .point("vfB", "primary", "B");
    }

    private static void until(ObjectNode manifest, long afterStartNanos) {
        manifest.withObject("/window").put("toNs", BundleFolder.START + afterStartNanos);
    }

    @Test
    void countsDuplicatesLateAndReorderedFramesOfABicast() {
        Account account = Account.of(CaptureBundle.read(bicast().write()));

        assertThat(told(account.rx()))
                .isEqualTo("sent 100 delivered 90 lost 10 duplicated 23 late 1 reordered 3 at {vfA=10}");
        assertThat(account.rx().outages())
                .containsExactly(new AccountedOutage(
                        new Outage(BundleFolder.START + 20 * MILLI, BundleFolder.START + 29 * MILLI, 10),
                        Map.of("vfA", 10L)));
        assertThat(account.rx().copies(70)).isEqualTo(3);
        assertThat(told(account.tx())).isEqualTo("sent 0 delivered 0 lost 0 duplicated 0 late 0 reordered 0 at {}");
        assertThat(account.findings()).isEmpty();
    }

    @Test
    void countsTheSameFromACaptureInsideTheGuest() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("inside"))
                .point("peer", "peer", "")
                .point("virtioA", "standby", "A")
                .point("eth0", "guest", "");
        for (int frame = 0; frame < 100; frame++) {
            bundle.rx("peer", frame, frame * MILLI).rx("virtioA", frame, frame * MILLI + 10);
            if (frame < 20 || frame >= 30) {
                long arrival = frame * MILLI + (frame == 81 ? 51 * MILLI : 300);
                bundle.rx("eth0", frame, arrival);
                if (frame >= 40 && frame < 60) {
                    bundle.rx("eth0", frame, arrival + 5);
                }
            }
        }
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(told(account.rx()))
                .isEqualTo("sent 100 delivered 90 lost 10 duplicated 20 late 1 reordered 1 at {virtioA=10}");
        assertThat(account.basis()).isEqualTo(Account.Basis.CAPTURES);
        assertThat(account.rx().outages()).hasSize(1);
    }

    @Test
    void withoutTheGuestsWordItGivesBoundsAndSaysSo() {
        BundleFolder bundle = withAllPoints();
        for (int frame = 0; frame < 100; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
            if (frame >= 10) {
                bundle.rx("upA", frame, frame * MILLI + 10);
            }
            if (frame >= 30) {
                bundle.rx(frame < 60 ? "vfA" : "virtioA", frame, frame * MILLI + 20);
            }
        }
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(told(account.rx()))
                .isEqualTo("sent 100 delivered 0..70 lost 30..100 duplicated unknown late 0..70 reordered 0..70"
                        + " at {peer=10, upA=20}");
        assertThat(account.rx().openLastSeen()).isEqualTo(Map.of("vfA", 30L, "virtioA", 40L));
        assertThat(account.findings())
                .contains(Finding.limit(
                        "rx",
                        "without a delivery file or a capture inside the guest, what the guest received cannot be"
                                + " shown: frames seen at a tap may have been lost behind it, so counts are bounds"));
        ObjectNode json = AccountJson.toJson(account, "test");
        assertThat(json.path("rx").path("lostFrames").isNull()).isTrue();
        assertThat(json.path("rx").path("bounds").path("lostFrames")).hasToString("{\"low\":30,\"high\":100}");
        assertThat(json.path("rx").path("openFrames")).hasToString("{\"virtioA\":40,\"vfA\":30}");
    }

    @Test
    void whereAPrimaryWasNotCapturedAFrameNotSeenAtATapIsNotCalledLost() {
        BundleFolder bundle = BundleFolder.in(folder.resolve("host"))
                .point("peer", "peer", "")
                .point("virtioA", "standby", "A")
                .point("virtioB", "standby", "B");
        for (int frame = 0; frame < 10; frame++) {
            bundle.rx("peer", frame, frame * MILLI);
        }
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(told(account.rx()))
                .isEqualTo("sent 10 delivered 0..10 lost 0..10 duplicated unknown late 0..10 reordered 0..10 at {}");
        assertThat(account.findings())
                .extracting(Finding::text)
                .contains("nothing was captured at the primary of A and B: a frame last seen before it may have reached"
                        + " the primary");
    }

    @Test
    void framesThatNeverLeftTheGuestShowInTheNumbering() {
        BundleFolder bundle = withAllPoints().with(manifest -> until(manifest, 110 * MILLI));
        for (int frame = 0; frame < 100; frame++) {
            if (frame < 50 || frame > 53) {
                bundle.tx("vfA", frame, frame * MILLI).tx("upA", frame, frame * MILLI + 10);
            }
            if (frame < 50 || frame > 56) {
                bundle.tx("peer", frame, frame * MILLI + 20);
            }
        }
        bundle.other("peer", 200 * MILLI);
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(told(account.tx()))
                .isEqualTo("sent 100 delivered 93 lost 7 duplicated 0 late 0..93 reordered 0 at {guest=4, upA=3}");
        assertThat(account.tx().sentNanos(51)).isEqualTo(BundleFolder.START + 51 * MILLI);
    }

    @Test
    void aJumpOfTheNumberingIsNotTakenForLostFrames() {
        BundleFolder bundle = withAllPoints();
        for (int frame = 0; frame < 10; frame++) {
            long number = frame < 5 ? frame : Long.MAX_VALUE - 20 + frame;
            bundle.tx("vfA", number, frame * MILLI).tx("peer", number, frame * MILLI + 20);
        }
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(account.tx().sent()).isEqualTo(new Count(10, Long.MAX_VALUE));
        assertThat(account.tx().delivered()).isEqualTo(Count.exactly(10));
        assertThat(account.tx().lost()).isEqualTo(new Count(0, Long.MAX_VALUE));
        assertThat(account.findings())
                .contains(Finding.doubt(
                        "tx",
                        "the numbering jumps 1 times by more than the rate explains; frames lost there are not"
                                + " counted"));
    }

    @Test
    void framesWithoutANumberAreCountedButNotMatched() {
        BundleFolder bundle = bicast().with(manifest -> ((ObjectNode) manifest.at("/traffic/0")).remove("sequence"));
        CaptureBundle read = CaptureBundle.read(bundle.write());
        Account account = Account.of(PreparedBundle.of(read, MatchedBundle.Choice.CONTENT));

        assertThat(told(account.rx()))
                .isEqualTo("sent 100 delivered 90 lost 10 duplicated 23 late 1 reordered 3 at {}");
        assertThat(account.rx().lastSeen(20)).isEmpty();
        assertThat(account.findings())
                .extracting(Finding::text)
                .contains(
                        "the numbers of the delivery file are in no frame, so where a frame was last seen is not known");
    }

    @Test
    void hostClocksAreBroughtTogetherBeforeAnythingIsCompared() {
        BundleFolder bundle = withAllPoints().with(manifest -> {
            ObjectNode clock =
                    manifest.putObject("clock").put("kind", "per-host").put("unit", "ns");
            ObjectNode hosts = clock.putObject("hosts");
            hosts.putObject("A").put("offsetNs", 5_000_000_000L).put("uncertaintyNs", 200_000);
            until(manifest, 20 * MILLI);
        });
        for (int frame = 0; frame < 10; frame++) {
            bundle.tx("vfA", frame, frame * MILLI + 5_000_000_000L).tx("peer", frame, frame * MILLI + 20);
        }
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(told(account.tx()))
                .isEqualTo("sent 10 delivered 10 lost 0 duplicated 0 late 0..10 reordered 0 at {}");
        assertThat(account.tx().sentNanos(3)).isEqualTo(BundleFolder.START + 3 * MILLI);
        assertThat(account.findings())
                .contains(Finding.limit("clock.hosts", "times of different hosts can be wrong by 0.2 ms"));
    }

    @Test
    void stampsDecadesApartAreLeftOutWithADoubt() {
        BundleFolder bundle = bicast().rx("vfA", 3, -1_500_000_000_000_000_000L);
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(account.rx().lost()).isEqualTo(Count.exactly(10));
        assertThat(account.findings())
                .extracting(Finding::text)
                .containsExactly("1 frames are stamped more than a day outside the window and were left out");
    }

    @Test
    void aFramesTrailIsInOrderOfTime() {
        CaptureBundle bundle = CaptureBundle.read(bicast().write());

        assertThat(FrameTrail.of(bundle, Direction.RX, 25).sightings())
                .map(sighting -> sighting.point().name() + "+" + (sighting.atNanos() - BundleFolder.START))
                .isEqualTo(List.of("peer+25000000", "upA+25000010", "virtioA+25000020", "vfA+25000030"));
        assertThat(FrameTrail.of(bundle, Direction.RX, 4711).sightings()).isEmpty();
    }

    private static String told(DirectionAccount account) {
        return "sent %s delivered %s lost %s duplicated %s late %s reordered %s at %s"
                .formatted(
                        account.sent(),
                        account.delivered(),
                        account.lost(),
                        account.duplicated(),
                        account.late(),
                        account.reordered(),
                        account.lastSeen());
    }
}
