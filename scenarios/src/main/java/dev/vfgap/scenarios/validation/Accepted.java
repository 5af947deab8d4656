package dev.vfgap.scenarios.validation;

import dev.vfgap.scenarios.experiment.Spread;
import java.util.Objects;

/** When a prediction counts as right. */
public sealed interface Accepted {
    /** Whether this prediction does. */
    boolean holds(Spread predicted);

    /** The rule, for people. */
    String text(Measure measure);

    /** Why this rule and no narrower one. */
    String why();

    /** The least median that is accepted, or the published value itself. */
    double low();

    /** The greatest median that is accepted, or the published value itself. */
    double high();

    /**
     * The median of the runs lies in an interval.
     *
     * @param low its lower end, minus infinity = there is none
     * @param high its upper end, infinity = there is none
     */
    record MedianWithin(double low, double high, String why) implements Accepted {
        public MedianWithin {
            Objects.requireNonNull(why, "why");
            if (!(low <= high)) {
                throw new IllegalArgumentException("nothing is from " + low + " to " + high);
            }
        }

        @Override
        public boolean holds(Spread predicted) {
            return low <= predicted.median() && predicted.median() <= high;
        }

        @Override
        public String text(Measure measure) {
            if (low == high) {
                return measure.text(low);
            }
            if (low == Double.NEGATIVE_INFINITY) {
                return "at most " + measure.text(high);
            }
            return high == Double.POSITIVE_INFINITY
                    ? "at least " + measure.text(low)
                    : Measure.number(low) + " to " + measure.text(high);
        }
    }

    /**
     * The central interval of the runs has the published value in it: what is asked of a prediction where one measurement
     * stands against many runs.
     */
    record IntervalHas(double value, String why) implements Accepted {
        public IntervalHas {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public boolean holds(Spread predicted) {
            return predicted.low() <= value && value <= predicted.high();
        }

        @Override
        public String text(Measure measure) {
            return "range with " + measure.text(value);
        }

        @Override
        public double low() {
            return value;
        }

        @Override
        public double high() {
            return value;
        }
    }
}
