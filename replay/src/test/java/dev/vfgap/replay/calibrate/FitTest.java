package dev.vfgap.replay.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Empirical;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Unit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fitted distributions are asked what they are for: where the next value lies. */
class FitTest {
    private static final double MS = 1e6;
    private static final Parameter DELAY = new Parameter(
            "test.delay",
            "a delay",
            Unit.NANOSECONDS,
            0,
            10_000 * MS,
            new Uniform(0, 10_000 * MS),
            new Provenance(Provenance.Kind.ASSUMED, "a test"));

    /** Of lognormal delays, nine of ten next values lie in the interval of 90 % that n values give. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 8, 15, 30, 100})
    void theNextValueLiesInTheIntervalAsOftenAsItSays(int n) {
        double inside = shareOfTrials(random -> {
            Distribution fitted = Fit.next(delays(random, n), DELAY);
            double next = delays(random, 1)[0];
            return fitted.quantile(0.05) <= next && next <= fitted.quantile(0.95) ? 1 : 0;
        });

        // 2,000 trials: three standard deviations are 2 %; below 8 values the shape is assumed and the width is t's.
        assertThat(inside).isBetween(0.86, n < Fit.FEW ? 0.98 : 0.95);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 31, 64})
    void theMedianLiesInItsIntervalAtLeastAsOftenAsItSays(int n) {
        double inside = shareOfTrials(random -> {
            double[] interval = Fit.medianInterval(delays(random, n), 0.9);
            return interval[0] <= 100 * MS && 100 * MS <= interval[1] ? 1 : 0;
        });

        assertThat(inside).isBetween(0.88, 0.99);
    }

    @Test
    void eachGapBetweenValuesIsAsLikelyAsAnother() {
        assertThat(Fit.next(new double[] {30, 10, 20, 40, 50, 60, 70, 80}, DELAY))
                .isEqualTo(Empirical.of(0, 10, 20, 30, 40, 50, 60, 70, 80, 100));
    }

    @Test
    void aDistributionNeverLeavesTheParametersRange() {
        Distribution fitted = Fit.next(new double[] {0, 1, 2, 3, 4, 5, 6, 10_000 * MS}, DELAY);

        assertThat(fitted.min()).isZero();
        assertThat(fitted.max()).isEqualTo(10_000 * MS);
    }

    @Test
    void valuesThatAllLieAtTheEdgeAreTheEdge() {
        assertThat(Fit.next(new double[] {10_000 * MS, 10_000 * MS}, DELAY)).isEqualTo(new Constant(10_000 * MS));
    }

    /** Lognormal above a sleep of a second: nothing is predicted below it. */
    @Test
    void whatIsAboveADocumentedSleepIsFittedAboveIt() {
        Parameter sleep = new Parameter(
                "test.sleep",
                "a sleep that is never short",
                Unit.NANOSECONDS,
                0,
                1_200 * MS,
                new Constant(1_000 * MS),
                new Provenance(Provenance.Kind.DOCUMENTED, "a test"));
        Distribution fitted = Fit.next(new double[] {1_035 * MS}, sleep);

        assertThat(fitted.min()).isBetween(1_000 * MS, 1_010 * MS);
        assertThat(fitted.quantile(0.5)).isCloseTo(1_035 * MS, within(0.1 * MS));
        assertThat(fitted.max()).isLessThanOrEqualTo(1_200 * MS);
    }

    @Test
    void boundsThatOverlapLeaveWhatTheyHaveInCommon() {
        Parameter sleep = new Parameter(
                "test.sleep",
                "a sleep that is never short",
                Unit.NANOSECONDS,
                0,
                1_200,
                new Constant(1_000),
                new Provenance(Provenance.Kind.DOCUMENTED, "a test"));
        List<Reading> bounds = List.of(bounded(950, 1_250), bounded(850, 1_100));

        assertThat(Fit.withinBounds(bounds, sleep)).isEqualTo(Optional.of(new Uniform(1_000, 1_100)));
        assertThat(Fit.withinBounds(List.of(bounded(300, 500)), sleep)).isEmpty();
    }

    private static Reading bounded(double least, double most) {
        return Reading.bounded("a", Origin.ANOTHER, least, most);
    }

    private static double[] delays(SplittableRandom random, int n) {
        LogNormalDistribution around100 = new LogNormalDistribution(null, Math.log(100 * MS), 0.4);
        return random.doubles(n).map(around100::inverseCumulativeProbability).toArray();
    }

    private static double shareOfTrials(ToDoubleFunction<SplittableRandom> trial) {
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
            sum += trial.applyAsDouble(random);
        }
        return sum / 2_000;
    }
}
