package dev.vfgap.simcore.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.parameter.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTextTest {

    @Test
    void everyFormReadsAndWrites() {
        // spotless:off
        assertBothWays("120ms",                               Unit.NANOSECONDS, new Constant(120e6));
        assertBothWays("uniform(100ms, 200ms)",               Unit.NANOSECONDS, new Uniform(100e6, 200e6));
        assertBothWays("triangular(10ms, 20ms, 50ms)",        Unit.NANOSECONDS, new Triangular(10e6, 20e6, 50e6));
        assertBothWays("lognormal(100ms, 0.5, 10ms, 1.5s)",   Unit.NANOSECONDS, new TruncatedLogNormal(100e6, 0.5, 10e6, 1.5e9));
        assertBothWays("exponential(20ms, 0ns, 1s)",          Unit.NANOSECONDS, new TruncatedExponential(20e6, 0, 1e9));
        assertBothWays("empirical(1ms, 2ms, 9ms)",            Unit.NANOSECONDS, Empirical.of(1e6, 2e6, 9e6));
        assertBothWays("mixture(0.2 of 18s, 0.8 of 500ms)",   Unit.NANOSECONDS, mixture(0.2, new Constant(18e9), 0.8, new Constant(5e8)));
        assertBothWays("mixture(0.25 of triangular(0, 0.5, 1), 0.75 of 1)", Unit.RATIO, mixture(0.25, new Triangular(0, 0.5, 1), 0.75, new Constant(1)));
        assertBothWays("256frames",                           Unit.FRAMES, new Constant(256));
        assertBothWays("uniform(1kpps, 1.488Mpps)",           Unit.FRAMES_PER_SECOND, new Uniform(1000, 1_488_000));
        assertBothWays("10Gbps",                              Unit.BITS_PER_SECOND, new Constant(10e9));
        assertBothWays("8GiB",                                Unit.BYTES, new Constant(8L << 30));
        assertBothWays("uniform(40MiB/s, 50MB/s)",            Unit.BYTES_PER_SECOND, new Uniform(40 << 20, 50e6));
        assertBothWays("triangular(-0.5, 0.1, 0.95)",         Unit.RATIO, new Triangular(-0.5, 0.1, 0.95));
        assertBothWays("5",                                   Unit.COUNT, new Constant(5));
        // spotless:on
    }

    private static Mixture mixture(double weight, Distribution one, double otherWeight, Distribution other) {
        return Mixture.of(new Mixture.Part(weight, one), new Mixture.Part(otherWeight, other));
    }

    private static void assertBothWays(String text, Unit unit, Distribution distribution) {
        assertThat(Distribution.parse(text, unit)).isEqualTo(distribution);
        assertThat(distribution.toText(unit)).isEqualTo(text);
    }

    @Test
    void spaceDoesNotMatter() {
        assertThat(Distribution.parse("  uniform ( 100ms ,200 ms )  ", Unit.NANOSECONDS))
                .isEqualTo(new Uniform(100e6, 200e6));
        assertThat(Distribution.parse("mixture( 0.5  of  uniform ( 100ms ,200 ms ),0.5 of 5 ms )", Unit.NANOSECONDS))
                .isEqualTo(mixture(0.5, new Uniform(100e6, 200e6), 0.5, new Constant(5e6)));
    }

    @Test
    void wholeUnitsAreRoundedInText() {
        assertThat(new Constant(1234.56).toText(Unit.NANOSECONDS)).isEqualTo("1.235us");
        assertThat(new Constant(4.6).toText(Unit.COUNT)).isEqualTo("5");
        assertThat(new Constant(0.25).toText(Unit.FRAMES_PER_SECOND)).isEqualTo("0.25pps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | '120' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)",
                "uniform(1ms, 2ms | 'uniform(1ms, 2ms' lacks its closing parenthesis",
                "(1ms, 2ms) | '(1ms, 2ms)': there is no distribution ''; there are uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max), exponential(mean, min, max), empirical(q0, ..., qn), mixture(w0 of d0, ..., wn of dn)",
                "uniform(1ms) | 'uniform(1ms)': write uniform(min, max) with 2 values, not 1",
                "uniform() | 'uniform()': write uniform(min, max) with 2 values, not 1",
                "uniform(2ms, 1ms) | 'uniform(2ms, 1ms)': the least value must be below the greatest, but they are 2000000 and 1000000",
                "triangular(1ms, 2ms) | 'triangular(1ms, 2ms)': write triangular(min, mode, max) with 3 values, not 2",
                "lognormal(1ms, 1ms, 0s, 1s) | 'lognormal(1ms, 1ms, 0s, 1s)': '1ms' is not a number: write one without a unit, such as 0.5",
                "lognormal(1ms, 1) | 'lognormal(1ms, 1)': write lognormal(median, sigma, min, max) with 4 values, not 2",
                "exponential(1ms, 5, 6s) | 'exponential(1ms, 5, 6s)': '5' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)",
                "exponential(1ms) | 'exponential(1ms)': write exponential(mean, min, max) with 3 values, not 1",
                "empirical(1ms) | 'empirical(1ms)': an empirical distribution needs at least two quantiles",
                "mixture(0.5 of 1ms, 2ms) | 'mixture(0.5 of 1ms, 2ms)': '2ms' has no weight: write each part of a mixture with one, such as 0.3 of 18s",
                "mixture(0.5 of 1ms, 0.4 of 2ms) | 'mixture(0.5 of 1ms, 0.4 of 2ms)': the weights of a mixture must add up to 1, but they add up to 0.9",
                "mixture(0 of 1ms, 1 of 2ms) | 'mixture(0 of 1ms, 1 of 2ms)': a weight must be more than 0, but it is 0",
                "mixture(50% of 1ms, 50% of 2ms) | 'mixture(50% of 1ms, 50% of 2ms)': '50%' is not a number: write one without a unit, such as 0.5",
                "mixture(1 of 1ms) | 'mixture(1 of 1ms)': a mixture needs at least two parts",
                "mixture(0.5 of 1, 0.5 of 2ms) | 'mixture(0.5 of 1, 0.5 of 2ms)': '1' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)",
                "mixture(0.5 of uniform(1ms), 0.5 of 2ms) | 'mixture(0.5 of uniform(1ms), 0.5 of 2ms)': 'uniform(1ms)': write uniform(min, max) with 2 values, not 1",
                "mixture(0.5 of uniform(1ms, 2ms, 0.5 of 2ms) | 'mixture(0.5 of uniform(1ms, 2ms, 0.5 of 2ms)': 'uniform(1ms, 2ms, 0.5 of 2ms' lacks its closing parenthesis",
                "mixture(0.5 of mixture(0.5 of 1ms, 0.5 of 2ms), 0.5 of 3ms) | 'mixture(0.5 of mixture(0.5 of 1ms, 0.5 of 2ms), 0.5 of 3ms)': a mixture cannot be a part of a mixture: give each of its parts the weight that it has in the whole",
                "normal(1ms, 2ms) | 'normal(1ms, 2ms)': there is no distribution 'normal'; there are uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max), exponential(mean, min, max), empirical(q0, ..., qn), mixture(w0 of d0, ..., wn of dn)"
            })
    void saysWhatIsWrongWithAText(String text, String message) {
        assertThatThrownBy(() -> Distribution.parse(text, Unit.NANOSECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void numbersWithoutAUnitStayWithoutOne() {
        assertThatThrownBy(() -> Unit.RATIO.parse("half"))
                .hasMessage("'half' is not a number: write one without a unit, such as 0.5");
        assertThatThrownBy(() -> Unit.RATIO.parse("1e999")).hasMessage("'1e999' is not a finite number");
        assertThatThrownBy(() -> Unit.COUNT.parse("2.5"))
                .hasMessage("'2.5' is not a count: write a whole number of 0 or more");
        assertThatThrownBy(() -> Unit.COUNT.parse("-1"))
                .hasMessage("'-1' is not a count: write a whole number of 0 or more");
        assertThat(Unit.COUNT.parse("0")).isZero();
    }

    static LongStream seeds() {
        return LongStream.range(1, 51);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBackAsTheSameDistribution(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Unit unit : List.of(Unit.NANOSECONDS, Unit.BYTES, Unit.FRAMES_PER_SECOND, Unit.RATIO, Unit.COUNT)) {
            double[] v = random.doubles(4)
                    .map(u -> unit == Unit.RATIO ? u : Math.rint(1 + u * 1e9))
                    .distinct()
                    .sorted()
                    .toArray();
            double sigma = 1 + random.nextDouble();
            for (Distribution distribution : List.of(
                    new Constant(v[0]),
                    new Uniform(v[0], v[1]),
                    new Triangular(v[0], v[1], v[3]),
                    new TruncatedLogNormal(v[1], sigma, v[0], v[3]),
                    new TruncatedExponential(v[1], v[0], v[2]),
                    new Empirical(Arrays.stream(v).boxed().toList()),
                    mixture(
                            sigma / 2,
                            new Uniform(v[0], v[2]),
                            1 - sigma / 2,
                            new TruncatedExponential(v[1], v[0], v[3])))) {
                assertThat(Distribution.parse(distribution.toText(unit), unit)).isEqualTo(distribution);
            }
        }
    }
}
