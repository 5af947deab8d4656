package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What a model that can only be run tells of its parameters, by runs that come out like what was observed: approximate
 * Bayesian computation.
 *
 * <p>Parameters are normal scores of their priors, so that each prior is standard normal and no result leaves its range. Runs
 * at values from the prior give the statistics' slopes, and with these one summary for each parameter: the statistics
 * weighted by slope over variance (P. Fearnhead, D. Prangle, JRSS B 74, 2012). What the model itself is off by is added to
 * its runs ({@link Discrepancy}). A second round draws from where the first
 * ended, twice as wide, and is weighted for it (M. A. Beaumont, J.-M. Cornuet, J.-M. Marin, C. P. Robert, Biometrika 96,
 * 2009). The nearest part of the runs is kept, and moved along the local regression on the summaries (M. A. Beaumont, W.
 * Zhang, D. J. Balding, Genetics 162, 2002).
 *
 * <p>Run i has the luck of replication i whatever its parameters: named streams are shared between values that are compared.
 * All runs under one luck would be narrower, and wrong: they would take that luck for certain.
 */
final class Abc {
    private static final double KEPT = 0.5;
    private static final int LEAST_KEPT = 30;
    private static final double WIDER = 2;
    private static final double TINY = 1e-9;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Abc() {}

    /** Runs of a model, with their parameters and the weights of their draws. */
    record Table(double[][] scores, double[][] statistics, double[] weights) {
        Table with(Table more) {
            return new Table(
                    joined(scores, more.scores), joined(statistics, more.statistics), joined(weights, more.weights));
        }

        private static double[][] joined(double[][] one, double[][] other) {
            double[][] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }

        private static double[] joined(double[] one, double[] other) {
            double[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }
    }

    /**
     * What is possible after the observation.
     *
     * @param scores the parameters of each kept run
     * @param weights their weights, which add up to 1
     * @param off what the model is off by whatever the parameters are
     */
    record Posterior(double[][] scores, double[] weights, Discrepancy off) {
        /** The scatter of a parameter's scores: 1 where nothing was learnt. */
        double scatter(int parameter) {
            double mean = 0;
            for (int i = 0; i < scores.length; i++) {
                mean += weights[i] * scores[i][parameter];
            }
            double squares = 0;
            for (int i = 0; i < scores.length; i++) {
                squares += weights[i] * Math.pow(scores[i][parameter] - mean, 2);
            }
            return Math.sqrt(squares);
        }

        /** The score below which a part of the weight of a parameter lies. */
        double quantile(int parameter, double share) {
            int[] order = IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> scores[i][parameter]))
                    .mapToInt(i -> i)
                    .toArray();
            double before = 0;
            double at = scores[order[0]][parameter];
            double atShare = 0;
            for (int i : order) {
                double middle = before + weights[i] / 2;
                if (middle >= share) {
                    double part = middle == atShare ? 1 : (share - atShare) / (middle - atShare);
                    return at + Math.max(0, part) * (scores[i][parameter] - at);
                }
                before += weights[i];
                at = scores[i][parameter];
                atShare = middle;
            }
            return at;
        }
    }

    /** Runs at values from the prior. */
    static Table prior(LossFit.Model model, int parameters, int count, long seed) throws InterruptedException {
        RandomStream random = new RandomStreams(seed, 0).stream("fit/prior");
        double[][] scores = new double[count][parameters];
        for (double[] one : scores) {
            for (int k = 0; k < parameters; k++) {
                one[k] = NORMAL.inverseCumulativeProbability(random.nextUniform());
            }
        }
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        return new Table(scores, model.runs(scores, 0), weights);
    }

    /**
     * The posterior of two rounds of runs, half of them in each.
     *
     * @param kinds statistic j is of kind j modulo this: what the model is off by is the same kind's in part
     */
    static Posterior of(LossFit.Model model, int parameters, double[] observed, int kinds, int count, long seed)
            throws InterruptedException {
        Table first = prior(model, parameters, count / 2, seed);
        Posterior rough = posterior(first, observed, kinds);
        Table second = around(rough, model, count - count / 2, count / 2, seed);
        return posterior(second, observed, kinds);
    }

    private static Table around(Posterior rough, LossFit.Model model, int count, int first, long seed)
            throws InterruptedException {
        int parameters = rough.scores[0].length;
        double[] mean = new double[parameters];
        double[] scatter = new double[parameters];
        for (int k = 0; k < parameters; k++) {
            for (int i = 0; i < rough.scores.length; i++) {
                mean[k] += rough.weights[i] * rough.scores[i][k];
            }
            for (int i = 0; i < rough.scores.length; i++) {
                scatter[k] += rough.weights[i] * Math.pow(rough.scores[i][k] - mean[k], 2);
            }
            // Not wider than the prior has any weight, and never a point.
            scatter[k] = Math.min(1.5, Math.max(0.02, WIDER * Math.sqrt(scatter[k])));
        }
        RandomStream random = new RandomStreams(seed, 0).stream("fit/around");
        double[][] scores = new double[count][parameters];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double log = 0;
            for (int k = 0; k < parameters; k++) {
                double normal = NORMAL.inverseCumulativeProbability(random.nextUniform());
                scores[i][k] = mean[k] + scatter[k] * normal;
                log += (normal * normal - scores[i][k] * scores[i][k]) / 2;
            }
            weights[i] = Math.exp(log);
        }
        return new Table(scores, model.runs(scores, first), weights);
    }

    /** What runs tell of an observation. */
    static Posterior posterior(Table table, double[] observed, int kinds) {
        int n = table.scores.length;
        int parameters = table.scores[0].length;
        double[][] summaries = new double[n][parameters];
        double[] seen = new double[parameters];
        Discrepancy.Statistics statistics = Discrepancy.Statistics.of(table, observed, kinds);
        Discrepancy off = Discrepancy.of(statistics, observed);
        summarise(table, observed, off, summaries, seen);
        double[] scale = new double[parameters];
        for (int k = 0; k < parameters; k++) {
            int column = k;
            double[] of = Arrays.stream(summaries)
                    .mapToDouble(row -> row[column])
                    .sorted()
                    .toArray();
            scale[k] = Math.max(TINY, Quantiles.of(of, 0.84) - Quantiles.of(of, 0.16));
        }
        double[] distance = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < parameters; k++) {
                distance[i] += Math.pow((summaries[i][k] - seen[k]) / scale[k], 2);
            }
        }
        int[] nearest = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> distance[i]).thenComparing(i -> i))
                .limit(Math.min(n, Math.max(LEAST_KEPT, Math.round(KEPT * n))))
                .mapToInt(i -> i)
                .toArray();
        double farthest = Math.max(TINY, distance[nearest[nearest.length - 1]] * (1 + TINY));
        double[] weights = new double[nearest.length];
        double sum = 0;
        for (int i = 0; i < nearest.length; i++) {
            // Epanechnikov's kernel.
            weights[i] = table.weights[nearest[i]] * Math.max(TINY, 1 - distance[nearest[i]] / farthest);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new Posterior(moved(table, summaries, seen, nearest, weights), weights, off);
    }

    /** The kept parameters, moved to where the local regression expects them at the observation. */
    private static double[][] moved(Table table, double[][] summaries, double[] seen, int[] nearest, double[] weights) {
        int parameters = seen.length;
        double[][] design = new double[nearest.length][parameters + 1];
        double[][] target = new double[nearest.length][parameters];
        for (int i = 0; i < nearest.length; i++) {
            double root = Math.sqrt(weights[i]);
            design[i][0] = root;
            for (int k = 0; k < parameters; k++) {
                design[i][k + 1] = root * (summaries[nearest[i]][k] - seen[k]);
                target[i][k] = root * table.scores[nearest[i]][k];
            }
        }
        RealMatrix slopes = new SingularValueDecomposition(new Array2DRowRealMatrix(design, false))
                .getSolver()
                .solve(new Array2DRowRealMatrix(target, false));
        double[][] moved = new double[nearest.length][parameters];
        for (int i = 0; i < nearest.length; i++) {
            for (int k = 0; k < parameters; k++) {
                double shift = 0;
                for (int j = 0; j < parameters; j++) {
                    shift += slopes.getEntry(j + 1, k) * (summaries[nearest[i]][j] - seen[j]);
                }
                // A line says nothing beyond the runs that it was laid through.
                int parameter = k;
                double most = Arrays.stream(table.scores)
                        .mapToDouble(row -> Math.abs(row[parameter]))
                        .max()
                        .orElseThrow();
                moved[i][k] = near(table.scores[nearest[i]][k] - shift, most);
            }
        }
        return moved;
    }

    /** One summary for each parameter, of each run, with what the model is off by, and of the observation. */
    private static void summarise(
            Table table, double[] observed, Discrepancy off, double[][] summaries, double[] seen) {
        int parameters = seen.length;
        Discrepancy.Statistics fitted = off.statistics();
        for (int i = 0; i < table.scores.length; i++) {
            RandomStream random = new RandomStreams(0, i).stream("fit/discrepancy");
            double[] common = new double[fitted.kinds()];
            for (int kind = 0; kind < common.length; kind++) {
                common[kind] = off.common(kind) * NORMAL.inverseCumulativeProbability(random.nextUniform());
            }
            for (int j = 0; j < observed.length; j++) {
                int kind = j % fitted.kinds();
                double own = off.own(kind) * NORMAL.inverseCumulativeProbability(random.nextUniform());
                double value = table.statistics[i][j] + common[kind] + own;
                for (int k = 0; k < parameters && fitted.isUsed(j) && !Double.isNaN(value); k++) {
                    summaries[i][k] += off.weight(j, k) * near(value - fitted.mean(j), off.reach(j));
                }
            }
        }
        for (int j = 0; j < observed.length; j++) {
            for (int k = 0; k < parameters && fitted.isUsed(j); k++) {
                seen[k] += off.weight(j, k) * near(observed[j] - fitted.mean(j), off.reach(j));
            }
        }
    }

    private static double near(double value, double most) {
        return Math.min(Math.max(value, -most), most);
    }
}
