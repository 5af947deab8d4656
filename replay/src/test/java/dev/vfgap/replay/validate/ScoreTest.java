package dev.vfgap.replay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Score} against its definitions, and against a normal distribution's closed form. */
class ScoreTest {

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void crpsIsTheMeanDistanceLessHalfTheMeanSpreadOverAllPairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sample = random.doubles(1 + random.nextInt(40), 0, 1000).toArray();
        double measured = random.nextDouble(-200, 1200);
        double distance = 0;
        double spread = 0;
        for (double one : sample) {
            distance += Math.abs(one - measured) / sample.length;
            for (double other : sample) {
                spread += Math.abs(one - other) / sample.length / sample.length;
            }
        }

        assertThat(Score.of(sample, measured, 0.5).crps()).isCloseTo(distance - spread / 2, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theIntervalIsThatOfTheSamplesQuantiles(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sample = random.doubles(2 + random.nextInt(60), 0, 1000).toArray();
        Percentile oracle = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        Score score = Score.of(sample, 500, 0.5);

        assertThat(score.low()).isCloseTo(oracle.evaluate(sample, 5), within(1e-9));
        assertThat(score.median()).isCloseTo(oracle.evaluate(sample, 50), within(1e-9));
        assertThat(score.high()).isCloseTo(oracle.evaluate(sample, 95), within(1e-9));
        assertThat(score.inside()).isEqualTo(score.low() <= 500 && 500 <= score.high());
    }

    /** CRPS of a standard normal at 0 is (sqrt 2 - 1) / sqrt pi: Gneiting and Raftery, JASA 102, 2007. */
    @Test
    void aNormalSampleHasTheNormalsScore() {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double[] sample = LongStream.range(0, 20_000)
                .mapToDouble(i -> normal.inverseCumulativeProbability((i + 0.5) / 20_000))
                .toArray();

        assertThat(Score.of(sample, 0, 0.5).crps()).isCloseTo((Math.sqrt(2) - 1) / Math.sqrt(Math.PI), within(1e-3));
    }

    /** A normal's CRPS at any place: sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt pi), Gneiting and Raftery again. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, -1, -0.2, 0.7, 2.5})
    void theScoreOfANormalHasItsClosedFormAnywhere(double z) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double sigma = 40;
        double[] sample = LongStream.range(0, 20_000)
                .mapToDouble(i -> 500 + sigma * normal.inverseCumulativeProbability((i + 0.5) / 20_000))
                .toArray();
        double closed = sigma
                * (z * (2 * normal.cumulativeProbability(z) - 1) + 2 * normal.density(z) - 1 / Math.sqrt(Math.PI));

        assertThat(Score.of(sample, 500 + sigma * z, 0.5).crps()).isCloseTo(closed, within(0.02));
    }

    @Test
    void aNarrowerIntervalLiesInTheWider() {
        Score score = Score.of(LongStream.rangeClosed(0, 100).asDoubleStream().toArray(), 8, 0.5);

        assertThat(score.intervals())
                .usingRecursiveComparison()
                .withComparatorForType(new DoubleComparator(1e-9), Double.class)
                .isEqualTo(List.of(
                        new Score.Interval(0.5, 25, 75, false),
                        new Score.Interval(0.8, 10, 90, false),
                        new Score.Interval(0.9, 5, 95, true)));
    }

    /** What is predicted rightly lies anywhere with equal probability: the mean of its places is a half. */
    @Test
    void aRightPredictionOfACountHasUniformPlaces() {
        SplittableRandom random = new SplittableRandom(7);
        int[] tenths = new int[10];
        for (int trial = 0; trial < 20_000; trial++) {
            double[] sample = random.ints(100, 0, 5).asDoubleStream().toArray();
            double pit =
                    Score.of(sample, random.nextInt(5), random.nextDouble()).pit();
            tenths[Math.min(9, (int) (pit * 10))]++;
        }

        for (int tenth : tenths) {
            // Four standard deviations of a binomial count, and the grid of 100 draws.
            assertThat(tenth).isBetween(1_700, 2_300);
        }
    }
}
