package dev.vfgap.simcore.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodTest {

    @Test
    void reducesToLowestTerms() {
        assertThat(Period.ofFramesPerSecond(14_880_000)).isEqualTo(new Period(6250, 93));
        assertThat(Period.ofFramesPerSecond(1000)).isEqualTo(Period.ofNanos(1_000_000));
        assertThat(new Period(6250 * 7, 93 * 7).numeratorNanos()).isEqualTo(6250);
        assertThat(new Period(6250 * 7, 93 * 7).denominator()).isEqualTo(93);
    }

    @Test
    void aMinimumFrameTakes672TenthsOfANanosecondAtTenGigabit() {
        long bitsOnTheLine = (64 + 20) * 8;
        assertThat(Period.ofBitsAt(bitsOnTheLine, 10_000_000_000L)).isEqualTo(new Period(336, 5));
    }

    @Test
    void roundsEachSendTimeDownOnceSoThatErrorsDoNotAddUp() {
        Period period = new Period(336, 5);
        long[] offsets = LongStream.range(0, 7).map(period::offsetNanos).toArray();
        assertThat(offsets).containsExactly(0, 67, 134, 201, 268, 336, 403);
    }

    @Test
    void theFirstFrameAtOrAfterAnOffsetIsTheNumberOfFramesBeforeIt() {
        Period period = new Period(336, 5);
        long[] first = LongStream.of(-5, 0, 1, 67, 68, 336, 337)
                .map(period::firstIndexAtOrAfter)
                .toArray();
        assertThat(first).containsExactly(0, 0, 1, 1, 2, 5, 6);
    }

    @Test
    void aPeriodBelowANanosecondSendsSeveralFramesAtOneMoment() {
        Period period = new Period(2, 5);
        assertThat(LongStream.range(0, 8).map(period::offsetNanos).toArray()).containsExactly(0, 0, 0, 1, 1, 2, 2, 2);
        assertThat(LongStream.range(0, 4).map(period::firstIndexAtOrAfter).toArray())
                .containsExactly(0, 3, 5, 8);
    }

    @Test
    void printsAsAFraction() {
        assertThat(new Period(336, 5)).hasToString("336/5 ns");
        assertThat(Period.ofNanos(40)).hasToString("40 ns");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,1", "1,-1"})
    void rejectsAPeriodThatIsNotPositive(long numerator, long denominator) {
        assertThatThrownBy(() -> new Period(numerator, denominator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a period must be positive, but " + numerator + "/" + denominator + " ns is not");
    }

    @Test
    void rejectsADenominatorWhoseSquareOverflows() {
        assertThat(new Period(1, Period.MAX_DENOMINATOR).denominator()).isEqualTo(Period.MAX_DENOMINATOR);
        assertThatThrownBy(() -> new Period(1, Period.MAX_DENOMINATOR + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a period of 1/3037000501 ns has a denominator over 3037000500;"
                        + " give the rate with fewer digits");
    }

    @Test
    void rejectsANegativeFrameNumber() {
        assertThatThrownBy(() -> Period.ofNanos(1).offsetNanos(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frames are counted from 0, but -1 was asked for");
    }

    @Test
    void anOffsetBeyondALongIsAnErrorAndNotAWrongAnswer() {
        Period second = Period.ofFramesPerSecond(1);
        assertThat(second.offsetNanos(9_223_372_036L)).isEqualTo(9_223_372_036_000_000_000L);
        assertThatThrownBy(() -> second.offsetNanos(9_223_372_037L)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> second.offsetNanos(1_000_000_000_000L)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Period(3, 2).offsetNanos(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Period(1, 3).firstIndexAtOrAfter(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }

    static LongStream seeds() {
        return LongStream.range(1, 101);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothDirectionsAgreeWithExactArithmetic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            Period period = new Period(magnitude(random, 50), magnitude(random, 31));
            long n = magnitude(random, 40);
            BigInteger exact = BigInteger.valueOf(n)
                    .multiply(BigInteger.valueOf(period.numeratorNanos()))
                    .divide(BigInteger.valueOf(period.denominator()));
            if (exact.bitLength() >= 62) {
                continue;
            }
            assertThat(period.offsetNanos(n)).as("%s of frame %d", period, n).isEqualTo(exact.longValue());
            for (long offset : new long[] {exact.longValue() - 1, exact.longValue(), exact.longValue() + 1}) {
                assertThat(period.firstIndexAtOrAfter(offset))
                        .as("first frame of %s at or after %d ns", period, offset)
                        .isEqualTo(exactFirstIndex(period, offset));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void realRatesAreExactFarBeyondATrillionFrames(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] rates = {1000, 3000, 1_488_095, 14_880_000, 14_880_953, 148_809_523, 1 + random.nextLong(400_000_000L)};
        for (long rate : rates) {
            Period period = Period.ofFramesPerSecond(rate);
            long n = random.nextLong(Math.min(1_000_000_000_000L, rate * 100_000_000L));
            long offset = period.offsetNanos(n);
            assertThat(offset)
                    .isEqualTo(BigInteger.valueOf(n)
                            .multiply(BigInteger.valueOf(1_000_000_000L))
                            .divide(BigInteger.valueOf(rate))
                            .longValueExact());
            long first = period.firstIndexAtOrAfter(offset);
            assertThat(first).isEqualTo(exactFirstIndex(period, offset)).isLessThanOrEqualTo(n);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFirstFrameIsExactWhereFloatingPointMissesItByHundreds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            long numerator = 1_000_000_000L + random.nextLong(1_000_000_000L);
            Period period = new Period(numerator, numerator - random.nextLong(1_000_000_000L));
            long offset = (1L << 60) + random.nextLong(1L << 60);
            assertThat(period.firstIndexAtOrAfter(offset))
                    .as("first frame of %s at or after %d ns", period, offset)
                    .isEqualTo(exactFirstIndex(period, offset));
        }
    }

    private static long exactFirstIndex(Period period, long offset) {
        if (offset <= 0) {
            return 0;
        }
        BigInteger[] quotient = BigInteger.valueOf(offset)
                .multiply(BigInteger.valueOf(period.denominator()))
                .divideAndRemainder(BigInteger.valueOf(period.numeratorNanos()));
        return quotient[0].add(BigInteger.valueOf(quotient[1].signum())).longValueExact();
    }

    /** A positive number whose magnitude, not its value, is uniform: small and large ones come equally often. */
    private static long magnitude(SplittableRandom random, int bits) {
        return 1 + (random.nextLong() >>> (64 - 1 - random.nextInt(bits)));
    }
}
