package dev.vfgap.scenarios.sensitivity.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.scenarios.sensitivity.statistics.VarianceShares.Found;
import dev.vfgap.scenarios.sensitivity.statistics.VarianceShares.Share;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Against functions whose indices are known in closed form. */
class VarianceSharesTest {
    private static Found of(ToDoubleFunction<double[]> function, int inputs, int rows, int seed)
            throws InterruptedException {
        return VarianceShares.of(
                points -> Arrays.stream(points).mapToDouble(function).toArray(),
                inputs,
                rows,
                0.9,
                new RandomStreams(seed, 0).stream("test"));
    }

    /** Ishigami and Homma 1990 with a = 7, b = 0.1; its indices: Saltelli et al. 2008, "Global Sensitivity Analysis", section 4.2. */
    private static double ishigami(double[] x) {
        double first = Math.PI * (2 * x[0] - 1);
        double second = Math.PI * (2 * x[1] - 1);
        double third = Math.PI * (2 * x[2] - 1);
        return Math.sin(first) + 7 * Math.pow(Math.sin(second), 2) + 0.1 * Math.pow(third, 4) * Math.sin(first);
    }

    @Test
    void theIndicesOfIshigamisFunctionAreThoseOfItsClosedForm() throws InterruptedException {
        double pi4 = Math.pow(Math.PI, 4);
        double variance = 49.0 / 8 + 0.1 * pi4 / 5 + 0.01 * pi4 * pi4 / 18 + 0.5;
        double first = 0.5 * Math.pow(1 + 0.1 * pi4 / 5, 2);
        double together = 0.01 * pi4 * pi4 * 8 / 225;
        Found found = of(VarianceSharesTest::ishigami, 3, 8192, 1);
        assertThat(found.mean()).isCloseTo(3.5, within(0.03));
        assertThat(found.variance()).isCloseTo(variance, within(0.1));
        double[] firsts = {first / variance, 49.0 / 8 / variance, 0};
        double[] totals = {(first + together) / variance, 49.0 / 8 / variance, together / variance};
        for (int i = 0; i < 3; i++) {
            assertThat(found.inputs().get(i).first().value()).isCloseTo(firsts[i], within(0.03));
            assertThat(found.inputs().get(i).total().value()).isCloseTo(totals[i], within(0.03));
        }
    }

    @Test
    void theSharesOfASumAreThoseOfItsParts() throws InterruptedException {
        Found found = of(x -> 3 * x[0] + 4 * x[1], 3, 4096, 2);
        assertThat(found.inputs().get(0).first().value()).isCloseTo(0.36, within(0.01));
        assertThat(found.inputs().get(1).total().value()).isCloseTo(0.64, within(0.01));
        assertThat(found.inputs().get(2).total()).isEqualTo(new Share(0, 0, 0));
    }

    @Test
    void whatDoesNotVaryHasNoShares() throws InterruptedException {
        Found found = of(x -> 5, 2, 64, 3);
        assertThat(found.variance()).isZero();
        assertThat(found.inputs().get(0).first().value()).isNaN();
    }

    /** The points of the sequence are spread more evenly than the bootstrap knows: the intervals hold at least as often as they say. */
    @Test
    void theIntervalsHoldAsOftenAsTheySay() throws InterruptedException {
        int trials = 200;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            Share share = of(x -> 3 * x[0] + 4 * x[1] * x[1], 2, 64, 100 + trial)
                    .inputs()
                    .get(0)
                    .total();
            double truth = 9.0 / 12 / (9.0 / 12 + 16 * (1.0 / 5 - 1.0 / 9));
            held += share.low() <= truth && truth <= share.high() ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo((int) (0.87 * trials));
    }
}
