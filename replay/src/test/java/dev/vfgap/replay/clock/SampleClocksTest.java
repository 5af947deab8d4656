package dev.vfgap.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.account.PoorBundle;
import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.ClockCourse;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.match.MatchedBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped bundles with clocks that were set wrong and run wrong: what the estimate makes of them. */
class SampleClocksTest {

    private static final long AHEAD = 1_234_567_000;
    private static final double GAINS = 20e-6;
    private static final double TWO_TENTHS_OF_A_MILLISECOND = 200_000;

    @TempDir
    private Path folder;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    /** What a clock shows that was 1.234567 s ahead when the run began and gains 20 ppm. */
    private static long wrong(CaptureBundle whole, long at) {
        return at + AHEAD + Math.round(GAINS * (at - whole.window().fromNanos()));
    }

    private PoorBundle shifted(Path sample) {
        CaptureBundle whole = CaptureBundle.read(sample);
        return PoorBundle.of(sample, folder.resolve("shifted")).clockPerHost().clock("B", at -> wrong(whole, at));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void findsAHostsClockAndTheAccountIsTheSame(Path sample) {
        CaptureBundle whole = CaptureBundle.read(sample);
        Account right = Account.of(whole);
        CaptureBundle bundle = CaptureBundle.read(shifted(sample).write());
        Account account = Account.of(bundle);
        Account byContent = Account.of(PreparedBundle.of(bundle.withTraffic(List.of()), MatchedBundle.Choice.CONTENT));

        for (Account made : List.of(account, byContent)) {
            Optional<ClockCourse> course = made.clocks().stream()
                    .filter(clock -> clock.clock().equals("B"))
                    .findFirst();
            // With F1 nothing ever ran on B.
            assertThat(course.isPresent()).isEqualTo(!whole.name().startsWith("F1"));
            course.ifPresent(found -> assertFound(whole, found));
        }
        for (Direction direction : Direction.values()) {
            assertThat(told(account.of(direction))).isEqualTo(told(right.of(direction)));
        }
    }

    /** What a calibration reads off a bundle: each of its moments, wherever it was stamped. */
    @ParameterizedTest
    @MethodSource("bundles")
    void theLandmarksOfAMigrationLieWhereTheyLayOnOneClock(Path sample) {
        Landmarks right = Calibration.Recorded.of(CaptureBundle.read(sample)).landmarks();
        Landmarks made = Calibration.Recorded.of(
                        CaptureBundle.read(shifted(sample).write()))
                .landmarks();

        for (Landmark landmark : Landmark.values()) {
            assertThat(made.at(landmark).isPresent())
                    .as(landmark.word())
                    .isEqualTo(right.at(landmark).isPresent());
            right.at(landmark).ifPresent(moment -> assertThat(
                            (double) made.at(landmark).orElseThrow().atNanos())
                    .as(landmark.word())
                    .isCloseTo(moment.atNanos(), Offset.offset(TWO_TENTHS_OF_A_MILLISECOND)));
        }
    }

    private static void assertFound(CaptureBundle whole, ClockCourse found) {
        for (long at = whole.window().fromNanos(); at <= whole.window().untilNanos(); at += 100_000_000) {
            assertThat((double) found.fromBundleNanos(at))
                    .isCloseTo(wrong(whole, at), Offset.offset(TWO_TENTHS_OF_A_MILLISECOND));
            assertThat((double) found.toBundleNanos(wrong(whole, at)))
                    .isCloseTo(at, Offset.offset(TWO_TENTHS_OF_A_MILLISECOND));
        }
        assertThat(found.drift()).isCloseTo(GAINS, Offset.offset(2e-6));
        assertThat(found.uncertaintyNanos().orElseThrow()).isLessThan(200_000);
    }

    private static String told(DirectionAccount account) {
        return "sent %s delivered %s lost %s late %s at %s"
                .formatted(account.sent(), account.delivered(), account.lost(), account.late(), account.lastSeen());
    }

    @Test
    void anOffsetThatIsGivenIsUsedAndCheckedAgainstTheFrames() {
        Path sample = Samples.migration("S1-1");
        Account right = Account.of(CaptureBundle.read(
                shifted(sample).with(manifest -> give(manifest, AHEAD, 300_000)).write()));
        Account wrong = Account.of(CaptureBundle.read(PoorBundle.of(sample, folder.resolve("wrong"))
                .clockPerHost()
                .clock("B", at -> at + AHEAD)
                .with(manifest -> give(manifest, AHEAD - 10_000_000, 300_000))
                .write()));

        assertThat(right.clocks()).isEmpty();
        assertThat(right.findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.DOUBT);
        assertThat(wrong.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.DOUBT)
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith("by its frames the clock of B is 10.0");
    }

    private static void give(ObjectNode manifest, long offset, long uncertainty) {
        manifest.withObject("/clock/hosts/B").put("offsetNs", offset).put("uncertaintyNs", uncertainty);
    }

    @Test
    void withFramesOfOneWayTheOffsetIsBoundedOnOneSide() {
        Path sample = Samples.migration("S1-1");
        CaptureBundle whole = CaptureBundle.read(sample);
        CaptureBundle bundle = CaptureBundle.read(PoorBundle.of(sample, folder.resolve("oneway"))
                .clockPerHost()
                .clock("B", at -> at + AHEAD)
                .with(manifest -> manifest.remove("deliveries"))
                .withoutFramesOf(Direction.TX)
                .write());
        Account account = Account.of(bundle);

        ClockCourse course = account.clocks().get(1);
        assertThat(course.clock()).isEqualTo("B");
        assertThat(course.uncertaintyNanos()).isEmpty();
        assertThat(course.toBundleNanos(whole.window().untilNanos() + AHEAD)
                        - whole.window().untilNanos())
                .isBetween(-200_000L, 0L);
        assertThat(account.findings()).extracting(Finding::text).anySatisfy(text -> assertThat(text)
                .startsWith("frames between the clocks of B and peer went one way only: the offset of B is at most"));
    }
}
