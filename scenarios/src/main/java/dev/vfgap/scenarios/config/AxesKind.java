package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The axes of a sweep, by path: a list of values, a range, or a list of mappings that each set several paths together.
 *
 * <p>Whether a path exists and a value fits it is said when the scenario is read with it, see {@link SweepKeys#trials}.
 */
final class AxesKind implements ValueKind {
    private static final String LABEL = "label";
    private static final int MOST_VALUES = 10_000;

    private static final Shape RANGE = Shape.of(
            "range",
            required("from", Kinds.text(), "the least value, with its unit"),
            required("until", Kinds.text(), "the greatest value, with its unit"),
            optional("points", Kinds.whole(2, MOST_VALUES), "how many values a grid takes, both ends among them"),
            optional(
                    "scale",
                    Kinds.words(Arrays.stream(AxisLevels.Scale.values())
                            .map(AxisLevels.Scale::word)
                            .toList()),
                    "linear: equal differences, which is also meant without this key; log: equal ratios"));

    @Override
    public void check(String name, Node node, Problems problems) {
        if (!(node instanceof Node.Mapping axes) || axes.entries().isEmpty()) {
            problems.add(
                    node.place(),
                    "\"" + name + "\" is " + (node instanceof Node.Mapping ? "empty" : node.what())
                            + ", but must be a mapping",
                    "write under it for example \"traffic.rx.rate: [10kpps, 100kpps]\"");
            return;
        }
        if (axes.entries().size() > Sweep.MOST_AXES) {
            problems.add(
                    node.place(), "a sweep has at most " + Sweep.MOST_AXES + " axes", "write a sweep for each part");
        }
        axes.entries().forEach(axis -> checkAxis(axis, problems));
    }

    private static void checkAxis(Node.Entry axis, Problems problems) {
        if (axis.value() instanceof Node.Mapping) {
            RANGE.check(axis.key(), axis.value(), problems);
        } else if (axis.value() instanceof Node.Sequence list && !list.items().isEmpty()) {
            if (list.items().size() > MOST_VALUES) {
                problems.add(
                        list.place(),
                        "axis \"" + axis.key() + "\" has more than " + MOST_VALUES + " values",
                        "take fewer, or a range");
            }
            list.items().forEach(item -> checkLevel(axis.key(), item, problems));
        } else {
            problems.add(
                    axis.value().place(),
                    "axis \"" + axis.key() + "\" is "
                            + (axis.value() instanceof Node.Sequence
                                    ? "an empty list"
                                    : axis.value().what())
                            + ", but must be values",
                    "write [a, b], or {from: 10ms, until: 1s, points: 5}");
        }
    }

    private static void checkLevel(String axis, Node item, Problems problems) {
        if (!(item instanceof Node.Mapping together)) {
            Kinds.text().check(axis, item, problems);
            return;
        }
        if (together.keys().stream().allMatch(LABEL::equals)) {
            problems.add(item.place(), "this value of axis \"" + axis + "\" sets nothing", "add a path and its value");
        }
        together.entries().forEach(entry -> Kinds.text().check(entry.key(), entry.value(), problems));
    }

    /** The value of an axis that a checked item of its list stands for. */
    static Sweep.Level level(String axis, Node item) {
        if (item instanceof Node.Scalar value) {
            return new Sweep.Level(value.text(), List.of(axis + "=" + value.text()));
        }
        List<String> settings = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Fields together = new Fields((Node.Mapping) item);
        for (Node.Entry entry : together.entries()) {
            if (!entry.key().equals(LABEL)) {
                String value = ((Node.Scalar) entry.value()).text();
                settings.add(entry.key() + "=" + value);
                values.add(value);
            }
        }
        return new Sweep.Level(together.optionalText(LABEL).orElse(String.join(" ", values)), settings);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> text = Kinds.text().schema();
        Map<String, Object> scalar = Kinds.ordered("type", List.of("string", "number", "boolean"));
        Map<String, Object> together =
                Kinds.ordered("type", "object", "minProperties", 1, "additionalProperties", scalar);
        Map<String, Object> list = Kinds.ordered(
                "type", "array", "minItems", 1, "items", Kinds.ordered("anyOf", List.of(text, scalar, together)));
        return Kinds.ordered(
                "type",
                "object",
                "minProperties",
                1,
                "additionalProperties",
                Kinds.ordered("anyOf", List.of(list, RANGE.schema())));
    }
}
