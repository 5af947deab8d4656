package dev.vfgap.replay.calibrate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What a model is off by whatever its parameters are: without it a fit takes each millisecond that the model does not have
 * for a word about them (M. C. Kennedy, A. O'Hagan, JRSS B 63, 2001; R. D. Wilkinson, Statistical Applications in Genetics
 * and Molecular Biology 12, 2013).
 *
 * <p>It is judged from what is left at the best values, for each kind of statistic: a part that all bundles share, the middle
 * of what is left, and a part of each bundle's own, its spread. Only what luck does not explain counts.
 */
final class Discrepancy {
    private static final double LEAST_REST = 1e-3;
    private static final double TINY = 1e-9;
    private static final int ROUNDS = 6;

    /** Spread of a normal distribution over its median absolute deviation. */
    private static final double OF_DEVIATION = 1.4826;

    private static final int FEW = 5;

    /** A bundle in which something else went wrong must not decide alone (P. J. Huber, 1964). */
    private static final double MOST_SPREADS = 3;

    private final Statistics statistics;
    private final double[] observed;
    private final double[] common;
    private final double[] own;
    private final int[] count;

    private Discrepancy(Statistics statistics, double[] observed) {
        this.statistics = statistics;
        this.observed = observed;
        this.common = new double[statistics.kinds];
        this.own = new double[statistics.kinds];
        this.count = new int[statistics.kinds];
        for (int j = 0; j < observed.length; j++) {
            count[j % statistics.kinds] += statistics.used[j] ? 1 : 0;
        }
    }

    /** How the statistics of runs depend on their parameters: a line for each. */
    static final class Statistics {
        private final int kinds;
        private final int parameters;
        private final boolean[] used;
        private final double[] mean;
        private final double[] atZero;
        private final double[][] slopes;
        private final double[] variance;

        private Statistics(int count, int parameters, int kinds) {
            this.kinds = kinds;
            this.parameters = parameters;
            this.used = new boolean[count];
            this.mean = new double[count];
            this.atZero = new double[count];
            this.slopes = new double[count][parameters];
            this.variance = new double[count];
        }

        /** Those of a table; a statistic that the observation or most runs do not have is not used. */
        static Statistics of(Abc.Table table, double[] observed, int kinds) {
            int parameters = table.scores()[0].length;
            Statistics fitted = new Statistics(observed.length, parameters, kinds);
            for (int j = 0; j < observed.length; j++) {
                int column = j;
                int[] having = IntStream.range(0, table.scores().length)
                        .filter(i -> !Double.isNaN(table.statistics()[i][column]))
                        .toArray();
                if (!Double.isNaN(observed[j]) && having.length >= table.scores().length / 2) {
                    fitted.fit(table, having, j);
                }
            }
            return fitted;
        }

        private void fit(Abc.Table table, int[] having, int j) {
            double[][] design = new double[having.length][parameters + 1];
            double[] values = new double[having.length];
            for (int row = 0; row < having.length; row++) {
                design[row][0] = 1;
                System.arraycopy(table.scores()[having[row]], 0, design[row], 1, parameters);
                values[row] = table.statistics()[having[row]][j];
            }
            RealMatrix matrix = new Array2DRowRealMatrix(design, false);
            RealVector right = new ArrayRealVector(values, false);
            RealVector found = new QRDecomposition(matrix).getSolver().solve(right);
            double squares = right.subtract(matrix.operate(found)).getNorm();
            mean[j] = Arrays.stream(values).average().orElseThrow();
            double whole = right.mapSubtract(mean[j]).getNorm();
            // A statistic without luck says all there is, but not infinitely more than the others.
            variance[j] = Math.max(squares * squares, LEAST_REST * whole * whole) / having.length;
            atZero[j] = found.getEntry(0);
            slopes[j] = found.getSubVector(1, parameters).toArray();
            used[j] = variance[j] > TINY;
        }

        int kinds() {
            return kinds;
        }

        boolean isUsed(int j) {
            return used[j];
        }

        double mean(int j) {
            return mean[j];
        }

        /** The statistic that parameters lead to. */
        private double at(int j, double[] scores) {
            double value = atZero[j];
            for (int k = 0; k < parameters; k++) {
                value += slopes[j][k] * scores[k];
            }
            return value;
        }
    }

    /** What is left of an observation. */
    static Discrepancy of(Statistics statistics, double[] observed) {
        Discrepancy off = new Discrepancy(statistics, observed);
        for (int round = 0; round < ROUNDS; round++) {
            off.judge(off.best());
        }
        return off;
    }

    Statistics statistics() {
        return statistics;
    }

    /** The part that all statistics of a kind share, as a standard deviation. */
    double common(int kind) {
        return common[kind];
    }

    /** The part of each one's own. */
    double own(int kind) {
        return own[kind];
    }

    /** What a statistic tells of a parameter: slope over variance, of which a shared part counts for all of its kind. */
    double weight(int j, int k) {
        return statistics.used[j] ? statistics.slopes[j][k] / variance(j) : 0;
    }

    private double variance(int j) {
        int kind = j % statistics.kinds;
        return statistics.variance[j] + own[kind] * own[kind] + count[kind] * common[kind] * common[kind];
    }

    /** The most probable scores, their priors among what is known. */
    private double[] best() {
        int parameters = statistics.parameters;
        double[][] precision = new double[parameters][parameters];
        double[] sum = new double[parameters];
        for (int k = 0; k < parameters; k++) {
            precision[k][k] = 1;
        }
        for (int j = 0; j < observed.length; j++) {
            for (int k = 0; k < parameters && statistics.used[j]; k++) {
                double most = MOST_SPREADS * Math.sqrt(variance(j) + square(statistics.slopes[j]));
                double off = observed[j] - statistics.atZero[j];
                sum[k] += weight(j, k) * Math.min(Math.max(off, -most), most);
                for (int other = 0; other < parameters; other++) {
                    precision[k][other] += weight(j, k) * statistics.slopes[j][other];
                }
            }
        }
        return new LUDecomposition(new Array2DRowRealMatrix(precision, false))
                .getSolver()
                .solve(new ArrayRealVector(sum, false))
                .toArray();
    }

    private static double square(double[] of) {
        return Arrays.stream(of).map(one -> one * one).sum();
    }

    /** How far from its mean a statistic is looked at: farther off, it says no more than that far. */
    double reach(int j) {
        int kind = j % statistics.kinds;
        return MOST_SPREADS
                * Math.sqrt(statistics.variance[j]
                        + square(statistics.slopes[j])
                        + own[kind] * own[kind]
                        + common[kind] * common[kind]);
    }

    private void judge(double[] scores) {
        for (int kind = 0; kind < statistics.kinds; kind++) {
            int of = kind;
            int[] some = IntStream.range(0, observed.length)
                    .filter(j -> j % statistics.kinds == of && statistics.used[j])
                    .toArray();
            if (some.length == 0) {
                continue;
            }
            double[] left = Arrays.stream(some)
                    .mapToDouble(j -> observed[j] - statistics.at(j, scores))
                    .sorted()
                    .toArray();
            // The middle of them: a few bundles whose losses are much of luck must not excuse the others.
            double luck = Quantiles.of(
                    Arrays.stream(some)
                            .mapToDouble(j -> statistics.variance[j])
                            .sorted()
                            .toArray(),
                    0.5);
            double middle = Quantiles.of(left, 0.5);
            double[] around = Arrays.stream(left)
                    .map(value -> Math.abs(value - middle))
                    .sorted()
                    .toArray();
            double spread = Math.pow(OF_DEVIATION * Quantiles.of(around, 0.5), 2);
            own[kind] = some.length >= FEW && spread > 2 * luck ? Math.sqrt(spread - luck) : 0;
            double known = (luck + own[kind] * own[kind]) / some.length;
            // Two standard errors are luck's.
            common[kind] = Math.sqrt(Math.max(0, middle * middle - 4 * known));
        }
    }
}
