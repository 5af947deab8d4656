package dev.vfgap.scenarios.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * The variants of a scenario that are to be run: a value of each axis for each of them.
 *
 * @param design which combinations of values are taken
 * @param points how many combinations; empty with a grid, which takes all
 * @param axes what varies, at least one, in the order of the file
 */
public record Sweep(Design design, OptionalInt points, List<Axis> axes) {
    /** More variants than that are a mistake sooner than a plan. */
    public static final long MOST_POINTS = 1_000_000;

    /** So many axes at most, which a Sobol sequence has directions for (commons-math3). */
    public static final int MOST_AXES = 1000;

    /** Which combinations of values are taken. */
    public enum Design {
        /** Each value of each axis with each of the others; the last axis varies fastest. */
        GRID("grid"),
        /**
         * Each axis is cut into as many parts as there are points, and each part has one point (McKay, Beckman and Conover 1979,
         * Technometrics 21(2)).
         */
        LATIN_HYPERCUBE("latin-hypercube"),
        /** The first points of a Sobol sequence (Joe and Kuo 2008), which fill the space evenly. */
        SOBOL("sobol");

        private final String word;

        Design(String word) {
            this.word = word;
        }

        /** The word used in files. */
        public String word() {
            return word;
        }
    }

    /**
     * Something that varies.
     *
     * @param name the path that is set, or a name for what is set together
     * @param levels its values
     */
    public record Axis(String name, AxisLevels levels) {}

    /**
     * One value of an axis.
     *
     * @param label how it is called in results: the value, or a word of the author's
     * @param settings {@code path=value} each, as {@code --set} takes them
     */
    public record Level(String label, List<String> settings) {
        public Level {
            settings = List.copyOf(settings);
        }
    }

    public Sweep {
        axes = List.copyOf(axes);
    }

    /** How many variants there are; a grid of more than fits a {@code long} has {@code Long.MAX_VALUE}. */
    public long size() {
        if (points.isPresent()) {
            return points.getAsInt();
        }
        long size = 1;
        for (Axis axis : axes) {
            int steps = axis.levels().gridSize();
            size = size > Long.MAX_VALUE / steps ? Long.MAX_VALUE : size * steps;
        }
        return size;
    }
}
