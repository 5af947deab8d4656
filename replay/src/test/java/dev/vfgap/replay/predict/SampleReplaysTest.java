package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The replay of every shipped bundle against what was captured. */
class SampleReplaysTest {
    private static final double MOST_WRONG_SHARE = 0.05;
    private static final int ALWAYS_ALLOWED_FRAMES = 5;
    private static final long MILLISECOND = 1_000_000;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void predictsWhichFramesToTheGuestAreLost(Path folder) {
        Comparison rx = ReplayResult.of(CaptureBundle.read(folder)).rx();

        int wrong = rx.missedFrames() + rx.inventedFrames();
        assertThat(wrong)
                .isLessThanOrEqualTo((int) Math.max(ALWAYS_ALLOWED_FRAMES, MOST_WRONG_SHARE * rx.measuredLostFrames()));
        assertThat(rx.edges().medianNanos()).isLessThanOrEqualTo(3 * MILLISECOND);
        assertThat(rx.edges().maxNanos()).isLessThanOrEqualTo(15 * MILLISECOND);
        assertThat(rx.lastSeenRight().orElseThrow()).isGreaterThanOrEqualTo(0.98);
        assertThat(rx.causes().values().stream().mapToInt(frames -> frames).sum())
                .isEqualTo(rx.predicted().value());
        assertThat(rx.measuredLostFrames() - rx.missedFrames() + rx.inventedFrames())
                .isEqualTo(rx.predicted().value());
    }

    @Test
    void isWrongByAtMostTwoHundredthsOfTheLossInHalfOfTheBundles() {
        List<Double> shares = new ArrayList<>();
        for (Path folder : Samples.migrations()) {
            Comparison rx = ReplayResult.of(CaptureBundle.read(folder)).rx();
            shares.add((rx.missedFrames() + rx.inventedFrames()) / (double) rx.measuredLostFrames());
        }
        shares.sort(null);
        int half = shares.size() / 2;
        assertThat((shares.get(half - 1) + shares.get(half)) / 2).isLessThanOrEqualTo(0.02);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void predictsTheLossOfTheGuestsFramesWithinTwelveMillisecondsOfStream(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        Comparison tx = ReplayResult.of(bundle).tx();
        double perSecond =
                bundle.traffic(Direction.TX).orElseThrow().framesPerSecond().orElseThrow();
        int difference = Math.abs(tx.predicted().value() - tx.measuredLostFrames());
        assertThat(difference / perSecond).isLessThanOrEqualTo(0.012);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isTheSameEachTime(Path folder) {
        assertThat(json(folder)).isEqualTo(json(folder));
        assertThat(ReplayText.of(ReplayResult.of(CaptureBundle.read(folder))))
                .isEqualTo(ReplayText.of(ReplayResult.of(CaptureBundle.read(folder))));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void runsWithoutTheCapturesOfThePathAndSaysHowMuchLessItKnows(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        ReplayResult whole = ReplayResult.of(bundle);
        ReplayResult blind = ReplayResult.of(Without.CAPTURES.of(bundle));

        assertThat(blind.moves()).noneMatch(FilterMove::shownByCapture);
        assertThat(width(blind.rx())).isGreaterThanOrEqualTo(width(whole.rx()));
        assertThat(blind.rx().measuredLostFrames())
                .isBetween(blind.rx().predicted().low(), blind.rx().predicted().high());
        if (!blind.moves().isEmpty()) {
            assertThat(blind.findings()).anyMatch(finding -> finding.text().startsWith("the loss of rx is open by "));
            assertThat(blind.findings()).anyMatch(finding -> finding.where().equals("filter moves"));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void staysWithinItsBoundsWhateverWasNotRecorded(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        for (Without without : Without.values()) {
            ReplayResult result = ReplayResult.of(without.of(bundle));
            Comparison.Bounds predicted = result.rx().predicted();
            assertThat(predicted.value()).isBetween(predicted.low(), predicted.high());
            assertThat(result.rx().frames()).isEqualTo(result.account().rx().frames());
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void predictsTheSameFromThePeersCaptureWhenNeitherEndWroteDownWhatItReceived(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        ReplayResult result = ReplayResult.of(Without.DELIVERIES.of(bundle));
        Comparison whole = ReplayResult.of(bundle).rx();

        assertThat(result.rx().predicted().value()).isCloseTo(whole.predicted().value(), Offset.offset(1));
        ObjectNode json = ReplayJson.toJson(result, "test");
        assertThat(json.path("rx").path("measured").path("lostFrames").isNull()).isTrue();
        assertThat(json.path("rx").path("missedFrames").isNull()).isTrue();
    }

    @Test
    void hasTheKeysOfTheContractInTheirOrder() {
        ObjectNode json = json(Samples.migration("S1-1"));
        assertThat(json.fieldNames())
                .toIterable()
                .startsWith("schema", "bundle", "rx", "tx")
                .contains("findings", "filterMoves", "assumed", "version");
        assertThat(json.path("rx").fieldNames())
                .toIterable()
                .startsWith(
                        "frames",
                        "measured",
                        "predicted",
                        "missedFrames",
                        "inventedFrames",
                        "agreement",
                        "edges",
                        "lastSeenRight",
                        "causes");
        assertThat(json.path("rx").path("measured")).hasToString("{\"lostFrames\":391}");
        assertThat(json.path("rx").path("edges")).hasToString("{\"n\":6,\"medianMs\":0,\"maxMs\":0}");
        assertThat(json.path("rx").path("causes").path(0))
                .hasToString("{\"fate\":\"STANDBY_SHADOWED\",\"frames\":248,\"meaning\":"
                        + "\"net_failover ignores the standby while a primary is registered\"}");
    }

    private static int width(Comparison comparison) {
        return comparison.predicted().high() - comparison.predicted().low();
    }

    private static ObjectNode json(Path folder) {
        return ReplayJson.toJson(ReplayResult.of(CaptureBundle.read(folder)), "test");
    }

    /** What both ends wrote down, without what was received. */
    static Offered sent(CaptureBundle bundle) {
        DirectionAccount rx = Account.of(bundle).rx();
        DirectionAccount tx = Account.of(bundle).tx();
        return Offered.of(rx, tx);
    }

    static long firstSequence(CaptureBundle bundle, Direction direction) {
        return Account.of(bundle).of(direction).sequence(0);
    }
}
