package dev.vfgap.scenarios.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesAndSharesTest {
    private static final long SEED = 7;
    private static final int TRIALS = 1000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99})
    void theIntervalOfAQuantileCoversAtItsLevel(double share) {
        double truth = -StrictMath.log(1 - share);
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            RandomStream stream = new RandomStreams(SEED, trial).stream("quantile");
            double[] sample = IntStream.range(0, 400)
                    .mapToDouble(i -> Draws.exponential(stream))
                    .toArray();
            Interval interval = new OrderStatistics(sample).quantile(share, 0.95);
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        // Ends are values of the sample, so the level is met or exceeded, by no more than one value's step on each
        // side.
        assertThat(covered).as("seed %d", SEED).isBetween(Draws.fewest(TRIALS, 0.95), Draws.most(TRIALS, 0.985));
    }

    @Test
    void theEndsAreTheRanksOfTheTables() {
        // n = 100, median, 95 %: the 40th and the 61st value (Conover, Practical nonparametric statistics, 3.2).
        double[] sample = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        assertThat(new OrderStatistics(sample).quantile(0.5, 0.95)).isEqualTo(new Interval(50.5, 40, 61, 0.95));
    }

    @Test
    void aQuantileThatTheSampleDoesNotReachIsBeyondIt() {
        assertThat(OrderStatistics.sampleFor(0.99, 0.95)).isEqualTo(368);
        double[] sample = IntStream.rangeClosed(1, 368).mapToDouble(i -> i).toArray();
        Interval reached = new OrderStatistics(sample).quantile(0.99, 0.95);
        assertThat(reached.high()).isEqualTo(368);
        assertThat(reached.value()).isCloseTo(364.33, within(0.01));
        Interval beyond = new OrderStatistics(Arrays.copyOf(sample, 367)).quantile(0.99, 0.95);
        assertThat(beyond.high()).isNaN();
        assertThat(beyond.value()).isNaN();
        assertThat(beyond.low()).isPositive();
    }

    @Test
    void whatWasNeverSeenKeepsTheRuleOfThree() {
        assertThat(new RareEvent(0, 1000, 0.95).most()).isCloseTo(3.0 / 1000, within(0.00001));
        assertThat(new RareEvent(1, 1000, 0.95).most()).isCloseTo(4.74 / 1000, within(0.00002));
        assertThat(new RareEvent(10, 10, 0.95).most()).isEqualTo(1);
    }

    @Test
    void theBestOfAReplicationIsSharedByTies() {
        double[][] columns = {{1, 5, 2, Double.NaN}, {1, 4, Double.NaN, Double.NaN}, {2, 4, 3, Double.NaN, 0}};
        assertThat(BestShares.of(columns)).containsExactly((0.5 + 0 + 1) / 4, (0.5 + 0.5) / 4, 0.5 / 4);
    }
}
