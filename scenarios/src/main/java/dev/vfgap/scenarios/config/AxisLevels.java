package dev.vfgap.scenarios.config;

import dev.vfgap.simcore.parameter.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalInt;

/** The values that an axis of a sweep can have. */
public sealed interface AxisLevels {
    /** How many values a grid takes. */
    int gridSize();

    /** The value at a place of a grid, 0 .. {@link #gridSize} - 1. */
    Sweep.Level ofGrid(int place);

    /** The value at a part of the axis, 0 (included) .. 1 (excluded). */
    Sweep.Level at(double part);

    /** The values whose own correctness says that of all: every one of a list, the ends of a range. */
    List<Sweep.Level> checked();

    /**
     * Values that are listed. Of a part of the axis each has the same share.
     *
     * @param levels at least one
     */
    record Listed(List<Sweep.Level> levels) implements AxisLevels {
        public Listed {
            levels = List.copyOf(levels);
        }

        @Override
        public int gridSize() {
            return levels.size();
        }

        @Override
        public Sweep.Level ofGrid(int place) {
            return levels.get(place);
        }

        @Override
        public Sweep.Level at(double part) {
            return levels.get(Math.min(levels.size() - 1, (int) (part * levels.size())));
        }

        @Override
        public List<Sweep.Level> checked() {
            return levels;
        }
    }

    /** How the values of a range lie. */
    enum Scale {
        /** With equal differences. */
        LINEAR("linear"),
        /** With equal ratios. */
        LOG("log");

        private final String word;

        Scale(String word) {
            this.word = word;
        }

        /** The word used in files. */
        public String word() {
            return word;
        }
    }

    /**
     * The values from one to another, rounded to {@value #DIGITS} significant digits and to whole units where the unit has no
     * parts.
     *
     * @param path what is set
     * @param unit in which the ends are
     * @param from the least value
     * @param until the greatest value, above the least
     * @param scale how the values between lie; with {@link Scale#LOG} the least is above 0
     * @param points how many of them a grid takes, at least 2; empty where the design is none
     */
    record Ranged(String path, Unit unit, double from, double until, Scale scale, OptionalInt points)
            implements AxisLevels {
        private static final int DIGITS = 6;
        private static final MathContext ROUNDED = new MathContext(DIGITS);

        @Override
        public int gridSize() {
            return points.orElse(1);
        }

        @Override
        public Sweep.Level ofGrid(int place) {
            int last = gridSize() - 1;
            return place == last ? level(until) : at((double) place / last);
        }

        @Override
        public Sweep.Level at(double part) {
            double value =
                    switch (scale) {
                        case LINEAR -> from + part * (until - from);
                        case LOG -> from * Math.exp(part * Math.log(until / from));
                    };
            double rounded = new BigDecimal(value).round(ROUNDED).doubleValue();
            return level(Math.max(from, Math.min(until, rounded)));
        }

        @Override
        public List<Sweep.Level> checked() {
            return List.of(level(from), level(until));
        }

        private Sweep.Level level(double value) {
            String text = unit.format(value);
            return new Sweep.Level(text, List.of(path + "=" + text));
        }
    }
}
