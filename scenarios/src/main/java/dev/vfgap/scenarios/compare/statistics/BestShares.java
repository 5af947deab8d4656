package dev.vfgap.scenarios.compare.statistics;

import java.util.Arrays;

/** In what share of the replications each candidate is the best of all. */
public final class BestShares {
    private BestShares() {}

    /**
     * The shares. Where several are the best of a replication, each has its part of it; a replication in which nobody has a
     * value is nobody's.
     *
     * @param columns a value for each candidate and replication, the less the better; not a number = it cannot be the best; a
     *     replication counts when all candidates have it
     */
    public static double[] of(double[][] columns) {
        int n = Arrays.stream(columns).mapToInt(column -> column.length).min().orElse(0);
        double[] shares = new double[columns.length];
        for (int i = 0; i < n; i++) {
            double best = Double.POSITIVE_INFINITY;
            int ties = 0;
            for (double[] column : columns) {
                if (column[i] < best) {
                    best = column[i];
                    ties = 0;
                }
                ties += column[i] == best ? 1 : 0;
            }
            for (int c = 0; c < columns.length; c++) {
                shares[c] += columns[c][i] == best ? 1.0 / ties : 0;
            }
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= n;
        }
        return shares;
    }
}
