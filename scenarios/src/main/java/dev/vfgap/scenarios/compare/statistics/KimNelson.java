package dev.vfgap.scenarios.compare.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The selection of the candidate with the least mean, fully sequential: procedure KN of Kim and Nelson, "A fully sequential
 * procedure for indifference-zone selection in simulation", ACM Transactions on Modeling and Computer Simulation 11(3), 2001,
 * with c = 1. Written for the least instead of the greatest mean.
 *
 * <p>With observations that are normal, and independent from one row to the next but of any dependence within a row (common random
 * numbers are allowed), it selects the best candidate with at least the asked probability, whenever the best is better than the next by the indifference zone at
 * least. When it is not, one that is selected is meant to be good enough; for that the paper has no proof.
 *
 * <p>It ends by itself, at the latest when the last two candidates have met for as long as their first observations said.
 */
public final class KimNelson {
    private final int candidates;
    private final double indifference;
    private final int first;
    private final double hSquared;
    private final double[][] start;
    private final double[] sums;
    private final double[][] limit;
    private final List<Integer> left;
    private int rows;

    /**
     * Begins a selection.
     *
     * @param candidates how many there are, at least 2
     * @param level the asked probability, between 1/candidates and 1
     * @param indifference the least difference of means that matters, over 0
     * @param first how many observations the variances are taken from, at least 2
     */
    public KimNelson(int candidates, double level, double indifference, int first) {
        if (candidates < 2 || !(level > 0 && level < 1) || !(indifference > 0) || first < 2) {
            throw new IllegalArgumentException(
                    candidates + " candidates, level " + level + ", zone " + indifference + ", first " + first);
        }
        this.candidates = candidates;
        this.indifference = indifference;
        this.first = first;
        double eta = (StrictMath.pow(2 * (1 - level) / (candidates - 1), -2.0 / (first - 1)) - 1) / 2;
        this.hSquared = 2 * eta * (first - 1);
        this.start = new double[candidates][first];
        this.sums = new double[candidates];
        this.limit = new double[candidates][candidates];
        this.left = new ArrayList<>(IntStream.range(0, candidates).boxed().toList());
    }

    /** The candidates that are still in, in their order. */
    public List<Integer> left() {
        return List.copyOf(left);
    }

    /** How many rows it has seen. */
    public int rows() {
        return rows;
    }

    /** Whether it has ended; several that are left then have equal means. */
    public boolean isDecided() {
        return rows >= first
                && left.stream().allMatch(one -> left.stream().allMatch(other -> rows > limit[one][other]));
    }

    /** The candidate that is ahead of those left: the selected one when the selection has ended. */
    public int leader() {
        int leader = left.get(0);
        for (int one : left) {
            leader = sums[one] < sums[leader] ? one : leader;
        }
        return leader;
    }

    /**
     * Takes one more observation of each candidate that is left.
     *
     * @param row one value for each candidate; those of candidates that are out are not looked at
     */
    public void add(double[] row) {
        if (isDecided()) {
            throw new IllegalStateException("the selection has ended");
        }
        for (int one : left) {
            sums[one] += row[one];
            if (rows < first) {
                start[one][rows] = row[one];
            }
        }
        rows++;
        if (rows == first) {
            setLimits();
        }
        if (rows >= first) {
            screen();
        }
    }

    /** How many rows each pair may need: h² S² / δ² of the paper. */
    private void setLimits() {
        double[] differences = new double[first];
        for (int one = 0; one < candidates; one++) {
            for (int other = 0; other < one; other++) {
                for (int i = 0; i < first; i++) {
                    differences[i] = start[one][i] - start[other][i];
                }
                double rowsNeeded = hSquared * PairedDifferences.variance(differences) / (indifference * indifference);
                limit[one][other] = rowsNeeded;
                limit[other][one] = rowsNeeded;
            }
        }
    }

    private void screen() {
        List<Integer> out = new ArrayList<>();
        for (int one : left) {
            for (int other : left) {
                // The paper compares means; both sides are multiplied by the number of rows here.
                double slack = Math.max(0, indifference / 2 * (limit[one][other] - rows));
                if (sums[one] > sums[other] + slack) {
                    out.add(one);
                    break;
                }
            }
        }
        left.removeAll(out);
    }
}
