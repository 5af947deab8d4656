package dev.vfgap.replay.calibrate;

import dev.vfgap.simcore.random.RandomStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Values with an effect of their lab, of their NIC and of their run, sampled from what readings allow.
 *
 * <p>x = mean + lab + NIC + run + rest, each of the four normal around 0 with a scatter of its own: partial pooling (A.
 * Gelman, J. Hill, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007, chapter 12). A reading that
 * is only bounded is drawn anew within its bounds in each sweep (M. A. Tanner, W. H. Wong, JASA 82, 1987), so that it
 * weighs by what it tells. The sampler is Gibbs'; mean, labs and NICs are drawn as one block, scatters on a grid.
 *
 * <p>The prior of the scatter between labs or NICs is half-normal with {@link #BETWEEN}: it decides where there is one
 * group only, and hardly matters from five on (C. Röver and others, Research Synthesis Methods 12, 2021, for logarithms of
 * ratios). Its scale is what the drivers' own values in the catalogue differ by ({@code HierarchyTest}).
 */
final class Hierarchy {
    /** The scale of a scatter between groups, of natural logarithms: a factor of e either way in two of three cases. */
    static final double BETWEEN = 1;

    /** The scatter within a run of which nothing is known, as that of the estimated defaults; known to a factor of 2. */
    static final double WITHIN = 0.5;

    static final int KEPT = 2_000;
    private static final int DROPPED = 500;

    private static final int GRID = 48;
    private static final double LEAST_SCATTER = 0.003;
    private static final double MOST_SCATTER = 6;
    private static final double STEP = Math.pow(MOST_SCATTER / LEAST_SCATTER, 1.0 / (GRID - 1));
    private static final double[] GRID_SCATTER = IntStream.range(0, GRID)
            .mapToDouble(k -> LEAST_SCATTER * Math.pow(STEP, k))
            .toArray();
    private static final double[] GRID_LOG =
            Arrays.stream(GRID_SCATTER).map(Math::log).toArray();
    private static final double[] GRID_WEIGHT = Arrays.stream(GRID_SCATTER)
            .map(scatter -> 1 / (2 * scatter * scatter))
            .toArray();
    private static final double[] BETWEEN_PRIOR = Arrays.stream(GRID_SCATTER)
            .map(scatter -> -scatter * scatter / (2 * BETWEEN * BETWEEN))
            .toArray();
    private static final double[] WITHIN_PRIOR = Arrays.stream(GRID_SCATTER)
            .map(scatter -> Math.log(scatter / WITHIN) / Math.log(2))
            .map(off -> -off * off / 2 - Math.log(WITHIN) - off * Math.log(2))
            .toArray();
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double LEAST_PROBABILITY = 1e-12;

    /**
     * What is known of some values.
     *
     * @param low the least each can be; negative infinity where there is no bound
     * @param high the most; equal to the least for a value that was read
     * @param lab the index of each value's lab
     * @param nic that of its NIC
     * @param run that of its run
     * @param labs how many labs there are; 0: the level is left out
     * @param nics how many NICs; 0: left out
     * @param runs how many runs; 0: left out
     */
    record Data(double[] low, double[] high, int[] lab, int[] nic, int[] run, int labs, int nics, int runs) {}

    private final Data data;
    private final RandomStream random;
    private final int n;
    /** Mean, labs, NICs. */
    private final int size;
    /** Which of them each value is the sum of. */
    private final int[][] columns;

    final double[] values;
    final double[] effects;
    final double[] expected;
    final double[] runEffects;
    double labScatter = BETWEEN;
    double nicScatter = BETWEEN;
    double runScatter;
    double restScatter = WITHIN;

    private Hierarchy(Data data, RandomStream random) {
        this.data = data;
        this.random = random;
        this.n = data.low.length;
        this.size = 1 + data.labs + data.nics;
        this.columns = new int[n][];
        this.values = new double[n];
        this.effects = new double[size];
        this.expected = new double[size];
        this.runEffects = new double[data.runs];
        this.runScatter = data.runs == 0 ? 0 : WITHIN;
        for (int i = 0; i < n; i++) {
            columns[i] = columns(data, i);
            values[i] = start(data.low[i], data.high[i]);
        }
    }

    private static int[] columns(Data data, int i) {
        IntStream.Builder columns = IntStream.builder().add(0);
        if (data.labs > 0) {
            columns.add(1 + data.lab[i]);
        }
        if (data.nics > 0) {
            columns.add(1 + data.labs + data.nic[i]);
        }
        return columns.build().toArray();
    }

    private static double start(double low, double high) {
        if (Double.isInfinite(low)) {
            return high;
        }
        return Double.isInfinite(high) ? low : (low + high) / 2;
    }

    /** Shows the state after each of {@link #KEPT} sweeps. */
    static void sample(Data data, RandomStream random, Consumer<Hierarchy> each) {
        Hierarchy state = new Hierarchy(data, random);
        for (int sweep = 0; sweep < DROPPED + KEPT; sweep++) {
            state.sweep();
            if (sweep >= DROPPED) {
                each.accept(state);
            }
        }
    }

    private void sweep() {
        drawGroups();
        drawRuns();
        labScatter = scatterBetween(1, data.labs);
        nicScatter = scatterBetween(1 + data.labs, data.nics);
        if (data.runs > 0) {
            runScatter = scatter(data.runs, squares(runEffects, 0, data.runs), BETWEEN_PRIOR);
        }
        double rest = 0;
        for (int i = 0; i < n; i++) {
            double off = values[i] - mean(i) - run(i);
            rest += off * off;
        }
        restScatter = scatter(n, rest, WITHIN_PRIOR);
        for (int i = 0; i < n; i++) {
            if (data.low[i] < data.high[i]) {
                values[i] = between(data.low[i], data.high[i], mean(i) + run(i));
            }
        }
    }

    /** Where the values of a group lie without their runs' effects: as drawn. */
    double mean(int i) {
        return at(effects, i);
    }

    /** The same as its expectation, given all else. */
    double expectedMean(int i) {
        return at(expected, i);
    }

    private double at(double[] of, int i) {
        double sum = 0;
        for (int column : columns[i]) {
            sum += of[column];
        }
        return sum;
    }

    private double run(int i) {
        return data.runs > 0 ? runEffects[data.run[i]] : 0;
    }

    private void drawGroups() {
        double[][] precision = new double[size][size];
        double[] sum = new double[size];
        double weight = 1 / (restScatter * restScatter);
        for (int i = 0; i < n; i++) {
            double value = (values[i] - run(i)) * weight;
            for (int row : columns[i]) {
                sum[row] += value;
                for (int column : columns[i]) {
                    precision[row][column] += weight;
                }
            }
        }
        for (int k = 1; k < size; k++) {
            double scatter = k <= data.labs ? labScatter : nicScatter;
            precision[k][k] += 1 / (scatter * scatter);
        }
        RealMatrix matrix = new Array2DRowRealMatrix(precision, false);
        CholeskyDecomposition cholesky = new CholeskyDecomposition(matrix, 1e-9, 0);
        double[] centre =
                cholesky.getSolver().solve(MatrixUtils.createRealVector(sum)).toArray();
        double[] noise = new double[size];
        for (int k = 0; k < size; k++) {
            noise[k] = normal();
        }
        // Solves L' y = noise, whose covariance is the inverse of the precision.
        double[][] upper = cholesky.getLT().getData();
        for (int k = size - 1; k >= 0; k--) {
            double left = noise[k];
            for (int j = k + 1; j < size; j++) {
                left -= upper[k][j] * noise[j];
            }
            noise[k] = left / upper[k][k];
        }
        for (int k = 0; k < size; k++) {
            expected[k] = centre[k];
            effects[k] = centre[k] + noise[k];
        }
    }

    private void drawRuns() {
        if (data.runs == 0) {
            return;
        }
        double[] sum = new double[data.runs];
        int[] count = new int[data.runs];
        for (int i = 0; i < n; i++) {
            sum[data.run[i]] += values[i] - mean(i);
            count[data.run[i]]++;
        }
        for (int run = 0; run < data.runs; run++) {
            double precision = count[run] / (restScatter * restScatter) + 1 / (runScatter * runScatter);
            double centre = sum[run] / (restScatter * restScatter) / precision;
            runEffects[run] = centre + normal() / Math.sqrt(precision);
        }
    }

    private double scatterBetween(int from, int groups) {
        if (groups == 0) {
            return 0;
        }
        if (groups == 1) {
            // One group says nothing of how groups differ: what was known before is drawn from.
            return Math.max(LEAST_SCATTER, BETWEEN * Math.abs(normal()));
        }
        return scatter(groups, squares(effects, from, from + groups), BETWEEN_PRIOR);
    }

    private static double squares(double[] of, int from, int until) {
        double sum = 0;
        for (int i = from; i < until; i++) {
            sum += of[i] * of[i];
        }
        return sum;
    }

    /** A draw of the scatter of so many normal values with this sum of squares (griddy Gibbs: Ritter, Tanner, JASA 87, 1992). */
    private double scatter(int count, double squares, double[] prior) {
        double[] log = new double[GRID];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < GRID; k++) {
            // The grid is even in the logarithm, hence one power less.
            log[k] = (1 - count) * GRID_LOG[k] - squares * GRID_WEIGHT[k] + prior[k];
            most = Math.max(most, log[k]);
        }
        double sum = 0;
        for (int k = 0; k < GRID; k++) {
            sum += Math.exp(log[k] - most);
            log[k] = sum;
        }
        double at = random.nextUniform() * sum;
        int k = 0;
        while (k < GRID - 1 && log[k] < at) {
            k++;
        }
        return LEAST_SCATTER * Math.pow(STEP, k + random.nextUniform() - 0.5);
    }

    /** A draw between bounds around a mean. */
    private double between(double low, double high, double mean) {
        // In the upper tail the distribution function has no digits left, so the lower one is used, mirrored.
        if (low > mean) {
            return 2 * mean - between(2 * mean - high, 2 * mean - low, mean);
        }
        double below = NORMAL.cumulativeProbability((low - mean) / restScatter);
        double until = NORMAL.cumulativeProbability((high - mean) / restScatter);
        double at = below + random.nextUniform() * (until - below);
        double drawn = at < LEAST_PROBABILITY
                ? high
                : mean + restScatter * NORMAL.inverseCumulativeProbability(Math.min(at, 1 - LEAST_PROBABILITY));
        return Math.min(Math.max(drawn, low), high);
    }

    double normal() {
        return NORMAL.inverseCumulativeProbability(random.nextUniform());
    }

    double uniform() {
        return random.nextUniform();
    }
}
