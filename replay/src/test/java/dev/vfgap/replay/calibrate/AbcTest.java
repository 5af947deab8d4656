package dev.vfgap.replay.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Fitting by simulation is held to problems whose posterior is known in closed form. */
class AbcTest {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double NOISE = 1.5;
    private static final int STATISTICS = 6;
    private static final int BINS = 10;

    /** Six numbers around each parameter's score; of the second parameter nothing. */
    private static final LossFit.Model AROUND = (scores, first) -> {
        double[][] rows = new double[scores.length][STATISTICS];
        for (int i = 0; i < scores.length; i++) {
            RandomStream random = new RandomStreams(3, first + i).stream("a test");
            for (int j = 0; j < STATISTICS; j++) {
                rows[i][j] = scores[i][0] + NOISE * NORMAL.inverseCumulativeProbability(random.nextUniform());
            }
        }
        return rows;
    };

    /** S. Talts and others, 2018: where truths come from the prior, their ranks in the posteriors are uniform. */
    @Test
    void theRankOfTheTruthInItsPosteriorIsUniform() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(5);
        int[][] ranks = new int[2][BINS];
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[] truth = {normal(random), normal(random)};
            double[] observed = AROUND.runs(new double[][] {truth}, 1_000_000 + trial)[0];
            Abc.Posterior posterior = Abc.of(AROUND, 2, observed, 1, 400, trial);
            for (int k = 0; k < 2; k++) {
                ranks[k][(int) Math.min(BINS - 1, BINS * rank(posterior, k, truth[k]))]++;
            }
        }

        // Each is exceeded once in a thousand times by ranks that are uniform.
        double most = new ChiSquaredDistribution(null, BINS - 1).inverseCumulativeProbability(0.999);
        assertThat(chiSquare(ranks[0], trials)).isLessThan(most);
        assertThat(chiSquare(ranks[1], trials)).isLessThan(most);
    }

    /** A normal prior and normal noise: the posterior is normal, its mean and scatter are known. */
    @Test
    void thePosteriorIsTheOneOfTheClosedForm() throws InterruptedException {
        double[] observed = {1.0, 2.0, 1.5, 0.5, 2.5, 1.5};
        Abc.Posterior posterior = Abc.of(AROUND, 1, observed, 1, 4_000, 1);
        double precision = 1 + STATISTICS / (NOISE * NOISE);
        double mean = STATISTICS * 1.5 / (NOISE * NOISE) / precision;

        assertThat(posterior.quantile(0, 0.5)).isCloseTo(mean, within(0.06));
        assertThat(posterior.scatter(0)).isCloseTo(Math.sqrt(1 / precision), within(0.05));
        assertThat(posterior.off().common(0)).isZero();
    }

    @Test
    void whatTheStatisticsDoNotDependOnKeepsItsPrior() throws InterruptedException {
        List<Double> scatters = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            double[] observed = AROUND.runs(new double[][] {{0.3, 0}}, 1_000_000 + seed)[0];
            scatters.add(Abc.of(AROUND, 2, observed, 1, 600, seed).scatter(1));
        }

        assertThat(scatters).allMatch(scatter -> scatter > FittedParameter.NARROWER && scatter < 1.2);
    }

    /** Three of the six numbers say 1, three 7: no score gives both, so it is not certain, and that is said. */
    @Test
    void whatNoValueGivesIsToldAndMakesTheResultWider() throws InterruptedException {
        double[] one = {1, 1, 1, 1, 1, 1};
        double[] torn = {1, 7, 1, 7, 1, 7};
        Abc.Posterior posterior = Abc.of(AROUND, 1, torn, 1, 2_000, 1);

        assertThat(posterior.off().own(0)).isGreaterThan(2);
        assertThat(posterior.scatter(0))
                .isGreaterThan(1.3 * Abc.of(AROUND, 1, one, 1, 2_000, 1).scatter(0));
    }

    /** A migration without a primary has no moment at which its driver stops. */
    @Test
    void aStatisticThatIsMissingIsLeftOut() throws InterruptedException {
        LossFit.Model some = (scores, first) -> {
            double[][] rows = AROUND.runs(scores, first);
            for (double[] row : rows) {
                row[2] = Double.NaN;
            }
            return rows;
        };
        double[] observed = {1, 1, Double.NaN, 1, 1, Double.NaN};

        assertThat(Abc.of(some, 1, observed, 1, 1_000, 1).quantile(0, 0.5))
                .isCloseTo(4 / (NOISE * NOISE) / (1 + 4 / (NOISE * NOISE)), within(0.15));
    }

    private static double rank(Abc.Posterior posterior, int parameter, double truth) {
        double below = 0;
        for (int i = 0; i < posterior.scores().length; i++) {
            below += posterior.scores()[i][parameter] < truth ? posterior.weights()[i] : 0;
        }
        return below;
    }

    private static double chiSquare(int[] counts, int trials) {
        double expected = trials / (double) counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static double normal(SplittableRandom random) {
        return NORMAL.inverseCumulativeProbability(random.nextDouble(1e-12, 1));
    }
}
