package dev.vfgap.scenarios.sweep;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/** Points that fill the unit cube: one row a point, one column an axis, each number from 0 (included) to 1 (excluded). */
public final class UnitCube {
    private UnitCube() {}

    /**
     * A latin hypercube: of each axis, every one of {@code points} equal parts has exactly one point, at a random place within it.
     *
     * <p>Source: McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables",
     * Technometrics 21(2), section 2.
     *
     * @param seed the same seed gives the same points
     */
    public static double[][] latinHypercube(int points, int axes, long seed) {
        double[][] rows = new double[points][axes];
        RandomStreams streams = new RandomStreams(seed, 0);
        for (int axis = 0; axis < axes; axis++) {
            RandomStream stream = streams.stream("sweep/" + axis);
            int[] parts = new int[points];
            for (int i = 0; i < points; i++) {
                int other = (int) (stream.nextUniform() * (i + 1));
                parts[i] = parts[other];
                parts[other] = i;
            }
            for (int i = 0; i < points; i++) {
                // Rounding must not lead into the next part.
                double place = (parts[i] + stream.nextUniform()) / points;
                rows[i][axis] = Math.min(place, Math.nextDown((parts[i] + 1.0) / points));
            }
        }
        return rows;
    }

    /**
     * The points of a Sobol sequence after its first, which is the origin. Any number may be taken; a power of two, less one, is
     * spread best.
     *
     * <p>Source: the directions of Joe and Kuo 2008 (SIAM J. Sci. Comput. 30), as commons-math3 has them. Not scrambled: there is
     * one such sequence, whatever the seed.
     *
     * @param axes 1 .. 1000
     */
    public static double[][] sobol(int points, int axes) {
        SobolSequenceGenerator generator = new SobolSequenceGenerator(axes);
        generator.nextVector(); // skipTo(1) of commons-math3 3.6.1 gives the origin's successor twice.
        double[][] rows = new double[points][];
        for (int i = 0; i < points; i++) {
            rows[i] = generator.nextVector();
        }
        return rows;
    }
}
