package dev.vfgap.scenarios.expect;

import dev.vfgap.simcore.unit.Quantity;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a quantity must be: {@code at least 100}, {@code at most 1ms}, {@code 100..200} or {@code 0}; the ends belong to
 * it.
 *
 * @param min the least value that is within
 * @param max the greatest value that is within
 * @param text as it was written
 * @param unit what the values are
 */
public record Bound(double min, double max, String text, Unit unit) {
    private static final Pattern FORM =
            Pattern.compile("(at least |at most |)([^ .]+(?:\\.[0-9][^ .]*)?)(?:\\.\\.([^ ]+))?");

    /** What is measured. */
    public enum Unit {
        /** Whole frames; they are written without a unit, since the key names it. */
        FRAMES("90", "100..200", "at least 100"),
        /** A time, in nanoseconds. */
        TIME("90ms", "100ms..200ms", "at most 100ms"),
        /** A share of a whole, 0..1. */
        SHARE("90%", "10%..20%", "at least 90%");

        private final String exact;
        private final String range;
        private final String limit;

        Unit(String exact, String range, String limit) {
            this.exact = exact;
            this.range = range;
            this.limit = limit;
        }

        /** An example of a bound to one side. */
        public String limit() {
            return limit;
        }

        /** An example of a bound to both sides. */
        public String range() {
            return range;
        }

        /** How it is written, for an error: {@code write "at least 100", "100..200" or "90"}. */
        public String mend() {
            return "write \"" + limit + "\", \"" + range + "\" or \"" + exact + "\"";
        }

        /** A value for people, with its unit. */
        String show(double value) {
            return switch (this) {
                case FRAMES ->
                    String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f frames" : "%.1f frames", value);
                case TIME -> String.format(Locale.ROOT, "%.1f ms", value / 1e6);
                case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
            };
        }

        private double parse(String text) {
            return switch (this) {
                case FRAMES -> {
                    if (!text.matches("[0-9]{1,15}")) {
                        throw new IllegalArgumentException("'" + text + "' is no whole number of frames");
                    }
                    yield Long.parseLong(text);
                }
                case TIME -> Quantity.parseNanos(text);
                case SHARE -> {
                    if (!text.matches("(100|[0-9]{1,2}(\\.[0-9]{1,4})?)%")) {
                        throw new IllegalArgumentException("'" + text + "' is no share from 0% to 100%");
                    }
                    yield Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
                }
            };
        }
    }

    /**
     * The bound that a text says.
     *
     * @throws IllegalArgumentException with one clause that says what is wrong
     */
    public static Bound parse(String text, Unit unit) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no bound");
        }
        boolean isRange = form.group(3) != null;
        if (isRange && !form.group(1).isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is both a range and a limit");
        }
        double first = unit.parse(form.group(2));
        double last = isRange ? unit.parse(form.group(3)) : first;
        if (first > last) {
            throw new IllegalArgumentException("\"" + text + "\" begins above its end");
        }
        return switch (form.group(1)) {
            case "at least " -> new Bound(first, Double.POSITIVE_INFINITY, text, unit);
            case "at most " -> new Bound(Double.NEGATIVE_INFINITY, first, text, unit);
            default -> new Bound(first, last, text, unit);
        };
    }

    /** Whether a value is within; what is no number is not. */
    public boolean holds(double value) {
        return value >= min && value <= max;
    }
}
