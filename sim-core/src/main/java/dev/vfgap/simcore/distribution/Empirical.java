package dev.vfgap.simcore.distribution;

import java.util.Arrays;
import java.util.List;

/**
 * Quantiles at even steps of probability, joined by straight lines: what was measured, without a formula.
 *
 * @param quantiles values at probabilities 0, 1/(n-1), …, 1, at least two, finite, none less than the one before it
 */
public record Empirical(List<Double> quantiles) implements Distribution {

    /** Checks the quantiles and keeps a copy. */
    public Empirical {
        quantiles = List.copyOf(quantiles);
        if (quantiles.size() < 2) {
            throw new IllegalArgumentException("an empirical distribution needs at least two quantiles");
        }
        for (int i = 0; i < quantiles.size(); i++) {
            Check.finite("a quantile", quantiles.get(i));
            if (i > 0 && quantiles.get(i) < quantiles.get(i - 1)) {
                throw new IllegalArgumentException("the quantiles must not fall");
            }
        }
    }

    /** The distribution with these quantiles. */
    public static Empirical of(double... quantiles) {
        return new Empirical(Arrays.stream(quantiles).boxed().toList());
    }

    /** The distribution of measured values in any order, each of them a quantile. */
    public static Empirical ofSample(double... values) {
        return new Empirical(Arrays.stream(values).sorted().boxed().toList());
    }

    @Override
    public double quantile(double u) {
        int last = quantiles.size() - 1;
        double position = Check.probability(u) * last;
        int segment = Math.min((int) position, last - 1);
        double from = quantiles.get(segment);
        double to = quantiles.get(segment + 1);
        return Check.clamp(from + (position - segment) * (to - from), from, to);
    }

    @Override
    public double cumulativeProbability(double value) {
        if (value < min() || value >= max()) {
            return value < min() ? 0 : 1;
        }
        int last = quantiles.size() - 1;
        int segment = last - 1;
        while (quantiles.get(segment) > value) {
            segment--;
        }
        double from = quantiles.get(segment);
        return (segment + (value - from) / (quantiles.get(segment + 1) - from)) / last;
    }

    @Override
    public double min() {
        return quantiles.get(0);
    }

    @Override
    public double max() {
        return quantiles.get(quantiles.size() - 1);
    }

    @Override
    public double mean() {
        double sum = (min() + max()) / 2;
        for (double inner : quantiles.subList(1, quantiles.size() - 1)) {
            sum += inner;
        }
        return sum / (quantiles.size() - 1);
    }
}
