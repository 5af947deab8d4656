package dev.vfgap.models.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.Silence;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeltTest {

    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"0, 0", "200, 200", "201, 201", "202, 603", "603, 603", "604, 1407", "1500, 3015", "250000, 325623"})
    void tcpWaitsForTheNextOfItsTimeouts(long silenceMs, long stallMs) {
        assertThat(TcpConnection.LINUX.longestStallNanos(List.of(silence(40, 40 + silenceMs))))
                .isEqualTo(stallMs * MS);
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "100, 0", "125, 0.5", "150, 1", "1500, 1"})
    void bfdIsDownForSureAfterTheDetectionTime(long silenceMs, double probability) {
        List<Silence> silences = List.of(silence(0, silenceMs));

        assertThat(BfdSession.USUAL.downProbability(silences, List.of())).isCloseTo(probability, within(1e-12));
        assertThat(BfdSession.USUAL.downProbability(List.of(), silences)).isCloseTo(probability, within(1e-12));
        assertThat(BfdSession.USUAL.downProbability(silences, silences))
                .isCloseTo(1 - (1 - probability) * (1 - probability), within(1e-12));
    }

    @Test
    void bfdGoesDownAsOftenAsPacketsSentOneByOneSay() {
        Random random = new Random(1);
        int trials = 20_000;
        int down = 0;
        Silence silence = silence(1_000, 1_118);
        for (int i = 0; i < trials; i++) {
            long interval = 50 * MS;
            long at = (long) (random.nextDouble() * interval);
            long received = at;
            boolean isDown = false;
            for (; at < 2_000 * MS; at += interval) {
                if (at <= silence.fromNanos() || at >= silence.untilNanos()) {
                    isDown |= at - received > 3 * interval;
                    received = at;
                }
            }
            down += isDown ? 1 : 0;
        }
        double probability = BfdSession.USUAL.downProbability(List.of(silence), List.of());
        double deviation = Math.sqrt(probability * (1 - probability) / trials);
        assertThat(down / (double) trials).isCloseTo(probability, within(4 * deviation));
    }

    @Test
    void aPingIsMissedInAnOutageOfEitherDirection() {
        List<Outage> rx = List.of(outage(0, 500), outage(2_000, 3_000));
        List<Outage> tx = List.of(outage(400, 800), outage(5_000, 5_100));

        assertThat(Pings.EACH_SECOND.missed(rx, tx)).isCloseTo(1.9, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 4.4093", "1, 4.3281", "5, 3.9228", "20, 2.6313", "100, 1.1769"})
    void theScoreIsThatOfTheEModel(double lostPercent, double score) {
        assertThat(VoiceCall.score(lostPercent)).isCloseTo(score, within(5e-5));
    }

    @Test
    void theWorstTenSecondsAreJudged() {
        List<Silence> silences = List.of(silence(0, 500), silence(9_000, 9_400), silence(10_300, 10_700));

        assertThat(VoiceCall.worstScore(silences)).isEqualTo(VoiceCall.score(9));
        assertThat(VoiceCall.longestMuteNanos(silences)).isEqualTo(500 * MS);
    }

    @Test
    void silencesOfEitherDirectionAreJoinedWhereTheyMeet() {
        List<Silence> rx = List.of(silence(0, 10), silence(30, 40), silence(100, 200));
        List<Silence> tx = List.of(silence(10, 20), silence(25, 28), silence(150, 160), silence(190, 210));

        assertThat(Silence.either(rx, tx))
                .containsExactly(silence(0, 20), silence(25, 28), silence(30, 40), silence(100, 210));
    }

    @Test
    void nothingIsFeltWhereNothingWasLost() {
        Felt.Seen quiet = new Felt.Seen(List.of(), List.of());

        assertThat(Felt.of(quiet, quiet)).isEqualTo(new Felt(0, 0, 0, 0, VoiceCall.score(0)));
    }

    private static Silence silence(long fromMs, long untilMs) {
        return new Silence(fromMs * MS, untilMs * MS);
    }

    private static Outage outage(long fromMs, long untilMs) {
        return new Outage(fromMs * MS, untilMs * MS, 1);
    }
}
