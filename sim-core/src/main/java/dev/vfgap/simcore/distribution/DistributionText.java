package dev.vfgap.simcore.distribution;

import dev.vfgap.simcore.parameter.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text form of distributions, see {@link Distribution#toText}. */
final class DistributionText {

    private static final String FORMS =
            "uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max),"
                    + " exponential(mean, min, max), empirical(q0, ..., qn)";

    private DistributionText() {}

    static String format(Distribution distribution, Unit unit) {
        if (distribution instanceof Constant constant) {
            return unit.format(constant.value());
        }
        if (distribution instanceof Uniform uniform) {
            return "uniform" + list(unit, uniform.min(), uniform.max());
        }
        if (distribution instanceof Triangular triangular) {
            return "triangular" + list(unit, triangular.min(), triangular.mode(), triangular.max());
        }
        if (distribution instanceof TruncatedLogNormal logNormal) {
            return Stream.of(
                            unit.format(logNormal.median()),
                            Unit.RATIO.format(logNormal.sigma()),
                            unit.format(logNormal.min()),
                            unit.format(logNormal.max()))
                    .collect(Collectors.joining(", ", "lognormal(", ")"));
        }
        if (distribution instanceof TruncatedExponential exponential) {
            return "exponential" + list(unit, exponential.scale(), exponential.min(), exponential.max());
        }
        Empirical empirical = (Empirical) distribution;
        return "empirical"
                + list(unit, empirical.quantiles().stream().mapToDouble(q -> q).toArray());
    }

    static Distribution parse(String text, Unit unit) {
        String trimmed = text.strip();
        int open = trimmed.indexOf('(');
        if (open < 0) {
            return new Constant(unit.parse(trimmed));
        }
        String name = trimmed.substring(0, open).strip();
        if (!trimmed.endsWith(")")) {
            throw new IllegalArgumentException("'" + text + "' lacks its closing parenthesis");
        }
        List<String> parts = Arrays.stream(
                        trimmed.substring(open + 1, trimmed.length() - 1).split(",", -1))
                .map(String::strip)
                .toList();
        try {
            return of(name, parts, unit);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
        }
    }

    private static Distribution of(String name, List<String> parts, Unit unit) {
        return switch (name) {
            case "uniform" -> {
                requireParts(parts, 2, "uniform(min, max)");
                yield new Uniform(unit.parse(parts.get(0)), unit.parse(parts.get(1)));
            }
            case "triangular" -> {
                requireParts(parts, 3, "triangular(min, mode, max)");
                yield new Triangular(unit.parse(parts.get(0)), unit.parse(parts.get(1)), unit.parse(parts.get(2)));
            }
            case "lognormal" -> {
                requireParts(parts, 4, "lognormal(median, sigma, min, max)");
                yield new TruncatedLogNormal(
                        unit.parse(parts.get(0)),
                        Unit.RATIO.parse(parts.get(1)),
                        unit.parse(parts.get(2)),
                        unit.parse(parts.get(3)));
            }
            case "exponential" -> {
                requireParts(parts, 3, "exponential(mean, min, max)");
                yield new TruncatedExponential(
                        unit.parse(parts.get(0)), unit.parse(parts.get(1)), unit.parse(parts.get(2)));
            }
            case "empirical" -> new Empirical(parts.stream().map(unit::parse).toList());
            default ->
                throw new IllegalArgumentException("there is no distribution '" + name + "'; there are " + FORMS);
        };
    }

    private static void requireParts(List<String> parts, int count, String form) {
        if (parts.size() != count) {
            throw new IllegalArgumentException("write " + form + " with " + count + " values, not " + parts.size());
        }
    }

    private static String list(Unit unit, double... values) {
        return Arrays.stream(values).mapToObj(unit::format).collect(Collectors.joining(", ", "(", ")"));
    }
}
