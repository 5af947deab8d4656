package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    private final Explanation explanation = Explanation.of(CaptureBundle.read(Samples.migration("S1-1")));

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    @Test
    void tellsTheLifeOfTheFirstLostFrame() {
        assertThat(ExplainedFrameText.of(explanation.lost(Direction.RX, Explanation.Lost.FIRST)))
                .isEqualTo("""
                S1-1: frame rx:7137, from the peer to the guest, sent at 3.029026 s (1795379568638070967 ns)

                  by the models: lost: FILTER_BEHIND_DRIVER on A, led to a VF that its driver has already stopped

                        at (s)  where            what                                       because
                      3.029026  peer             sent
                      3.029041  switch           to host A                                  the guest's MAC was seen from host A, from the start
                      3.029041  NIC A            to the primary                             so from the start
                      3.029046  primary queue A  dropped: FILTER_BEHIND_DRIVER              the driver stops to receive on A, at 3.027028 s [kernel line "removed PHC" + 0.2 ms (e1000e.removeToDown), after the next frame]

                  by the recording: lost

                  captured (s)  at
                      3.029037  peer
                      3.029044  uplinkA
                      3.029047  tapA-primary

                  models and recording agree; it was seen last at tapA-primary, as the fate says
                """);
    }

    @Test
    void namesTheEventThatShadowedTheLastLostFrame() {
        ExplainedFrame frame = explanation.lost(Direction.RX, Explanation.Lost.LAST);
        ExplainedFrame.Step last = frame.steps().get(frame.steps().size() - 1);

        assertThat(last.decision()).isEqualTo("dropped: STANDBY_SHADOWED");
        assertThat(last.because().orElseThrow().what()).isEqualTo("net_failover set its primary pointer on B");
        assertThat(frame.agrees()).isEqualTo(Optional.of(true));
        assertThat(ExplainedFrameJson.toJson(frame, "bundle", List.of(), "test").fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "bundle",
                        "direction",
                        "stream",
                        "frame",
                        "sentNs",
                        "predicted",
                        "hops",
                        "captured",
                        "assumed",
                        "version");
    }

    @Test
    void saysWhichNumbersThereAre() {
        assertThatThrownBy(() -> explanation.frame(Direction.RX, 4711))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("its frames of rx have numbers from 5622 to 10387");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void eachLifeEndsWithTheFateOfTheReplay(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        Explanation lives = Explanation.of(bundle);
        Prediction prediction = Prediction.of(bundle, SampleReplaysTest.sent(bundle));
        for (Direction direction : Direction.values()) {
            byte[] fates = prediction.fates(direction);
            long first = SampleReplaysTest.firstSequence(bundle, direction);
            for (int frame = 0; frame < fates.length; frame += 997) {
                ExplainedFrame life = lives.frame(direction, first + frame);
                assertThat(life.isLost()).isEqualTo(Comparison.isLost(fates[frame]));
                ExplainedFrame.Step last = life.steps().get(life.steps().size() - 1);
                assertThat(last.decision()).contains(life.fate().orElseThrow().name());
            }
        }
    }
}
