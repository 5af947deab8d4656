package dev.vfgap.scenarios.validation;

import java.math.BigDecimal;
import java.math.MathContext;

/** What a number counts, and how it is written for people. */
public enum Measure {
    MILLISECONDS("ms"),
    FRAMES("frames"),
    RUNS("runs"),
    PERCENT_OF_RUNS("% of runs"),
    MEGABYTES("MB"),
    MEGABITS_PER_SECOND("Mbit/s"),
    RATIO("times"),
    /** The standard deviation of a logarithm, without a unit. */
    SIGMA("");

    private static final MathContext SHOWN = new MathContext(3);
    private static final double WHOLE_FROM = 1000;

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    /** The unit, empty where there is none. */
    public String unit() {
        return unit;
    }

    /** A value without its unit: three digits, more only where they stand before the point. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "none";
        }
        if (Math.abs(value) >= WHOLE_FROM) {
            return Long.toString(Math.round(value));
        }
        // Rounded first, so that the last digits of a sum of doubles are not shown.
        BigDecimal shown = new BigDecimal(value).round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** A value with its unit. */
    public String text(double value) {
        return (number(value) + " " + unit).strip();
    }
}
