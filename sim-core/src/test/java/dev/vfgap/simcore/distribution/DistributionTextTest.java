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
        assertBothWays("256frames",                           Unit.FRAMES, new Constant(256));
        assertBothWays("uniform(1kpps, 1.488Mpps)",           Unit.FRAMES_PER_SECOND, new Uniform(1000, 1_488_000));
        assertBothWays("10Gbps",                              Unit.BITS_PER_SECOND, new Constant(10e9));
        assertBothWays("8GiB",                                Unit.BYTES, new Constant(8L << 30));
        assertBothWays("uniform(40MiB/s, 50MB/s)",            Unit.BYTES_PER_SECOND, new Uniform(40 << 20, 50e6));
        assertBothWays("triangular(-0.5, 0.1, 0.95)",         Unit.RATIO, new Triangular(-0.5, 0.1, 0.95));
        assertBothWays("5",                                   Unit.COUNT, new Constant(5));
        // spotless:on
    }

    private static void assertBothWays(String text, Unit unit, Distribution distribution) {
        assertThat(Distribution.parse(text, unit)).isEqualTo(distribution);
        assertThat(distribution.toText(unit)).isEqualTo(text);
    }

    @Test
    void spaceDoesNotMatter() {
        assertThat(Distribution.parse("  uniform ( 100ms ,200 ms )  ", Unit.NANOSECONDS))
                .isEqualTo(new Uniform(100e6, 200e6));
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
                "(1ms, 2ms) | '(1ms, 2ms)': there is no distribution ''; there are uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max), exponential(mean, min, max), empirical(q0, ..., qn)",
                "uniform(1ms) | 'uniform(1ms)': write uniform(min, max) with 2 values, not 1",
                "uniform() | 'uniform()': write uniform(min, max) with 2 values, not 1",
                "uniform(2ms, 1ms) | 'uniform(2ms, 1ms)': the least value must be below the greatest, but they are 2000000 and 1000000",
                "triangular(1ms, 2ms) | 'triangular(1ms, 2ms)': write triangular(min, mode, max) with 3 values, not 2",
                "lognormal(1ms, 1ms, 0s, 1s) | 'lognormal(1ms, 1ms, 0s, 1s)': '1ms' is not a number: write one without a unit, such as 0.5",
                "lognormal(1ms, 1) | 'lognormal(1ms, 1)': write lognormal(median, sigma, min, max) with 4 values, not 2",
                "exponential(1ms, 5, 6s) | 'exponential(1ms, 5, 6s)': '5' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)",
                "exponential(1ms) | 'exponential(1ms)': write exponential(mean, min, max) with 3 values, not 1",
                "empirical(1ms) | 'empirical(1ms)': an empirical distribution needs at least two quantiles",
                "normal(1ms, 2ms) | 'normal(1ms, 2ms)': there is no distribution 'normal'; there are uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max), exponential(mean, min, max), empirical(q0, ..., qn)"
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
                    new Empirical(Arrays.stream(v).boxed().toList()))) {
                assertThat(Distribution.parse(distribution.toText(unit), unit)).isEqualTo(distribution);
            }
        }
    }
}
