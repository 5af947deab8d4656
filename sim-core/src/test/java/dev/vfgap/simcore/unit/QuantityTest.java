package dev.vfgap.simcore.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.unit.Quantity.NanosRange;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "1ns, 1",
        "1us, 1000",
        "1µs, 1000",
        "1μs, 1000",
        "250ms, 250000000",
        "250 ms, 250000000",
        "' 250ms ', 250000000",
        "+5ms, 5000000",
        "0.5us, 500",
        "67.2us, 67200",
        "1.5s, 1500000000",
        "1.0ns, 1",
        "2min, 120000000000",
        "1.5h, 5400000000000",
        "9223372036854775807ns, 9223372036854775807"
    })
    void readsDurations(String text, long nanos) {
        assertThat(Quantity.parseNanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ns",
        "1, 1ns",
        "999, 999ns",
        "1000, 1us",
        "67200, 67.2us",
        "250000000, 250ms",
        "1500000000, 1.5s",
        "1000001, 1.000001ms",
        "300000000000, 300s",
        "9223372036854775807, 9223372036.854775807s"
    })
    void writesDurationsInTheGreatestUnitThatLeavesAtLeastOne(long nanos, String text) {
        assertThat(Quantity.formatNanos(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "250 | '250' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)",
                "0.1ns | '0.1ns' is not a whole number of nanoseconds",
                "1.0000000001s | '1.0000000001s' is not a whole number of nanoseconds",
                "-5ms | '-5ms' is negative: a duration is 0 or more",
                "5MS | '5MS' is not a duration: write a number and a unit, such as 250ms (units: ns, us, ms, s, min, h)",
                "5pps | '5pps' is not a duration: write a number and a unit, such as 250ms (units: ns, us, ms, s, min, h)",
                "ms | 'ms' is not a duration: write a number and a unit, such as 250ms",
                "'' | '' is not a duration: write a number and a unit, such as 250ms",
                "1.2.3ms | '1.2.3ms' is not a duration: write a number and a unit, such as 250ms",
                "1e3ms | '1e3ms' is not a duration: write a number and a unit, such as 250ms (units: ns, us, ms, s, min, h)",
                "9223372036854775808ns | '9223372036854775808ns' is too large: at most 9223372036854775807 nanoseconds are possible",
                "3000000h | '3000000h' is too large: at most 9223372036854775807 nanoseconds are possible"
            })
    void saysWhatIsWrongWithADuration(String text, String message) {
        assertError(() -> Quantity.parseNanos(text), message);
    }

    @Test
    void refusesALongTextBeforeLookingAtIt() {
        assertError(
                () -> Quantity.parseNanos("9".repeat(1_000_000) + "ns"),
                "'" + "9".repeat(64) + "…' is too long for a duration");
    }

    @ParameterizedTest
    @CsvSource({
        "10Gbps, 10000000000",
        "1.5Mbps, 1500000",
        "1kbps, 1000",
        "999bps, 999",
        "400Gbps, 400000000000",
        "1Tbps, 1000000000000"
    })
    void readsAndWritesBitRates(String text, long bitsPerSecond) {
        assertThat(Quantity.parseBitRate(text)).isEqualTo(bitsPerSecond);
        assertThat(Quantity.formatBitRate(bitsPerSecond)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "64B, 64",
        "1.5kB, 1500",
        "1MB, 1000000",
        "10GB, 10000000000",
        "1KiB, 1024",
        "1.5KiB, 1536",
        "256MiB, 268435456",
        "8GiB, 8589934592",
        "1.025kB, 1025"
    })
    void readsAndWritesSizes(String text, long bytes) {
        assertThat(Quantity.parseBytes(text)).isEqualTo(bytes);
        assertThat(Quantity.formatBytes(bytes)).isEqualTo(text);
        assertThat(Quantity.parseByteRate(text + "/s")).isEqualTo(bytes);
        assertThat(Quantity.formatByteRate(bytes)).isEqualTo(text + "/s");
    }

    @ParameterizedTest
    @CsvSource({"64frames, 64", "0frames, 0", "1frames, 1", "1000000frames, 1000000"})
    void readsAndWritesFrames(String text, long frames) {
        assertThat(Quantity.parseFrames(text)).isEqualTo(frames);
        assertThat(Quantity.formatFrames(frames)).isEqualTo(text);
    }

    @Test
    void readsOneFrame() {
        assertThat(Quantity.parseFrames("1frame")).isEqualTo(1);
        assertThat(Quantity.parseFrames("1 frame")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1.488Mpps, 1488000", "14.88Mpps, 14880000", "1kpps, 1000", "0.5pps, 0.5", "0pps, 0", "1Gpps, 1e9"})
    void readsAndWritesFrameRates(String text, double framesPerSecond) {
        assertThat(Quantity.parseRate(text)).isEqualTo(framesPerSecond);
        assertThat(Quantity.formatRate(framesPerSecond)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "14.88Mpps, 6250, 93",
        "1.488Mpps, 62500, 93",
        "1kpps, 1000000, 1",
        "3pps, 1000000000, 3",
        "0.5pps, 2000000000, 1",
        "2.500pps, 400000000, 1",
        "14.8809523Mpps, 10000000000, 148809523",
        "5Gpps, 1, 5"
    })
    void aFrameRateHasAnExactPeriod(String text, long numerator, long denominator) {
        assertThat(Quantity.parsePeriod(text)).isEqualTo(new Period(numerator, denominator));
    }

    @Test
    void nineSignificantDigitsAlwaysHaveAPeriod() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            long digits = 100_000_000 + random.nextLong(900_000_000);
            String text = BigDecimal.valueOf(digits, random.nextInt(9)).toPlainString();
            Period period = Quantity.parsePeriod(text + "pps");
            assertThat(new BigDecimal(text).multiply(BigDecimal.valueOf(period.numeratorNanos())))
                    .as(text)
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(period.denominator()).scaleByPowerOfTen(9));
        }
    }

    @Test
    void saysWhyARateHasNoPeriod() {
        assertError(() -> Quantity.parsePeriod("0pps"), "'0pps' has no period: a frame rate must be more than 0 here");
        assertError(
                () -> Quantity.parsePeriod("14.880952380953Mpps"),
                "'14.880952380953Mpps' has too many digits for an exact period: nine significant ones always work");
        assertError(
                () -> Quantity.parsePeriod("0.00000000000000001pps"),
                "'0.00000000000000001pps' has too many digits for an exact period: nine significant ones always work");
    }

    @Test
    void errorsNameTheKindOfQuantity() {
        assertError(
                () -> Quantity.parseRate("1000"),
                "'1000' has no unit: write a frame rate such as 1.488Mpps (units: pps, kpps, Mpps, Gpps)");
        assertError(
                () -> Quantity.parseBitRate("10"),
                "'10' has no unit: write a bit rate such as 10Gbps (units: bps, kbps, Mbps, Gbps, Tbps)");
        assertError(
                () -> Quantity.parseBytes("10"),
                "'10' has no unit: write a size such as 256MiB (units: B, kB, KiB, MB, MiB, GB, GiB)");
        assertError(
                () -> Quantity.parseByteRate("10MiB"),
                "'10MiB' is not a byte rate: write a number and a unit, such as 40MiB/s"
                        + " (units: B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s)");
        assertError(
                () -> Quantity.parseFrames("64"),
                "'64' has no unit: write a number of frames such as 64frames (units: frames, frame)");
        assertError(() -> Quantity.parseFrames("1.5frames"), "'1.5frames' is not a whole number of frames");
        assertError(() -> Quantity.parseBytes("0.3B"), "'0.3B' is not a whole number of bytes");
        assertError(() -> Quantity.parseBitRate("0.3bps"), "'0.3bps' is not a whole number of bits per second");
        assertError(() -> Quantity.formatNanos(-1), "-1 nanoseconds is negative: a duration is 0 or more");
    }

    @Test
    void readsAndWritesRangesOfDurations() {
        assertThat(Quantity.parseNanosRange("100ms..1.5s")).isEqualTo(new NanosRange(100_000_000, 1_500_000_000));
        assertThat(Quantity.parseNanosRange("0s .. 5us")).isEqualTo(new NanosRange(0, 5000));
        assertThat(Quantity.parseNanosRange("7ns..7ns")).isEqualTo(new NanosRange(7, 7));
        assertThat(new NanosRange(100_000_000, 1_500_000_000)).hasToString("100ms..1.5s");
        assertError(
                () -> Quantity.parseNanosRange("100ms"),
                "'100ms' is not a range of durations: write two of them, such as 100ms..200ms");
        assertError(() -> Quantity.parseNanosRange("2s..1s"), "2s..1s goes down: the lesser comes first");
        assertError(
                () -> Quantity.parseNanosRange("1..2s"),
                "'1' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)");
        assertError(
                () -> Quantity.parseNanosRange("..2s"),
                "'' is not a duration: write a number and a unit, such as 250ms");
        assertThatThrownBy(() -> new NanosRange(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBackAsTheSameQuantity(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            long value = random.nextLong() >>> (1 + random.nextInt(63));
            value = random.nextBoolean() ? value : value / 1_000_000 * 1_000_000;
            assertRoundTrip(value, Quantity::formatNanos, Quantity::parseNanos);
            assertRoundTrip(value, Quantity::formatBitRate, Quantity::parseBitRate);
            assertRoundTrip(value, Quantity::formatBytes, Quantity::parseBytes);
            assertRoundTrip(value, Quantity::formatByteRate, Quantity::parseByteRate);
            assertRoundTrip(value, Quantity::formatFrames, Quantity::parseFrames);
            double rate = random.nextDouble() * Math.pow(10, random.nextInt(12));
            assertRoundTrip(rate, Quantity::formatRate, Quantity::parseRate);
        }
    }

    private static <T> void assertRoundTrip(T value, Function<T, String> write, Function<String, T> read) {
        String text = write.apply(value);
        assertThat(read.apply(text)).as(text).isEqualTo(value);
        assertThat(write.apply(read.apply(text))).isEqualTo(text);
    }

    private static void assertError(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
