package dev.vfgap.simcore.parameter;

import dev.vfgap.simcore.distribution.Distribution;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A number that a run depends on: what it means, in which unit, within which range, its default and how that is known.
 *
 * @param key name in files and reports, for example {@code guest.vfProbe}
 * @param meaning what it is, one sentence
 * @param unit unit of every number here
 * @param min least value that may be set, finite
 * @param max greatest value that may be set, finite
 * @param value default, within the range
 * @param provenance how the default is known
 */
public record Parameter(
        String key, String meaning, Unit unit, double min, double max, Distribution value, Provenance provenance) {

    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)+");

    /**
     * Checks that the default is within the range.
     *
     * @throws IllegalArgumentException if the key is not of the form {@code group.name}, the meaning is blank, the range
     *     is empty or not finite, or the default leaves it
     */
    public Parameter {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' is not a parameter key such as guest.vfProbe");
        }
        if (meaning.isBlank()) {
            throw new IllegalArgumentException("parameter " + key + " needs a meaning");
        }
        if (!(Double.isFinite(min) && Double.isFinite(max) && min <= max)) {
            throw new IllegalArgumentException("parameter " + key + " needs a finite range, not " + min + ".." + max);
        }
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(provenance, "provenance");
        requireWithinRange(key, unit, min, max, value);
    }

    /**
     * Checks that a value may be set.
     *
     * @throws IllegalArgumentException if a bound of the value leaves the range, with both in the parameter's unit
     */
    public void requireAllowed(Distribution newValue) {
        requireWithinRange(key, unit, min, max, newValue);
    }

    private static void requireWithinRange(String key, Unit unit, double min, double max, Distribution value) {
        if (value.min() < min || value.max() > max) {
            throw new IllegalArgumentException(key + " cannot be " + value.toText(unit) + ": it must stay within "
                    + unit.format(min) + " and " + unit.format(max));
        }
    }
}
