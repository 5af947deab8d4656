package dev.vfgap.replay.validate;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Where measured values lie in their predicted distributions: each with equal probability anywhere, if the predictions are
 * right.
 *
 * <p>The reading asks two things of the places p, each at {@value #DOUBT} to both sides: whether their mean is a half (its
 * variance is 1/12n), and whether the mean of (p - 1/2)^2 is 1/12 (its variance is 1/180n). It takes the places for independent;
 * those of runs of one strategy, and of two metrics of one run, are not, so a reading that finds something is no proof.
 *
 * @param counts how many places lie in each of the bins, which are equally wide
 * @param bandLow the least count of a bin that uniform places would give in {@value #BAND} of all cases
 * @param bandHigh the greatest
 * @param shape what the places look like
 */
public record PitHistogram(List<Integer> counts, int bandLow, int bandHigh, Shape shape) {
    /** How often a bin of uniform places lies in its band. */
    static final double BAND = 0.9;

    private static final double DOUBT = 0.025;
    private static final int MOST_BINS = 10;
    private static final int LEAST_BINS = 3;

    /** So many places for each bin, on average. */
    private static final int PLACES_A_BIN = 4;

    /** Of fewer places no shape is read. */
    static final int READABLE = 10;

    /** What the places look like. */
    public enum Shape {
        // spotless:off
        FEW   ("too few cells to read a shape",                                "nothing can be said of their spread"),
        FLAT  ("nothing speaks against even places",                           "the predicted spread is about right"),
        U     ("U-shaped: the measured values lie too often at the edges",     "the intervals are too narrow"),
        HUMP  ("humped: the measured values lie too often in the middle",      "the intervals are too wide"),
        BELOW ("a slope: the measured values lie too often in the lower part", "the predictions are too great"),
        ABOVE ("a slope: the measured values lie too often in the upper part", "the predictions are too small");
        // spotless:on

        private final String look;
        private final String conclusion;

        Shape(String look, String conclusion) {
            this.look = look;
            this.conclusion = conclusion;
        }

        /** What it looks like, and what it says of the predictions. */
        public String sentence() {
            return look + ", " + conclusion;
        }

        /** What it says of the predictions. */
        public String conclusion() {
            return conclusion;
        }
    }

    public PitHistogram {
        counts = List.copyOf(counts);
    }

    /** The histogram of places between 0 and 1. */
    public static PitHistogram of(List<Double> places) {
        int n = places.size();
        int bins = Math.min(MOST_BINS, Math.max(LEAST_BINS, n / PLACES_A_BIN));
        Integer[] counts = new Integer[bins];
        java.util.Arrays.fill(counts, 0);
        places.forEach(place -> counts[Math.min(bins - 1, (int) (place * bins))]++);
        BinomialDistribution bin = new BinomialDistribution(null, n, 1.0 / bins);
        return new PitHistogram(
                List.of(counts),
                bin.inverseCumulativeProbability((1 - BAND) / 2),
                bin.inverseCumulativeProbability((1 + BAND) / 2),
                shape(places));
    }

    private static Shape shape(List<Double> places) {
        int n = places.size();
        if (n < READABLE) {
            return Shape.FEW;
        }
        double mean = places.stream().mapToDouble(place -> place - 0.5).sum() / n;
        double square = places.stream()
                        .mapToDouble(place -> (place - 0.5) * (place - 0.5))
                        .sum()
                / n;
        double toOneSide = mean * Math.sqrt(12.0 * n);
        double apart = (square - 1.0 / 12) * Math.sqrt(180.0 * n);
        double doubt = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - DOUBT / 2);
        if (Math.max(Math.abs(toOneSide), Math.abs(apart)) <= doubt) {
            return Shape.FLAT;
        }
        if (Math.abs(toOneSide) >= Math.abs(apart)) {
            return toOneSide < 0 ? Shape.BELOW : Shape.ABOVE;
        }
        return apart > 0 ? Shape.U : Shape.HUMP;
    }

    /** How many places it shows. */
    public int n() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
