package dev.vfgap.scenarios.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Two or more columns whose true differences are known; a trial is one sample of them. */
class PairedDifferencesTest {
    private static final long SEED = 20_010_401;
    private static final int TRIALS = 600;
    private static final int ROWS = 120;
    /** Fewer than the program takes, so that the trials are quick. */
    private static final int RESAMPLES = 1000;

    private static final double LEVEL = 0.95;
    private static final List<int[]> ONE_PAIR = List.of(new int[] {0, 1});

    /** Both columns share a part that varies ten times as much as what makes them differ. */
    private static double[][] pair(int trial, int rows, ToDoubleFunction<RandomStream> difference) {
        RandomStream stream = new RandomStreams(SEED, trial).stream("sample");
        double[][] columns = new double[2][rows];
        for (int i = 0; i < rows; i++) {
            double shared = 10 * Draws.normal(stream);
            columns[0][i] = shared + difference.applyAsDouble(stream);
            columns[1][i] = shared;
        }
        return columns;
    }

    private static PairedDifference compared(double[][] columns, int trial, double level) {
        return new PairedDifferences(columns, 1, level, new RandomStreams(SEED, trial), RESAMPLES)
                .of(ONE_PAIR)
                .get(0);
    }

    private static boolean holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }

    @Test
    void theIntervalOfAMeanCoversAtItsLevel() {
        int normal = 0;
        int skewed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            PairedDifference ofNormal = compared(pair(trial, ROWS, s -> 3 + Draws.normal(s)), trial, LEVEL);
            PairedDifference ofSkewed = compared(pair(trial, ROWS, Draws::exponential), trial, LEVEL);
            normal += holds(ofNormal.mean(), 3) ? 1 : 0;
            skewed += holds(ofSkewed.mean(), 1) ? 1 : 0;
        }
        assertThat(normal).as("seed %d", SEED).isBetween(Draws.fewest(TRIALS, LEVEL), Draws.most(TRIALS, LEVEL));
        assertThat(skewed).as("seed %d", SEED).isBetween(Draws.fewest(TRIALS, LEVEL), Draws.most(TRIALS, LEVEL));
    }

    @Test
    void theIntervalOfAMedianCoversAtItsLevelAtLeast() {
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[][] columns = pair(trial, ROWS, Draws::exponential);
            double[] differences = new double[ROWS];
            Arrays.setAll(differences, i -> columns[0][i] - columns[1][i]);
            covered += holds(new OrderStatistics(differences).quantile(0.5, LEVEL), StrictMath.log(2)) ? 1 : 0;
        }
        assertThat(covered).as("seed %d", SEED).isGreaterThanOrEqualTo(Draws.fewest(TRIALS, LEVEL));
    }

    @Test
    void allIntervalsOfManyPairsHoldTogetherAtTheirLevelAtLeast() {
        int candidates = 5;
        int rows = 60;
        List<int[]> pairs = allPairs(candidates);
        int together = 0;
        int alone = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[][] columns = candidates(trial, candidates, rows);
            boolean all = true;
            boolean allAlone = true;
            for (PairedDifference each : new PairedDifferences(
                            columns, pairs.size(), LEVEL, new RandomStreams(SEED, trial), RESAMPLES)
                    .of(pairs)) {
                all &= holds(each.mean(), each.first() - each.second());
            }
            for (PairedDifference each :
                    new PairedDifferences(columns, 1, LEVEL, new RandomStreams(SEED, trial), RESAMPLES).of(pairs)) {
                allAlone &= holds(each.mean(), each.first() - each.second());
            }
            together += all ? 1 : 0;
            alone += allAlone ? 1 : 0;
        }
        assertThat(together).as("seed %d", SEED).isGreaterThanOrEqualTo(Draws.fewest(TRIALS, LEVEL));
        assertThat(alone).as("without the correction").isLessThan(Draws.fewest(TRIALS, LEVEL));
    }

    /** Candidate c has the mean c. */
    private static double[][] candidates(int trial, int candidates, int rows) {
        RandomStream stream = new RandomStreams(SEED, trial).stream("candidates");
        double[][] columns = new double[candidates][rows];
        for (int i = 0; i < rows; i++) {
            double shared = Draws.normal(stream);
            for (int c = 0; c < candidates; c++) {
                columns[c][i] = c + shared + Draws.exponential(stream) - 1;
            }
        }
        return columns;
    }

    private static List<int[]> allPairs(int candidates) {
        List<int[]> pairs = new ArrayList<>();
        for (int first = 0; first < candidates; first++) {
            for (int second = 0; second < first; second++) {
                pairs.add(new int[] {first, second});
            }
        }
        return pairs;
    }

    @Test
    void tellsByHowMuchCommonLuckReducesTheVariance() {
        PairedDifference found = compared(pair(0, 20_000, s -> 3 + Draws.normal(s)), 0, LEVEL);
        // Var(A) = 101, Var(B) = 100, Var(A - B) = 1.
        assertThat(found.varianceReduction()).isCloseTo(201, within(10.0));
        assertThat(found.correlation()).isCloseTo(10 / StrictMath.sqrt(101), within(0.001));
    }

    @Test
    void aDifferenceThatNeverVariesIsKnown() {
        double[][] columns = {{5, 7, 9, 4}, {3, 5, 7, 2}};
        PairedDifference found = compared(columns, 0, LEVEL);
        assertThat(found.mean()).isEqualTo(new Interval(2, 2, 2, LEVEL));
        assertThat(found.conclusion()).isEqualTo(PairedDifference.Conclusion.BETTER);
        assertThat(found.varianceReduction()).isInfinite();
        assertThat(found.correlation()).isEqualTo(1);
    }

    @Test
    void equalColumnsHaveNoDifferenceAndColumnsThatNeverVaryNoReduction() {
        PairedDifference equal = compared(new double[][] {{5, 7}, {5, 7}}, 0, LEVEL);
        assertThat(equal.mean()).isEqualTo(new Interval(0, 0, 0, LEVEL));
        assertThat(equal.conclusion()).isEqualTo(PairedDifference.Conclusion.NO_DIFFERENCE);
        PairedDifference constant = compared(new double[][] {{5, 5}, {4, 4}}, 0, LEVEL);
        assertThat(constant.mean()).isEqualTo(new Interval(1, 1, 1, LEVEL));
        assertThat(constant.varianceReduction()).isNaN();
        assertThat(constant.correlation()).isNaN();
    }

    @Test
    void oneRowOfManyThatDiffersIsNoDifference() {
        double[][] columns = new double[2][100];
        columns[0][42] = 1;
        PairedDifference found = compared(columns, 0, LEVEL);
        assertThat(found.mean().value()).isEqualTo(0.01);
        assertThat(found.mean().low()).isZero();
        assertThat(found.conclusion()).isEqualTo(PairedDifference.Conclusion.NO_DIFFERENCE);
    }

    @Test
    void twoRowsHaveTheIntervalOfStudentWhichSaysNothing() {
        PairedDifference found = compared(new double[][] {{1, 4}, {0, 0}}, 0, LEVEL);
        double half = 12.7062 * 1.5;
        assertThat(found.mean().low()).isCloseTo(2.5 - half, within(0.001));
        assertThat(found.mean().high()).isCloseTo(2.5 + half, within(0.001));
        assertThat(found.conclusion()).isEqualTo(PairedDifference.Conclusion.NO_DIFFERENCE);
        assertThat(found.median().low()).isNaN();
        assertThat(found.median().high()).isNaN();
    }

    @Test
    void comparesTheRowsThatBothHave() {
        double[][] columns = {{1, 2, 3, 1000}, {0, 0, 0}};
        PairedDifference found = compared(columns, 0, LEVEL);
        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.mean().value()).isEqualTo(2);
    }

    @Test
    void ofVeryManyRowsBlocksGiveTheIntervalThatTheNormalDistributionGives() {
        int rows = 50_001;
        double[][] columns = pair(0, rows, s -> 1000 + Draws.normal(s));
        PairedDifference found = compared(columns, 0, LEVEL);
        double[] differences = new double[rows];
        Arrays.setAll(differences, i -> columns[0][i] - columns[1][i]);
        double half = 1.96 * Math.sqrt(PairedDifferences.variance(differences) / rows);
        assertThat(found.mean().value()).isEqualTo(Bca.mean(differences));
        assertThat(found.mean().high() - found.mean().value()).isCloseTo(half, within(0.05 * half));
        assertThat(found.mean().value() - found.mean().low()).isCloseTo(half, within(0.05 * half));
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherOneAnother() {
        double[][] columns = pair(3, ROWS, Draws::exponential);
        assertThat(compared(columns, 1, LEVEL)).isEqualTo(compared(columns, 1, LEVEL));
        assertThat(compared(columns, 2, LEVEL)).isNotEqualTo(compared(columns, 1, LEVEL));
    }
}
