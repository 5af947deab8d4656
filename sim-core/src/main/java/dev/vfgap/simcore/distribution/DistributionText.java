package dev.vfgap.simcore.distribution;

import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text form of distributions, see {@link Distribution#toText}. */
final class DistributionText {

    private static final String FORMS =
            "uniform(min, max), triangular(min, mode, max), lognormal(median, sigma, min, max),"
                    + " exponential(mean, min, max), empirical(q0, ..., qn), mixture(w0 of d0, ..., wn of dn)";

    private static final String MIXTURE = "mixture";
    /** Stands between a weight and what has it, so that neither is taken for the other. */
    private static final String OF = " of ";

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
        if (distribution instanceof Mixture mixture) {
            return mixture.parts().stream()
                    .map(part -> Unit.RATIO.format(part.weight()) + OF + format(part.distribution(), unit))
                    .collect(Collectors.joining(", ", MIXTURE + "(", ")"));
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
        List<String> parts = atOuterCommas(trimmed.substring(open + 1, trimmed.length() - 1));
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
            case MIXTURE ->
                new Mixture(parts.stream().map(part -> part(part, unit)).toList());
            default ->
                throw new IllegalArgumentException("there is no distribution '" + name + "'; there are " + FORMS);
        };
    }

    private static Mixture.Part part(String text, Unit unit) {
        int of = text.indexOf(OF);
        if (of < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no weight: write each part of a mixture with one, such as 0.3 of 18s");
        }
        String distribution = text.substring(of + OF.length()).strip();
        // Refused before it is read, so that no text goes deeper than two levels.
        if (distribution.startsWith(MIXTURE)) {
            throw Mixture.nested();
        }
        return new Mixture.Part(Unit.RATIO.parse(text.substring(0, of).strip()), parse(distribution, unit));
    }

    /** The parts between the commas that stand in no parentheses. */
    private static List<String> atOuterCommas(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
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
