package dev.vfgap.simcore.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    static Stream<Distribution> distributions() {
        return Stream.of(
                new Constant(120e6),
                new Uniform(100e6, 200e6),
                new Uniform(-1, 1e-9),
                new Triangular(10, 20, 50),
                new Triangular(10, 10, 50),
                new Triangular(10, 50, 50),
                new TruncatedLogNormal(100e6, 0.5, 10e6, 1.5e9),
                new TruncatedLogNormal(20, 1.2, 0, 15),
                new TruncatedLogNormal(20, 0.05, 22, 90),
                new TruncatedLogNormal(20, 0.05, 0, 1e12),
                new TruncatedExponential(20, 0, 1000),
                new TruncatedExponential(20, 5, 12),
                new TruncatedExponential(1e9, 5, 12),
                new TruncatedExponential(0.001, 5, 12),
                Empirical.of(1, 2, 9),
                Empirical.of(3, 3),
                Empirical.of(0.1, 0.1, 0.3, 0.30000000000000004, 7),
                mixture(0.2, new Constant(18e9), 0.8, new Constant(5e8)),
                mixture(0.8, new Uniform(5e8, 9e8), 0.2, new Triangular(0, 1e8, 5e8)),
                mixture(0.25, new Uniform(-4, -1), 0.75, new Triangular(-2, 0, 3)),
                mixture(0.1, new TruncatedLogNormal(100, 0.5, 10, 900), 0.9, new TruncatedExponential(20, 5, 120)));
    }

    private static Mixture mixture(double weight, Distribution one, double otherWeight, Distribution other) {
        return Mixture.of(new Mixture.Part(weight, one), new Mixture.Part(otherWeight, other));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void quantilesNeverFallAndNeverLeaveTheBounds(Distribution distribution) {
        double before = distribution.min();
        int steps = 20_000;
        for (int i = 0; i <= steps; i++) {
            double value = distribution.quantile((double) i / steps);
            assertThat(value).isBetween(before, distribution.max());
            before = value;
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double u = random.nextDouble() * 1e-9;
            assertThat(distribution.quantile(u)).isBetween(distribution.min(), distribution.max());
            assertThat(distribution.quantile(1 - u)).isBetween(distribution.min(), distribution.max());
        }
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theBoundsAreTheOutermostQuantiles(Distribution distribution) {
        double tolerance = 1e-6 * distribution.max();
        assertThat(distribution.quantile(0)).isEqualTo(distribution.min(), within(Math.abs(tolerance)));
        // A far upper bound is not reached in 53 bits: that is not the quantile's fault.
        if (distribution.max() < 1e11) {
            assertThat(distribution.quantile(1)).isEqualTo(distribution.max(), within(Math.abs(tolerance)));
        }
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theCumulativeProbabilityIsWhatTheQuantileInverts(Distribution distribution) {
        assertThat(distribution.cumulativeProbability(Math.nextDown(distribution.min())))
                .isZero();
        assertThat(distribution.cumulativeProbability(distribution.max())).isEqualTo(1);
        double before = 0;
        for (double u = 0.001; u < 1; u += 0.001) {
            double value = distribution.quantile(u);
            // To either side by more than the rounding of a quantile: at a value that several u share it jumps.
            double aside = Math.abs(value) * 1e-9 + Double.MIN_NORMAL;
            double reached = distribution.cumulativeProbability(value + aside);
            double notYet = distribution.cumulativeProbability(value - aside);
            assertThat(u).isBetween(notYet - 1e-6, reached + 1e-6);
            assertThat(reached).isGreaterThanOrEqualTo(before);
            before = reached;
        }
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theMeanIsTheMeanOfTheQuantiles(Distribution distribution) {
        int cells = 50_000;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += distribution.quantile((i + 0.5) / cells);
        }
        double width = Math.min(distribution.max() - distribution.min(), Math.abs(distribution.mean()));
        assertThat(distribution.mean()).isEqualTo(sum / cells, within(1e-4 * width + 1e-12));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void rejectsWhatIsNoProbability(Distribution distribution) {
        for (double u : new double[] {-1e-9, 1.000001, Double.NaN}) {
            assertThatThrownBy(() -> distribution.quantile(u))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a probability is 0..1, but " + u + " was given");
        }
    }

    static Stream<OracleCase> oracles() {
        LogNormalDistribution wide = new LogNormalDistribution(null, Math.log(100), 0.5);
        return Stream.of(
                new OracleCase(new TruncatedLogNormal(100, 0.5, 0, 1e5), wide),
                new OracleCase(new TruncatedLogNormal(100, 0.5, 60, 150), wide),
                new OracleCase(new TruncatedLogNormal(100, 0.5, 250, 900), wide),
                new OracleCase(new TruncatedExponential(20, 0, 400), new ExponentialDistribution(null, 20)),
                new OracleCase(new TruncatedExponential(20, 7, 30), new ExponentialDistribution(null, 20)),
                new OracleCase(new Triangular(10, 20, 50), new TriangularDistribution(null, 10, 20, 50)));
    }

    private record OracleCase(Distribution distribution, RealDistribution untruncated) {}

    @ParameterizedTest
    @MethodSource("oracles")
    void agreesWithTheTruncationOfAKnownDistribution(OracleCase given) {
        RealDistribution oracle = given.untruncated();
        double belowMin = oracle.cumulativeProbability(given.distribution().min());
        double belowMax = oracle.cumulativeProbability(given.distribution().max());
        for (double u = 0.001; u < 1; u += 0.001) {
            double value = given.distribution().quantile(u);
            double part = (oracle.cumulativeProbability(value) - belowMin) / (belowMax - belowMin);
            assertThat(part).isEqualTo(u, within(1e-9));
        }
    }

    @Test
    void knownQuantilesAndMeans() {
        assertThat(new Uniform(100, 200).quantile(0.25)).isEqualTo(125);
        assertThat(new Uniform(100, 200).mean()).isEqualTo(150);
        assertThat(new Triangular(0, 10, 40).mean()).isEqualTo(50.0 / 3, within(1e-12));
        assertThat(new Triangular(0, 10, 40).quantile(0.25)).isEqualTo(10);
        assertThat(new TruncatedLogNormal(100, 0.5, 0, 1e9).quantile(0.5)).isEqualTo(100, within(1e-9));
        assertThat(new TruncatedLogNormal(100, 0.5, 0, 1e9).mean()).isEqualTo(100 * Math.exp(0.125), within(1e-6));
        assertThat(new TruncatedExponential(20, 0, 1e6).mean()).isEqualTo(20, within(1e-9));
        assertThat(new TruncatedExponential(20, 0, 1e6).quantile(0.5)).isEqualTo(20 * Math.log(2), within(1e-9));
        assertThat(Empirical.of(1, 2, 9).quantile(0.75)).isEqualTo(5.5);
        assertThat(Empirical.of(1, 2, 9).mean()).isEqualTo((1.5 + 5.5) / 2);
        assertThat(Empirical.of(1, 2, 9)).isEqualTo(Empirical.ofSample(9, 1, 2));
        assertThat(new Constant(7).quantile(0.9)).isEqualTo(7);
        Mixture coldOrWarm = mixture(0.2, new Constant(18), 0.8, new Uniform(0, 1));
        assertThat(coldOrWarm.quantile(0.4)).isEqualTo(0.5, within(1e-12));
        assertThat(coldOrWarm.quantile(0.81)).isEqualTo(18);
        assertThat(coldOrWarm.mean()).isEqualTo(0.2 * 18 + 0.8 * 0.5, within(1e-12));
    }

    @Test
    void theMeanOfANearlyFlatExponentialJoinsItsClosedForm() {
        double width = 10;
        double scale = width / 0.99e-4;
        double closedForm = scale - width / Math.expm1(width / scale);
        assertThat(new TruncatedExponential(scale, 5, 5 + width).mean()).isEqualTo(5 + closedForm, within(1e-6));
        assertThat(width / 2 - closedForm)
                .as("the slope matters at this precision")
                .isGreaterThan(5e-5);
    }

    @Test
    void drawsWholeNanosecondsWithinTheBounds() {
        assertThat(new Uniform(0, 10).nanos(0.24)).isEqualTo(2);
        assertThat(new Uniform(0, 10).nanos(0.26)).isEqualTo(3);
        assertThat(new Uniform(0.2, 3.7).nanos(0))
                .as("rounded up into the bounds")
                .isEqualTo(1);
        assertThat(new Uniform(0.2, 3.7).nanos(1))
                .as("rounded down into the bounds")
                .isEqualTo(3);
        assertThat(new Constant(250e6).nanos(0.5)).isEqualTo(250_000_000);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void takesExactlyOneNumberFromTheStreamForADraw(Distribution distribution) {
        RandomStream drawn = new RandomStreams(1, 2).stream("phase");
        RandomStream plain = new RandomStreams(1, 2).stream("phase");
        assertThat(distribution.drawNanos(drawn)).isEqualTo(distribution.nanos(plain.nextUniform()));
        assertThat(drawn.nextUniform()).isEqualTo(plain.nextUniform());
    }

    @Test
    void aDistributionIsAValue() {
        assertThat(distributions().toList()).isEqualTo(distributions().toList()).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatIsWrongWithItsNumbers() {
        assertError(() -> new Constant(Double.NaN), "the value must be a finite number, but it is NaN");
        assertError(
                () -> new Uniform(0, Double.POSITIVE_INFINITY),
                "the greatest value must be a finite number, but it is Infinity");
        assertError(() -> new Uniform(Double.NaN, 1), "the least value must be a finite number, but it is NaN");
        assertError(() -> new Uniform(5, 5), "the least value must be below the greatest, but they are 5 and 5");
        assertError(() -> new Triangular(1, 0.5, 2), "the mode must lie between the least and the greatest value");
        assertError(() -> new Triangular(1, 2.5, 2), "the mode must lie between the least and the greatest value");
        assertError(() -> new Triangular(1, Double.NaN, 2), "the mode must be a finite number, but it is NaN");
        assertError(() -> new TruncatedExponential(0, 0, 1), "the mean must be more than 0, but it is 0");
        assertError(() -> new TruncatedLogNormal(-1, 1, 0, 1), "the median must be more than 0, but it is -1");
        assertError(() -> new TruncatedLogNormal(1, 0, 0, 1), "sigma must be more than 0, but it is 0");
        assertError(() -> new TruncatedLogNormal(1, Double.NaN, 0, 1), "sigma must be a finite number, but it is NaN");
        assertError(
                () -> new TruncatedLogNormal(1, 1, -1, 1),
                "a lognormal value is 0 or more, so its least value must be too");
        assertError(
                () -> new TruncatedLogNormal(1, 0.1, 5, 6),
                "the bounds hold less than a millionth of the distribution: move them towards the median");
        assertError(() -> Empirical.of(1), "an empirical distribution needs at least two quantiles");
        assertError(() -> Empirical.of(1, 3, 2), "the quantiles must not fall");
        assertError(() -> new Empirical(List.of(1.0, Double.NaN)), "a quantile must be a finite number, but it is NaN");
        Constant five = new Constant(5);
        assertError(() -> Mixture.of(new Mixture.Part(1, five)), "a mixture needs at least two parts");
        assertError(() -> mixture(-0.5, five, 1.5, five), "a weight must be more than 0, but it is -0.5");
        assertError(() -> mixture(Double.NaN, five, 1, five), "a weight must be a finite number, but it is NaN");
        assertError(
                () -> mixture(0.3, five, 0.6, five),
                "the weights of a mixture must add up to 1, but they add up to 0.9");
        assertError(
                () -> mixture(0.5, mixture(0.5, five, 0.5, five), 0.5, five),
                "a mixture cannot be a part of a mixture: give each of its parts the weight that it has in the whole");
    }

    private static void assertError(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
