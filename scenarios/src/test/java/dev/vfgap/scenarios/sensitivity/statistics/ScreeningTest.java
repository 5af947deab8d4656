package dev.vfgap.scenarios.sensitivity.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    private static Model model(ToDoubleFunction<double[]> function) {
        return rows -> Arrays.stream(rows).mapToDouble(function).toArray();
    }

    private static RandomStream stream() {
        return new RandomStreams(7, 0).stream("test");
    }

    @Test
    void theEffectsOfAPlaneAreItsSlopes() throws InterruptedException {
        List<Screening.Effect> effects = Screening.of(model(x -> 5 + 3 * x[0] - 2 * x[1]), 3, 8, 0.95, stream());
        assertThat(effects.get(0).muStar()).isCloseTo(3, within(1e-12));
        assertThat(effects.get(0).mu()).isCloseTo(3, within(1e-12));
        assertThat(effects.get(0).sigma()).isCloseTo(0, within(1e-12));
        assertThat(effects.get(1).mu()).isCloseTo(-2, within(1e-12));
        assertThat(effects.get(1).muStar()).isCloseTo(2, within(1e-12));
        assertThat(effects.get(2)).isEqualTo(new Screening.Effect(0, 0, 0, 0, 0));
    }

    /** A step of two thirds changes x·y by two thirds of y, which is 0, 1/3, 2/3 or 1, each as likely. */
    @Test
    void whatActsOnlyTogetherScatters() throws InterruptedException {
        Screening.Effect effect =
                Screening.of(model(x -> x[0] * x[1]), 2, 4000, 0.95, stream()).get(0);
        assertThat(effect.mu()).isCloseTo(0.5, within(0.02));
        assertThat(effect.sigma()).isCloseTo(Math.sqrt(5.0 / 36), within(0.01));
        assertThat(effect.low()).isLessThan(0.5);
        assertThat(effect.high()).isGreaterThan(0.5);
    }

    @Test
    void whatActsBothWaysHasAnAbsoluteEffectButNoMean() throws InterruptedException {
        Screening.Effect effect = Screening.of(model(x -> x[0] * (x[1] - 0.5)), 2, 4000, 0.95, stream())
                .get(0);
        assertThat(effect.mu()).isCloseTo(0, within(0.03));
        assertThat(effect.muStar()).isCloseTo((0.5 + 1.0 / 6) / 2, within(0.01));
    }

    @Test
    void eachPathIsOnTheGridAndTakesOneStepAnInput() throws InterruptedException {
        Screening.of(
                rows -> {
                    assertThat(rows).hasDimensions(Screening.points(4, 25), 4);
                    for (int i = 0; i < rows.length; i++) {
                        for (double part : rows[i]) {
                            assertThat(part * 3).isCloseTo(Math.rint(part * 3), within(1e-12));
                            assertThat(part).isBetween(0.0, 1 + 1e-12);
                        }
                        if (i % 5 != 0) {
                            double[] before = rows[i - 1];
                            double[] after = rows[i];
                            double[] moved = new double[4];
                            Arrays.setAll(moved, c -> Math.abs(after[c] - before[c]));
                            Arrays.sort(moved);
                            assertThat(moved).containsExactly(new double[] {0, 0, 0, 2.0 / 3}, within(1e-12));
                        }
                    }
                    return new double[rows.length];
                },
                4,
                25,
                0.9,
                stream());
    }
}
