package dev.vfgap.replay.calibrate;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Quantiles of samples. */
public final class Quantiles {
    private Quantiles() {}

    /** The quantile between the two nearest values (type 7 of Hyndman and Fan); {@code share} over 0, at most 1. */
    public static double of(double[] sample, double share) {
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sample, 100 * share);
    }
}
