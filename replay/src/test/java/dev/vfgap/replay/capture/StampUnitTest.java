package dev.vfgap.replay.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StampUnitTest {

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheExactMomentCutToANanosecondOrOutOfRange(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            boolean binary = random.nextBoolean();
            int exponent = random.nextInt((binary ? StampUnit.FINEST_BINARY : StampUnit.FINEST_DECIMAL) + 1);
            long offset = random.nextInt(3) == 0 ? random.nextLong(-4_000_000_000L, 4_000_000_001L) : 0;
            StampUnit unit = binary ? StampUnit.binary(exponent, offset) : StampUnit.decimal(exponent, offset);
            long units = random.nextLong() >>> random.nextInt(64);
            BigInteger unitsPerSecond = BigInteger.valueOf(binary ? 2 : 10).pow(exponent);
            BigInteger sinceOffset = new BigInteger(Long.toUnsignedString(units))
                    .multiply(BILLION)
                    .divide(unitsPerSecond);
            BigInteger exact = sinceOffset.add(BigInteger.valueOf(offset).multiply(BILLION));

            long nanos = unit.nanos(units);

            String which = "seed " + seed + ": " + Long.toUnsignedString(units) + " of " + (binary ? 2 : 10) + "^-"
                    + exponent + " s and " + offset + " s";
            if (nanos == StampUnit.OUT_OF_RANGE) {
                // With or without the offset; the last two seconds of the range may be refused.
                BigInteger larger = exact.max(sinceOffset).add(BILLION.shiftLeft(1));
                assertThat(larger.bitLength()).as(which).isGreaterThan(63);
            } else {
                assertThat(BigInteger.valueOf(nanos)).as(which).isEqualTo(exact);
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @Test
    void theUsualUnitsTakeTheUsualStamps() {
        assertThat(StampUnit.MICROS.nanos(1_795_379_565_123_456L)).isEqualTo(1_795_379_565_123_456_000L);
        assertThat(StampUnit.NANOS.nanos(1_795_379_565_123_456_789L)).isEqualTo(1_795_379_565_123_456_789L);
        assertThat(StampUnit.binary(32, 0).nanos(1_795_379_565L << 32 | 1L << 31))
                .isEqualTo(1_795_379_565_500_000_000L);
    }
}
