package dev.vfgap.scenarios.compare.statistics;

import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Differences of columns in pairs, row by row, with intervals that hold together.
 *
 * <p>Together: each interval has the confidence that Bonferroni's inequality asks for, so that with {@code level} confidence all
 * of them are right at once, however they depend on each other. Which of the pairs one then looks at may depend on the numbers.
 */
public final class PairedDifferences {
    /** As many resamples at least lie beyond each end of an interval. */
    private static final int BEYOND_AN_END = 10;

    private static final int LEAST_RESAMPLES = 10_000;
    private static final int MOST_RESAMPLES = 200_000;

    private final double[][] columns;
    private final int family;
    private final double level;
    private final RandomStreams chance;
    private final int leastResamples;

    /**
     * Of some columns.
     *
     * @param columns row i of each belongs together; the rows that two of them both have are compared
     * @param family how many intervals are to hold together
     * @param level their confidence, between 0 and 1
     * @param chance for the resamples
     */
    public PairedDifferences(double[][] columns, int family, double level, RandomStreams chance) {
        this(columns, family, level, chance, LEAST_RESAMPLES);
    }

    /** With another least number of resamples. */
    PairedDifferences(double[][] columns, int family, double level, RandomStreams chance, int leastResamples) {
        this.leastResamples = leastResamples;
        this.columns = columns;
        this.family = family;
        this.level = level;
        this.chance = chance;
    }

    /** How many pairs so many columns have. */
    public static int pairsOf(int columns) {
        return columns * (columns - 1) / 2;
    }

    /** The confidence of each interval by itself. */
    public double levelOfEach() {
        return 1 - (1 - level) / family;
    }

    /** How many resamples the intervals of the means rest on. */
    public int resamples() {
        double wanted = Math.ceil(2 * BEYOND_AN_END * family / (1 - level));
        return (int) Math.min(MOST_RESAMPLES, Math.max(leastResamples, wanted));
    }

    /** The differences of pairs of columns {first, second}, in their order. */
    public List<PairedDifference> of(List<int[]> pairs) {
        PairedDifference[] found = new PairedDifference[pairs.size()];
        TreeMap<Integer, List<Integer>> byRows = new TreeMap<>();
        for (int p = 0; p < found.length; p++) {
            byRows.computeIfAbsent(rows(pairs.get(p)), rows -> new ArrayList<>())
                    .add(p);
        }
        byRows.forEach((rows, some) -> {
            // One set of resamples serves all pairs of equally many rows.
            int[] used = some.stream()
                    .flatMapToInt(p -> Arrays.stream(pairs.get(p)))
                    .distinct()
                    .sorted()
                    .toArray();
            double[][] cut = new double[used.length][];
            for (int c = 0; c < used.length; c++) {
                cut[c] = Arrays.copyOf(columns[used[c]], rows);
            }
            Resamples resamples = new Resamples(cut, resamples(), chance);
            double tail = Bca.tail(resamples.rows(0).length, levelOfEach());
            for (int p : some) {
                int[] pair = pairs.get(p);
                int first = Arrays.binarySearch(used, pair[0]);
                int second = Arrays.binarySearch(used, pair[1]);
                found[p] = new PairedDifference(
                        pair[0],
                        pair[1],
                        rows,
                        mean(cut, resamples, first, second, tail),
                        median(cut[first], cut[second]),
                        varianceReduction(cut[first], cut[second]),
                        correlation(cut[first], cut[second]));
            }
        });
        return List.of(found);
    }

    private int rows(int[] pair) {
        return Math.min(columns[pair[0]].length, columns[pair[1]].length);
    }

    private Interval mean(double[][] cut, Resamples resamples, int first, int second, double tail) {
        double[] sample = minus(resamples.rows(first), resamples.rows(second));
        double[] means = minus(resamples.means(first), resamples.means(second));
        double estimate = Bca.mean(minus(cut[first], cut[second]));
        return allEqual(sample)
                ? new Interval(estimate, estimate, estimate, level)
                : Bca.interval(sample, estimate, means, levelOfEach(), tail).at(level);
    }

    private Interval median(double[] first, double[] second) {
        return new OrderStatistics(minus(first, second))
                .quantile(0.5, levelOfEach())
                .at(level);
    }

    private static double varianceReduction(double[] first, double[] second) {
        return (variance(first) + variance(second)) / variance(minus(first, second));
    }

    private static double correlation(double[] first, double[] second) {
        double covariance = (variance(first) + variance(second) - variance(minus(first, second))) / 2;
        double correlation = covariance / Math.sqrt(variance(first) * variance(second));
        return Math.max(-1, Math.min(1, correlation));
    }

    /** The sample's variance; exactly 0 where all values are equal. */
    static double variance(double[] values) {
        if (allEqual(values)) {
            return 0;
        }
        double mean = Bca.mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    private static boolean allEqual(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double[] minus(double[] first, double[] second) {
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return differences;
    }
}
