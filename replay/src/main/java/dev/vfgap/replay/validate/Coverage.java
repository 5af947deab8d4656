package dev.vfgap.replay.validate;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How often intervals of one level held what was measured, and how far that is known.
 *
 * @param level the part of all cells that right intervals hold
 * @param inside cells that lie inside
 * @param n all cells
 */
public record Coverage(double level, int inside, int n) {
    /** The level of the interval in which the true coverage lies. */
    public static final double KNOWN_LEVEL = 0.95;

    private static final double DOUBT = (1 - KNOWN_LEVEL) / 2;

    public Coverage {
        if (inside < 0 || inside > n) {
            throw new IllegalArgumentException(inside + " of " + n + " cells");
        }
    }

    /** The part inside; not a number without cells. */
    public double share() {
        return inside / (double) n;
    }

    /**
     * The least true coverage that these cells allow, by Clopper and Pearson (Biometrika 26, 1934), as if the cells were
     * independent. Cells of one strategy are not, so the truth is known less well than that; 0 without cells. (The library's own
     * class fails when all are inside, hence the quantiles of the beta distribution.)
     */
    public double low() {
        return inside == 0
                ? 0
                : new BetaDistribution(null, inside, n - inside + 1.0).inverseCumulativeProbability(DOUBT);
    }

    /** The greatest; 1 without cells. */
    public double high() {
        return inside == n
                ? 1
                : new BetaDistribution(null, inside + 1.0, n - inside).inverseCumulativeProbability(1 - DOUBT);
    }

    /** Whether right intervals could well have held so many. */
    public boolean agrees() {
        return low() <= level && level <= high();
    }
}
