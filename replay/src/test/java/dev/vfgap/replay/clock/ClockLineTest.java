package dev.vfgap.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The line through what frames of both ways say of a clock, against the clock that made their stamps. */
class ClockLineTest {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    private final Bounds upper = new Bounds(Bounds.Side.UPPER);
    private final Bounds lower = new Bounds(Bounds.Side.LOWER);

    /** A clock that is so much ahead at 0 and gains so much. */
    private record Clock(long offsetNanos, double drift) {
        long ahead(long atNanos) {
            return offsetNanos + Math.round(drift * atNanos);
        }
    }

    private ClockLine fit(long lengthNanos) {
        upper.settle(0, 0, 0, lengthNanos);
        lower.settle(0, 0, 0, lengthNanos);
        return ClockLine.of(upper, lower, 0, lengthNanos);
    }

    private static long delay(Random random, long least) {
        long jitter = (long) (-20 * MICRO * Math.log(1 - random.nextDouble()));
        return least + jitter + (random.nextInt(5) == 0 ? (long) (random.nextDouble() * 80 * MILLI) : 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theClockIsWithinTheUncertaintyAtEveryMoment(long seed) {
        Random random = new Random(seed);
        Clock clock = new Clock(random.nextLong(2 * SECOND) - SECOND, (random.nextDouble() - 0.5) * 200e-6);
        long length = 4 * SECOND + random.nextLong(20 * SECOND);
        long leastInto = random.nextLong(300 * MICRO);
        long leastOut = random.nextLong(300 * MICRO);
        for (long at = 0; at < length; at += 2 * MILLI) {
            upper.add(at, clock.ahead(at) + delay(random, leastInto));
            lower.add(at, clock.ahead(at) - delay(random, leastOut));
        }
        ClockLine line = fit(length);

        long uncertainty = line.uncertaintyNanos().orElseThrow();
        for (long at = 0; at <= length; at += length / 8) {
            assertThat(line.offsetNanos() + line.drift() * at)
                    .as("seed %d at %d", seed, at)
                    .isCloseTo(clock.ahead(at), Offset.offset((double) uncertainty + 1));
        }
        assertThat(uncertainty)
                .as("seed %d", seed)
                .isBetween((leastInto + leastOut) / 2, (leastInto + leastOut) / 2 + 50 * MICRO);
        assertThat(line.drift()).as("seed %d", seed).isCloseTo(clock.drift, Offset.offset(20e-6));
        assertThat(line.contradictionNanos()).isZero();
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @Test
    void aFewFramesWithWrongStampsDoNotMoveIt() {
        Random random = new Random(1);
        Clock clock = new Clock(5 * MILLI, 20e-6);
        for (long at = 0; at < 10 * SECOND; at += 2 * MILLI) {
            upper.add(at, clock.ahead(at) + delay(random, 50 * MICRO));
            lower.add(at, clock.ahead(at) - delay(random, 50 * MICRO));
        }
        upper.add(3 * SECOND, -40 * MILLI);
        lower.add(7 * SECOND, 90 * MILLI);
        ClockLine line = fit(10 * SECOND);

        assertThat(line.offsetNanos()).isCloseTo(5 * MILLI, Offset.offset(10e3));
        assertThat(upper.leftOut() + lower.leftOut()).isEqualTo(2);
        assertThat(line.contradictionNanos()).isZero();
    }

    @Test
    void oneWayBoundsItOnOneSideAndSaysSo() {
        Random random = new Random(2);
        Clock clock = new Clock(5 * MILLI, -30e-6);
        for (long at = 0; at < 10 * SECOND; at += 2 * MILLI) {
            upper.add(at, clock.ahead(at) + delay(random, 50 * MICRO));
        }
        ClockLine line = fit(10 * SECOND);

        assertThat(line.uncertaintyNanos()).isEmpty();
        assertThat(line.offsetNanos()).isCloseTo(5 * MILLI + 50e3, Offset.offset(5e3));
        assertThat(line.drift()).isCloseTo(-30e-6, Offset.offset(1e-6));
    }

    @Test
    void aClockThatIsSetDuringTheRunContradictsItself() {
        Random random = new Random(3);
        for (long at = 0; at < 10 * SECOND; at += 2 * MILLI) {
            long ahead = at < 5 * SECOND ? 0 : 30 * MILLI;
            upper.add(at, ahead + delay(random, 50 * MICRO));
            lower.add(at, ahead - delay(random, 50 * MICRO));
        }
        ClockLine line = fit(10 * SECOND);

        assertThat(line.contradictionNanos()).isGreaterThan(3 * MILLI);
        assertThat(line.uncertaintyNanos().orElseThrow()).isGreaterThanOrEqualTo(line.contradictionNanos());
    }
}
