package dev.vfgap.scenarios.config;

import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Values for parameters: keys of the catalogue, each with a distribution as text, or with a value and its provenance.
 *
 * <p>Whether a key exists and its value fits depends on the catalogue, so that is said when the values are
 * {@linkplain #bind bound}; the form is checked before.
 */
final class SettingsKind implements ValueKind {
    private static final List<String> KINDS = Arrays.stream(Provenance.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final Shape LONG_FORM = Shape.of(
            "setting",
            Shape.required(
                    "value",
                    Kinds.text(),
                    "a quantity with its unit, or a distribution of such: uniform(...), triangular(...), lognormal(...),"
                            + " exponential(...), empirical(...), or mixture(0.2 of ..., 0.8 of ...)"),
            Shape.required("provenance", Kinds.words(KINDS), "how the value is known"),
            Shape.required("where", Kinds.text(), "where it is from"));

    @Override
    public void check(String name, Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "\"" + name + "\" is " + node.what() + ", but must be a mapping",
                    "write under it one parameter a line, like \"guest.vfProbe: 20ms\"");
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            if (entry.value() instanceof Node.Mapping) {
                LONG_FORM.check(entry.key(), entry.value(), problems);
            } else {
                Kinds.text().check(entry.key(), entry.value(), problems);
            }
        }
    }

    /**
     * The settings of a checked node; keys and values that the catalogue refuses are problems.
     *
     * @param parameter from a key of the node to the parameter that it sets
     * @param unless the provenance of values that tell none
     */
    static List<Profile.Setting> bind(
            Node.Mapping mapping,
            UnaryOperator<String> parameter,
            ParameterCatalog catalog,
            Provenance unless,
            Problems problems) {
        List<Profile.Setting> settings = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            bind(entry, parameter.apply(entry.key()), catalog, unless, problems).ifPresent(settings::add);
        }
        return settings;
    }

    private static Optional<Profile.Setting> bind(
            Node.Entry entry, String key, ParameterCatalog catalog, Provenance unless, Problems problems) {
        Node value = entry.value();
        Provenance provenance = unless;
        if (value instanceof Node.Mapping mapping) {
            Fields fields = new Fields(mapping);
            Provenance.Kind kind = fields.word("provenance", Provenance.Kind.values(), k -> k.name()
                            .toLowerCase(Locale.ROOT))
                    .orElseThrow();
            provenance = new Provenance(kind, fields.text("where"));
            value = fields.node("value");
        }
        if (!catalog.keys().contains(key)) {
            problems.add(
                    entry.place(),
                    "there is no parameter \"" + key + "\"",
                    Nearest.to(key, catalog.keys())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("\"vfgap describe parameters\" lists them"));
            return Optional.empty();
        }
        Parameter parameter = catalog.require(key);
        try {
            Distribution distribution = Distribution.parse(((Node.Scalar) value).text(), parameter.unit());
            parameter.requireAllowed(distribution);
            return Optional.of(new Profile.Setting(key, distribution, provenance));
        } catch (IllegalArgumentException e) {
            problems.add(value.place(), "\"" + entry.key() + "\": " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Kinds.ordered(
                "type",
                "object",
                "additionalProperties",
                Kinds.ordered("anyOf", List.of(Kinds.text().schema(), LONG_FORM.schema())));
    }
}
