package dev.vfgap.simcore.unit;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The units of one kind of quantity, from the least to the greatest, and the text form they share: a decimal number
 * followed by a unit.
 *
 * @param what what is measured, with its article, for errors
 * @param base the unit in which the quantity is kept, in words, for errors
 * @param example a text of this kind, for errors
 * @param steps accepted units in the order of their size
 */
record Scale(String what, String base, String example, List<Step> steps) {

    private static final int LONGEST_TEXT = 64;
    private static final char MICRO_SIGN = '\u00B5';
    private static final char GREEK_MU = '\u03BC';
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000_000_000L);
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000_000_000L);

    /** Time in nanoseconds. Minutes and hours are read but not written: most lengths of time are no finite decimal of them. */
    static final Scale TIME = new Scale(
            "a duration",
            "nanoseconds",
            "250ms",
            List.of(
                    Step.decimal("ns", 0),
                    Step.decimal("us", 3),
                    Step.decimal("ms", 6),
                    Step.decimal("s", 9),
                    new Step("min", MINUTE, Family.READ_ONLY),
                    new Step("h", HOUR, Family.READ_ONLY)));

    /** Frames each second. */
    static final Scale FRAME_RATE = new Scale(
            "a frame rate",
            "frames per second",
            "1.488Mpps",
            List.of(Step.decimal("pps", 0), Step.decimal("kpps", 3), Step.decimal("Mpps", 6), Step.decimal("Gpps", 9)));

    /** Bits each second. */
    static final Scale BIT_RATE = new Scale(
            "a bit rate",
            "bits per second",
            "10Gbps",
            List.of(
                    Step.decimal("bps", 0),
                    Step.decimal("kbps", 3),
                    Step.decimal("Mbps", 6),
                    Step.decimal("Gbps", 9),
                    Step.decimal("Tbps", 12)));

    /** Bytes. */
    static final Scale BYTES = new Scale("a size", "bytes", "256MiB", byteSteps(""));

    /** Bytes each second. */
    static final Scale BYTE_RATE = new Scale("a byte rate", "bytes per second", "40MiB/s", byteSteps("/s"));

    /** Frames. */
    static final Scale FRAMES = new Scale(
            "a number of frames",
            "frames",
            "64frames",
            List.of(Step.decimal("frames", 0), new Step("frame", BigDecimal.ONE, Family.READ_ONLY)));

    /** Which units are alternatives to each other when text is made. */
    enum Family {
        /** Powers of ten; the first unit of a scale is always one of them. */
        DECIMAL,
        /** Powers of two. */
        BINARY,
        /** Understood, but not used in text that is made. */
        READ_ONLY
    }

    /** One unit: its name and its size in the unit in which the quantity is kept. */
    record Step(String name, BigDecimal size, Family family) {
        static Step decimal(String name, int powerOfTen) {
            return new Step(name, BigDecimal.ONE.scaleByPowerOfTen(powerOfTen), Family.DECIMAL);
        }

        static Step binary(String name, int powerOfTwo) {
            return new Step(name, BigDecimal.valueOf(1L << powerOfTwo), Family.BINARY);
        }
    }

    /**
     * The exact value of a text, in the base unit. Space before, after and between number and unit is allowed, and so is
     * µ for u.
     *
     * @throws IllegalArgumentException if it is no number of 0 or more with a unit of this kind
     */
    BigDecimal parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("'" + text.substring(0, LONGEST_TEXT) + "…' is too long for " + what);
        }
        String trimmed = text.strip();
        int end = 0;
        while (end < trimmed.length() && isNumberPart(trimmed.charAt(end))) {
            end++;
        }
        BigDecimal number = number(text, trimmed.substring(0, end));
        String unit = trimmed.substring(end).strip().replace(MICRO_SIGN, 'u').replace(GREEK_MU, 'u');
        if (unit.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no unit: write " + what + " such as " + example + " (units: " + names() + ")");
        }
        for (Step step : steps) {
            if (step.name().equals(unit)) {
                return number.multiply(step.size());
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not " + what + ": write a number and a unit, such as "
                + example + " (units: " + names() + ")");
    }

    /** {@link #parse} for a quantity that is a whole number of its base unit and fits a {@code long}. */
    long parseWhole(String text) {
        BigDecimal value = parse(text);
        if (value.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of " + base);
        }
        if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is too large: at most " + Long.MAX_VALUE + " " + base + " are possible");
        }
        return value.longValueExact();
    }

    /**
     * The canonical text: in the greatest unit in which the number is at least 1, or in the least unit of all; where
     * powers of two are units as well, in those when that is shorter.
     *
     * @throws IllegalArgumentException if the value is negative
     */
    String format(BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(
                    value.toPlainString() + " " + base + " is negative: " + what + " is 0 or more");
        }
        String decimal = format(value, greatest(value, Family.DECIMAL).orElse(steps.get(0)));
        return greatest(value, Family.BINARY)
                .map(step -> format(value, step))
                .filter(binary -> binary.length() < decimal.length())
                .orElse(decimal);
    }

    private Optional<Step> greatest(BigDecimal value, Family family) {
        return steps.stream()
                .filter(step -> step.family() == family && value.compareTo(step.size()) >= 0)
                .max(Comparator.comparing(Step::size));
    }

    private static String format(BigDecimal value, Step step) {
        return plain(value.divide(step.size())) + step.name();
    }

    private BigDecimal number(String text, String digits) {
        BigDecimal number;
        try {
            number = new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not " + what + ": write a number and a unit, such as " + example, e);
        }
        if (number.signum() < 0) {
            throw new IllegalArgumentException("'" + text + "' is negative: " + what + " is 0 or more");
        }
        return number;
    }

    private String names() {
        return steps.stream().map(Step::name).collect(Collectors.joining(", "));
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+';
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static List<Step> byteSteps(String suffix) {
        return List.of(
                Step.decimal("B" + suffix, 0),
                Step.decimal("kB" + suffix, 3),
                Step.binary("KiB" + suffix, 10),
                Step.decimal("MB" + suffix, 6),
                Step.binary("MiB" + suffix, 20),
                Step.decimal("GB" + suffix, 9),
                Step.binary("GiB" + suffix, 30));
    }
}
