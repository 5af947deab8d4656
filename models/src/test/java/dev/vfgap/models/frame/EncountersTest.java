package dev.vfgap.models.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncountersTest {
    private static final long LOOKED_AT = 20_000;

    static LongStream seeds() {
        return LongStream.range(1, 101);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFirstNearFrameIsTheFirstThatAWalkFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            long numerator = random.nextLong(1, 5_000);
            long denominator = random.nextLong(1, 30);
            long otherNumerator = random.nextLong(1, 5_000);
            long otherDenominator = random.nextLong(1, 30);
            long ahead = random.nextLong(-3_000, 3_000);
            long zone = random.nextLong(0, 6);
            long found = Encounters.framesBefore(numerator, denominator, otherNumerator, otherDenominator, ahead, zone);
            assertThat(Math.min(found, LOOKED_AT))
                    .as(
                            "%d/%d and %d/%d, ahead %d, zone %d",
                            numerator, denominator, otherNumerator, otherDenominator, ahead, zone)
                    .isEqualTo(walked(numerator, denominator, otherNumerator, otherDenominator, ahead, zone));
        }
    }

    /** Exact in whole numbers: all in parts of 1 / (denominator * otherDenominator) ns. */
    private static long walked(
            long numerator, long denominator, long otherNumerator, long otherDenominator, long ahead, long zone) {
        long scale = denominator * otherDenominator;
        long period = otherNumerator * denominator;
        for (long i = 0; i < LOOKED_AT; i++) {
            long past = Math.floorMod(ahead * scale + i * numerator * otherDenominator, period);
            if (Math.min(past, period - past) <= zone * scale) {
                return i;
            }
        }
        return LOOKED_AT;
    }

    @Test
    void equalPeriodsNeverComeNearerThanTheyBegin() {
        assertThat(Encounters.framesBefore(1000, 1, 1000, 1, 400, 100)).isEqualTo(Encounters.NEVER);
        assertThat(Encounters.framesBefore(1000, 1, 1000, 1, 50, 100)).isZero();
        assertThat(Encounters.framesBefore(6250, 93, 6250, 93, 20, 19)).isEqualTo(Encounters.NEVER);
    }

    @Test
    void numbersTooLargeToSayAreTakenToBeNear() {
        assertThat(Encounters.framesBefore(1L << 40, (1L << 31) + 1, (1L << 41) + 3, (1L << 31) - 1, 7, 1))
                .isZero();
    }
}
