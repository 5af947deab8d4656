package dev.vfgap.scenarios.compare.statistics;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.Arrays;

/**
 * Bootstrap means of several columns: row i of every column belongs to replication i, and a resample draws rows, so that what
 * the columns share stays shared.
 *
 * <p>Work is resamples x rows x columns, on primitive arrays. Of more than {@value #MOST_ROWS} rows, neighbouring ones are taken
 * together first: the means of equal blocks of independent rows are independent too, and their mean is the same.
 */
final class Resamples {
    /** More independent rows than this make a mean's interval no better, only dearer. */
    static final int MOST_ROWS = 2_000;

    /** So many resamples draw from one stream. */
    private static final int STREAM_RESAMPLES = 1_000;

    private final double[][] rows;
    private final double[][] means;

    /**
     * Draws.
     *
     * @param columns equally long, at least one row
     * @param count how many resamples
     * @param chance gives the streams {@code compare/bootstrap/0}, {@code /1}, …
     */
    Resamples(double[][] columns, int count, RandomStreams chance) {
        rows = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            rows[c] = blocks(columns[c]);
        }
        means = new double[columns.length][count];
        draw(count, chance);
    }

    /** The rows that were drawn from, of a column. */
    double[] rows(int column) {
        return rows[column];
    }

    /** The means of a column, one a resample. */
    double[] means(int column) {
        return means[column];
    }

    private void draw(int count, RandomStreams chance) {
        int n = rows[0].length;
        int width = rows.length;
        double[] flat = new double[n * width];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < width; c++) {
                flat[i * width + c] = rows[c][i];
            }
        }
        int[] times = new int[n];
        double[] sums = new double[width];
        RandomStream stream = null;
        for (int b = 0; b < count; b++) {
            if (b % STREAM_RESAMPLES == 0) {
                stream = chance.stream("compare/bootstrap/" + b / STREAM_RESAMPLES);
            }
            drawTimes(times, stream);
            Arrays.fill(sums, 0);
            for (int i = 0; i < n; i++) {
                addRow(sums, flat, i * width, times[i]);
            }
            for (int c = 0; c < width; c++) {
                means[c][b] = sums[c] / n;
            }
        }
    }

    /**
     * How often each row is drawn, all as often together as there are rows. A uniform number has 52 bits, three rows take at most
     * 33 of them: each number is used for three.
     */
    private static void drawTimes(int[] times, RandomStream stream) {
        int n = times.length;
        Arrays.fill(times, 0);
        int left = n;
        while (left > 0) {
            double uniform = stream.nextUniform();
            for (int k = 0; k < 3 && left > 0; k++) {
                double scaled = uniform * n;
                int row = (int) scaled;
                times[row]++;
                uniform = scaled - row;
                left--;
            }
        }
    }

    private static void addRow(double[] sums, double[] flat, int from, double times) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] += times * flat[from + c];
        }
    }

    /** At most {@value #MOST_ROWS} values with the mean of all: of blocks whose sizes differ by one at most. */
    private static double[] blocks(double[] values) {
        int n = values.length;
        if (n <= MOST_ROWS) {
            return values;
        }
        double mean = Bca.mean(values);
        double[] blocks = new double[MOST_ROWS];
        for (int i = 0; i < n; i++) {
            // A block's deviation is scaled by the mean size, so that a larger block counts for what it holds.
            blocks[(int) ((long) i * MOST_ROWS / n)] += (values[i] - mean) * MOST_ROWS / n;
        }
        for (int block = 0; block < MOST_ROWS; block++) {
            blocks[block] += mean;
        }
        return blocks;
    }
}
