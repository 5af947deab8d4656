package dev.vfgap.simcore.distribution;

import dev.vfgap.simcore.unit.ShortestDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Several distributions, each drawn from in a part of the cases: a delay with two humps, such as of something that is
 * cold in some cases and warm in the others.
 *
 * <p>Drawn by the inverse of the whole distribution and not by a first number that chooses the part: a draw takes one
 * number like any other kind, and more of it never gives less, in whatever order the parts are named. So runs that share
 * their luck still share it when a mixture takes the place of another kind. Where parts lie apart from each other a draw
 * is one of the part's own; where they overlap the inverse is searched for by some sixty looks at each, which is a few
 * microseconds, and some hundred with lognormals among them.
 *
 * @param parts at least two, whose weights add up to 1
 */
public record Mixture(List<Part> parts) implements Distribution {
    /** In so many parts of 1 weights are added up: decimals may be rounded, a third is not 0.33. */
    private static final double SUM_STEPS = 1e9;

    /**
     * One distribution of a mixture.
     *
     * @param weight the part of the cases in which it is drawn from, more than 0 and less than 1
     * @param distribution any kind but a mixture
     */
    public record Part(double weight, Distribution distribution) {
        /** Checks the weight. */
        public Part {
            Objects.requireNonNull(distribution, "distribution");
            Check.positive("a weight", weight);
            if (distribution instanceof Mixture) {
                throw nested();
            }
        }
    }

    /** Checks the weights and keeps a copy. */
    public Mixture {
        parts = List.copyOf(parts);
        if (parts.size() < 2) {
            throw new IllegalArgumentException("a mixture needs at least two parts");
        }
        double sum = Math.rint(weights(parts) * SUM_STEPS) / SUM_STEPS;
        if (sum != 1) {
            throw new IllegalArgumentException(
                    "the weights of a mixture must add up to 1, but they add up to " + ShortestDecimal.text(sum));
        }
    }

    /** The mixture of these parts. */
    public static Mixture of(Part... parts) {
        return new Mixture(List.of(parts));
    }

    static IllegalArgumentException nested() {
        return new IllegalArgumentException(
                "a mixture cannot be a part of a mixture: give each of its parts the weight that it has in the whole");
    }

    @Override
    public double quantile(double u) {
        double all = Check.probability(u) * weights(parts);
        List<Part> rising = parts.stream()
                .sorted(Comparator.comparingDouble(part -> part.distribution().min()))
                .toList();
        double before = 0;
        int from = 0;
        while (true) {
            int until = endOfOverlap(rising, from);
            List<Part> overlapping = rising.subList(from, until);
            double weight = weights(overlapping);
            if (until == rising.size() || all <= before + weight) {
                return quantile(overlapping, Check.clamp((all - before) / weight, 0, 1));
            }
            before += weight;
            from = until;
        }
    }

    /** The first part that begins where all those from {@code from} on have ended, or how many parts there are. */
    private static int endOfOverlap(List<Part> rising, int from) {
        double max = rising.get(from).distribution().max();
        int until = from + 1;
        while (until < rising.size() && rising.get(until).distribution().min() < max) {
            max = Math.max(max, rising.get(until).distribution().max());
            until++;
        }
        return until;
    }

    private static double quantile(List<Part> parts, double u) {
        if (parts.size() == 1) {
            return parts.get(0).distribution().quantile(u);
        }
        double below = min(parts);
        double reached = max(parts);
        if (cumulativeProbability(parts, below) >= u) {
            return below;
        }
        // The same halves whatever u is, so a greater u never leads to a lesser value, however sums are rounded.
        while (true) {
            double middle = below / 2 + reached / 2;
            if (middle <= below || middle >= reached) {
                return reached;
            }
            if (cumulativeProbability(parts, middle) >= u) {
                reached = middle;
            } else {
                below = middle;
            }
        }
    }

    @Override
    public double cumulativeProbability(double value) {
        return cumulativeProbability(parts, value);
    }

    private static double cumulativeProbability(List<Part> parts, double value) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.weight() * part.distribution().cumulativeProbability(value);
        }
        return sum / weights(parts);
    }

    @Override
    public double min() {
        return min(parts);
    }

    private static double min(List<Part> parts) {
        double min = Double.POSITIVE_INFINITY;
        for (Part part : parts) {
            min = Math.min(min, part.distribution().min());
        }
        return min;
    }

    @Override
    public double max() {
        return max(parts);
    }

    private static double max(List<Part> parts) {
        double max = Double.NEGATIVE_INFINITY;
        for (Part part : parts) {
            max = Math.max(max, part.distribution().max());
        }
        return max;
    }

    @Override
    public double mean() {
        double sum = 0;
        for (Part part : parts) {
            sum += part.weight() * part.distribution().mean();
        }
        return sum / weights(parts);
    }

    /** Their sum, added in their order: what is divided by it is exactly 1 where every part is. */
    private static double weights(List<Part> parts) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.weight();
        }
        return sum;
    }
}
