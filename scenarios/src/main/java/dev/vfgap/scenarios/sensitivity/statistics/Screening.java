package dev.vfgap.scenarios.sensitivity.statistics;

import dev.vfgap.simcore.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Morris' screening: which inputs matter at all, for few evaluations. A path goes from a random corner of a coarse grid along one
 * input after the other; what a step changes, for each unit of the input, is an elementary effect of it.
 *
 * <p>Source: Morris 1991, "Factorial sampling plans for preliminary computational experiments", Technometrics 33(2); the mean of
 * the absolute effects: Campolongo, Cariboni and Saltelli 2007, Environmental Modelling and Software 22.
 */
public final class Screening {
    /** Values of an input on the grid: 0, 1/3, 2/3, 1, of which steps of 2/3 use each equally often (Morris 1991, section 3). */
    private static final int LEVELS = 4;

    private static final double STEP = LEVELS / (2.0 * (LEVELS - 1));

    private Screening() {}

    /**
     * What is known of one input.
     *
     * @param muStar the mean of the absolute elementary effects: how much the value changes over the input's whole range
     * @param low the lower end of the interval of {@code muStar} by Student's t, at least 0
     * @param high its upper end
     * @param mu the mean of the elementary effects: nearer to 0 than {@code muStar} where the input acts both ways
     * @param sigma their standard deviation: great where the input acts not in proportion, or only together with others
     */
    public record Effect(double muStar, double low, double high, double mu, double sigma) {}

    /** How many points {@link #of} asks for. */
    public static int points(int inputs, int paths) {
        return Math.multiplyExact(paths, inputs + 1);
    }

    /**
     * Screens a model.
     *
     * @param paths how many paths, at least 2
     * @param level the confidence of each interval
     * @return the effect of each input
     */
    public static List<Effect> of(Model model, int inputs, int paths, double level, RandomStream random)
            throws InterruptedException {
        double[][] rows = new double[points(inputs, paths)][];
        int[][] orders = new int[paths][];
        for (int path = 0; path < paths; path++) {
            orders[path] = order(inputs, random);
            double[] at = new double[inputs];
            boolean[] rises = new boolean[inputs];
            for (int input = 0; input < inputs; input++) {
                double lower = (double) (int) (random.nextUniform() * LEVELS / 2) / (LEVELS - 1);
                rises[input] = random.nextUniform() < 0.5;
                at[input] = rises[input] ? lower : lower + STEP;
            }
            int first = path * (inputs + 1);
            rows[first] = at;
            for (int step = 0; step < inputs; step++) {
                int input = orders[path][step];
                at = at.clone();
                at[input] += rises[input] ? STEP : -STEP;
                rows[first + step + 1] = at;
            }
        }
        double[] values = model.at(rows);
        double[][] effects = new double[inputs][paths];
        for (int path = 0; path < paths; path++) {
            for (int step = 0; step < inputs; step++) {
                int input = orders[path][step];
                int before = path * (inputs + 1) + step;
                double moved = rows[before + 1][input] - rows[before][input];
                effects[input][path] = (values[before + 1] - values[before]) / moved;
            }
        }
        List<Effect> found = new ArrayList<>();
        for (double[] of : effects) {
            found.add(effect(of, level));
        }
        return found;
    }

    private static Effect effect(double[] effects, double level) {
        int n = effects.length;
        double mu = 0;
        double muStar = 0;
        for (double effect : effects) {
            mu += effect / n;
            muStar += Math.abs(effect) / n;
        }
        double squares = 0;
        double squaresStar = 0;
        for (double effect : effects) {
            squares += (effect - mu) * (effect - mu);
            squaresStar += (Math.abs(effect) - muStar) * (Math.abs(effect) - muStar);
        }
        double half = new TDistribution(null, n - 1).inverseCumulativeProbability((1 + level) / 2)
                * Math.sqrt(squaresStar / (n - 1) / n);
        return new Effect(muStar, Math.max(0, muStar - half), muStar + half, mu, Math.sqrt(squares / (n - 1)));
    }

    private static int[] order(int count, RandomStream random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = (int) (random.nextUniform() * (i + 1));
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
