package dev.vfgap.scenarios.sensitivity.statistics;

import dev.vfgap.simcore.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Sobol's indices: which part of a number's variance comes from which of its independent inputs.
 *
 * <p>Source: Saltelli et al. 2010, "Variance based sensitivity analysis of model output", Computer Physics Communications 181:
 * the first order by their table 2 (b), the total by Jansen's formula, table 2 (f), from points of a Sobol sequence, which are
 * shifted by random amounts (Cranley and Patterson 1976). Intervals: percentiles of 1,000 bootstrap samples of the rows (Archer,
 * Saltelli and Sobol 1997).
 */
public final class VarianceShares {
    private static final int RESAMPLES = 1000;

    /** A Sobol sequence of commons-math3 has so many dimensions, of which each input takes two. */
    public static final int MOST_INPUTS = 500;

    private VarianceShares() {}

    /**
     * An index and its interval.
     *
     * @param value an estimate: where the truth is near 0 it may be below
     */
    public record Share(double value, double low, double high) {}

    /**
     * What is known of one input.
     *
     * @param first the part of the variance that it makes alone
     * @param total the part that it has a hand in, alone or together with others
     */
    public record Shares(Share first, Share total) {}

    /**
     * Of all inputs.
     *
     * @param mean of the number
     * @param variance of the number; where it is 0 no share is a number
     */
    public record Found(double mean, double variance, List<Shares> inputs) {}

    /** How many points {@link #of} asks for. */
    public static int points(int inputs, int rows) {
        return Math.multiplyExact(rows, inputs + 2);
    }

    /**
     * The indices of a model.
     *
     * @param inputs how many, 1 .. {@value #MOST_INPUTS}
     * @param rows how many rows of points, each of which is {@code inputs + 2} of them
     * @param level the confidence of each interval
     */
    public static Found of(Model model, int inputs, int rows, double level, RandomStream random)
            throws InterruptedException {
        double[][] points = new double[points(inputs, rows)][];
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * inputs);
        double[] shift = new double[2 * inputs];
        Arrays.setAll(shift, i -> random.nextUniform());
        for (int row = 0; row < rows; row++) {
            double[] both = sequence.nextVector();
            for (int i = 0; i < both.length; i++) {
                both[i] = (both[i] + shift[i]) % 1;
            }
            double[] a = Arrays.copyOf(both, inputs);
            double[] b = Arrays.copyOfRange(both, inputs, both.length);
            int first = row * (inputs + 2);
            points[first] = a;
            points[first + 1] = b;
            for (int input = 0; input < inputs; input++) {
                double[] mixed = a.clone();
                mixed[input] = b[input];
                points[first + 2 + input] = mixed;
            }
        }
        double[] values = model.at(points);
        double[][] byRow = new double[rows][];
        double mean = 0;
        for (int row = 0; row < rows; row++) {
            int first = row * (inputs + 2);
            byRow[row] = Arrays.copyOfRange(values, first, first + inputs + 2);
            mean += (byRow[row][0] + byRow[row][1]) / (2.0 * rows);
        }
        // The estimator of the first order is far steadier for a number that varies about 0.
        for (double[] row : byRow) {
            for (int i = 0; i < row.length; i++) {
                row[i] -= mean;
            }
        }
        return found(byRow, inputs, mean, level, random);
    }

    private static Found found(double[][] rows, int inputs, double mean, double level, RandomStream random) {
        int[] all = new int[rows.length];
        Arrays.setAll(all, i -> i);
        double[] estimates = estimate(rows, all, inputs);
        double[][] resampled = new double[2 * inputs][RESAMPLES];
        int[] chosen = new int[rows.length];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            Arrays.setAll(chosen, i -> (int) (random.nextUniform() * rows.length));
            double[] again = estimate(rows, chosen, inputs);
            for (int i = 0; i < again.length - 1; i++) {
                resampled[i][sample] = again[i];
            }
        }
        List<Shares> shares = new ArrayList<>();
        for (int input = 0; input < inputs; input++) {
            shares.add(new Shares(
                    share(estimates[2 * input], resampled[2 * input], level),
                    share(estimates[2 * input + 1], resampled[2 * input + 1], level)));
        }
        return new Found(mean, estimates[2 * inputs], shares);
    }

    private static Share share(double value, double[] resampled, double level) {
        Arrays.sort(resampled);
        int outside = (int) Math.round((1 - level) / 2 * RESAMPLES);
        return new Share(value, resampled[outside], resampled[RESAMPLES - 1 - outside]);
    }

    /** For each input its first and its total share, then the variance. */
    private static double[] estimate(double[][] rows, int[] chosen, int inputs) {
        double sum = 0;
        double squares = 0;
        double[] estimates = new double[2 * inputs + 1];
        for (int row : chosen) {
            double a = rows[row][0];
            double b = rows[row][1];
            sum += a + b;
            squares += a * a + b * b;
            for (int input = 0; input < inputs; input++) {
                double mixed = rows[row][2 + input];
                estimates[2 * input] += b * (mixed - a);
                estimates[2 * input + 1] += (a - mixed) * (a - mixed) / 2;
            }
        }
        double count = 2.0 * chosen.length;
        double variance = squares / count - sum / count * (sum / count);
        for (int i = 0; i < 2 * inputs; i++) {
            estimates[i] = variance > 0 ? estimates[i] / chosen.length / variance : Double.NaN;
        }
        estimates[2 * inputs] = variance;
        return estimates;
    }
}
