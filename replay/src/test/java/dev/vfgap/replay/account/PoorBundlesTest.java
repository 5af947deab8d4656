package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.MatchedBundle;
import dev.vfgap.replay.predict.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped bundles as a host with a passed-through VF could have recorded them, against what both ends wrote down: no
 * capture at the primary, no records of the ends, captures inside the guest, a clock per host.
 */
class PoorBundlesTest {

    /** The window's ends are left out: 10 ms of at most 1000 frames a second. */
    private static final long MOST_AT_THE_ENDS = 10;

    @TempDir
    private Path folder;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    private static CaptureBundle read(PoorBundle poor) {
        return CaptureBundle.read(poor.write());
    }

    /** Losses, copies and reordering are exactly those that both ends wrote down. */
    private static void assertEqualLosses(Account account, Account full) {
        for (Direction direction : Direction.values()) {
            DirectionAccount poor = account.of(direction);
            DirectionAccount right = full.of(direction);
            assertThat(poor.lost()).as("lost of %s", direction).isEqualTo(right.lost());
            assertThat(poor.duplicated()).as("duplicated of %s", direction).isEqualTo(right.duplicated());
            assertThat(poor.reordered()).as("reordered of %s", direction).isEqualTo(right.reordered());
            assertThat(right.sent().low() - poor.sent().low()).isBetween(0L, MOST_AT_THE_ENDS);
            assertThat(poor.sent().low() - poor.delivered().low())
                    .isEqualTo(poor.lost().low());
        }
        assertThat(account.rx().late().low())
                .isLessThanOrEqualTo(full.rx().late().low());
        assertThat(account.rx().late().high())
                .isGreaterThanOrEqualTo(full.rx().late().low());
        assertThat(account.rx().late().high() - account.rx().late().low()).isLessThan(5);
    }

    private static void assertBoundsHold(Account account, Account full) {
        for (Direction direction : Direction.values()) {
            DirectionAccount poor = account.of(direction);
            DirectionAccount right = full.of(direction);
            assertThat(poor.lost().low()).isLessThanOrEqualTo(right.lost().low());
            assertThat(poor.lost().high()).isGreaterThanOrEqualTo(right.lost().low() - MOST_AT_THE_ENDS);
            assertThat(poor.delivered().low())
                    .isLessThanOrEqualTo(right.delivered().low());
            assertThat(poor.delivered().high())
                    .isGreaterThanOrEqualTo(right.delivered().low() - MOST_AT_THE_ENDS);
        }
    }

    private static void assertReplays(PreparedBundle prepared, Account account) {
        ReplayResult result = ReplayResult.of(prepared);
        assertThat(result.rx().frames()).isEqualTo(account.rx().frames());
        assertThat(result.tx().frames()).isEqualTo(account.tx().frames());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void peerAndGuestTellEveryLossWithAndWithoutNumbers(Path sample) {
        Account full = Account.of(CaptureBundle.read(sample));
        CaptureBundle bundle = read(PoorBundle.of(sample, folder.resolve("ends"))
                .withoutDeliveries()
                .only("peer")
                .guestCapture(at -> at));

        for (MatchedBundle.Choice choice : List.of(MatchedBundle.Choice.AUTO, MatchedBundle.Choice.CONTENT)) {
            PreparedBundle prepared = PreparedBundle.of(bundle, choice);
            Account account = Account.of(prepared);
            assertEqualLosses(account, full);
            // Nothing was captured between the two.
            assertThat(account.rx().lastSeen().keySet()).isSubsetOf("peer");
            assertThat(account.tx().lastSeen().keySet()).isSubsetOf("guest-eth0");
            assertReplays(prepared, account);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aClockPerHostAndOneInTheGuestTellTheSameLosses(Path sample) {
        CaptureBundle whole = CaptureBundle.read(sample);
        long start = whole.window().fromNanos();
        Account full = Account.of(whole);
        LongUnaryOperator guest = at -> at - 777_000_000 - Math.round(35e-6 * (at - start));
        CaptureBundle bundle = read(PoorBundle.of(sample, folder.resolve("clocks"))
                .withoutDeliveries()
                .clockPerHost()
                .clock("A", at -> at - 400_000_000 - Math.round(15e-6 * (at - start)))
                .clock("B", at -> at + 1_234_567_000 + Math.round(20e-6 * (at - start)))
                .guestCapture(PoorBundle.guestClock(whole, guest))
                .only("peer", "standby", "uplink", "guest"));

        for (MatchedBundle.Choice choice : List.of(MatchedBundle.Choice.AUTO, MatchedBundle.Choice.CONTENT)) {
            PreparedBundle prepared = PreparedBundle.of(bundle, choice);
            Account account = Account.of(prepared);
            assertEqualLosses(account, full);
            assertThat(account.clocks()).extracting(clock -> clock.clock()).contains("A", "guest");
            boolean hasPrimary = whole.interfaces().virtio().isEmpty();
            assertThat(account.findings().stream()
                            .map(Finding::text)
                            .anyMatch(text -> text.startsWith("nothing was captured at the primary of A and B")))
                    .isEqualTo(hasPrimary);
            assertReplays(prepared, account);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void withoutTheGuestAndThePrimaryTheTruthLiesWithinTheBounds(Path sample) {
        Account full = Account.of(CaptureBundle.read(sample));
        for (List<String> places : List.of(List.of("peer", "standby", "uplink"), List.of("peer", "standby"))) {
            CaptureBundle bundle = read(PoorBundle.of(sample, folder.resolve("poor" + places.size()))
                    .withoutDeliveries()
                    .only(places.toArray(String[]::new)));
            PreparedBundle prepared = PreparedBundle.of(bundle);
            Account account = Account.of(prepared);

            assertBoundsHold(account, full);
            assertThat(account.rx().lost().isExact()).isFalse();
            assertThat(account.tx().lost()).isEqualTo(full.tx().lost());
            assertReplays(prepared, account);
        }
    }

    /** 40 frames to a guest whose primary is not captured, the last 10 lost in the fabric. */
    private BundleFolder lostInTheFabric() {
        return BundleFolder.in(folder.resolve("fabric"))
                .point("peer", "peer", "")
                .point("upA", "uplink", "A")
                .point("virtioA", "standby", "A")
                .point("upB", "uplink", "B")
                .point("virtioB", "standby", "B");
    }

    private static void traffic(BundleFolder bundle, int seenAtUplink) {
        for (int frame = 0; frame < 40; frame++) {
            long at = frame * 1_000_000L;
            bundle.rx("peer", frame, at);
            if (frame < 30 && frame < seenAtUplink) {
                bundle.rx("upA", frame, at + 10_000);
            }
            if (frame < seenAtUplink) {
                bundle.tx("upA", frame, at);
            }
            bundle.tx("peer", frame, at + 10_000);
        }
    }

    @Test
    void aFrameThatCameToNoUplinkIsLostWhereUplinksSeeAll() {
        BundleFolder bundle = lostInTheFabric();
        traffic(bundle, 40);
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(account.rx().lost()).isEqualTo(new Count(10, 40));
        assertThat(account.rx().lastSeen()).isEqualTo(Map.of("peer", 10L));
        assertThat(account.rx().openLastSeen()).isEqualTo(Map.of("upA", 30L));
    }

    @Test
    void aCaptureOnThePfShowsNotThatAFrameCameToNoHost() {
        BundleFolder bundle = lostInTheFabric();
        traffic(bundle, 20);
        Account account = Account.of(CaptureBundle.read(bundle.write()));

        assertThat(account.rx().lost()).isEqualTo(new Count(0, 40));
    }
}
