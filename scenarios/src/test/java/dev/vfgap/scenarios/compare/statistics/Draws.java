package dev.vfgap.scenarios.compare.statistics;

import dev.vfgap.simcore.random.RandomStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Numbers of known distributions, and how many hits of so many trials are no surprise. */
final class Draws {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** A right claim fails a test this seldom, on each side. */
    private static final double SURPRISE = 0.001;

    private Draws() {}

    static double normal(RandomStream stream) {
        return NORMAL.inverseCumulativeProbability(stream.nextUniform());
    }

    static double exponential(RandomStream stream) {
        return -StrictMath.log(stream.nextUniform());
    }

    /** The fewest hits that no one would wonder at. */
    static int fewest(int trials, double probability) {
        return new BinomialDistribution(null, trials, probability).inverseCumulativeProbability(SURPRISE);
    }

    /** The most hits that no one would wonder at. */
    static int most(int trials, double probability) {
        return new BinomialDistribution(null, trials, probability).inverseCumulativeProbability(1 - SURPRISE);
    }
}
