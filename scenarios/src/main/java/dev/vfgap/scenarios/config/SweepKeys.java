package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.scenarios.config.AxisLevels.Scale;
import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** The keys of a scenario under {@code sweep}: which variants of it are to be run. */
final class SweepKeys {
    static final String KEY = "sweep";

    private static final String AXES = "axes";
    private static final String POINTS = "points";

    static final Shape SWEEP = Shape.of(
            KEY,
            optional(
                    "design",
                    Kinds.words(Arrays.stream(Sweep.Design.values())
                            .map(Sweep.Design::word)
                            .toList()),
                    "which combinations are taken: grid, all of them, which is also meant without this key;"
                            + " latin-hypercube or sobol, as many as \"points\" says"),
            optional(
                    POINTS,
                    Kinds.whole(2, Sweep.MOST_POINTS),
                    "how many combinations a latin-hypercube or sobol takes"),
            required(AXES, new AxesKind(), "what varies: the path of a value, as --set takes it, and its values"));

    private SweepKeys() {}

    /** The sweep of a checked scenario; what contradicts itself is added to the problems. */
    static Optional<Sweep> sweep(Fields scenario, Problems problems) {
        return scenario.optionalGroup(KEY).map(fields -> bind(fields, problems));
    }

    private static Sweep bind(Fields fields, Problems problems) {
        Sweep.Design design =
                fields.word("design", Sweep.Design.values(), Sweep.Design::word).orElse(Sweep.Design.GRID);
        boolean grid = design == Sweep.Design.GRID;
        if (grid && fields.has(POINTS)) {
            problems.add(
                    fields.node(POINTS).place(),
                    "a grid takes every combination, so it has no number of points",
                    "remove \"points\", or write \"design: latin-hypercube\" or \"design: sobol\"");
        }
        if (!grid && !fields.has(POINTS)) {
            problems.add(
                    fields.node("design").place(),
                    "a " + design.word() + " needs to know how many combinations it takes",
                    "add for example \"points: 64\"");
        }
        Fields axes = fields.group(AXES);
        List<Sweep.Axis> bound = new ArrayList<>();
        for (Node.Entry entry : axes.entries()) {
            levels(entry, design, problems).ifPresent(levels -> bound.add(new Sweep.Axis(entry.key(), levels)));
        }
        OptionalInt points = grid || !fields.has(POINTS)
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(fields.text(POINTS)));
        Sweep sweep = new Sweep(design, points, bound);
        if (sweep.size() > Sweep.MOST_POINTS) {
            problems.add(
                    fields.node(AXES).place(),
                    "this grid has more than " + Sweep.MOST_POINTS + " combinations",
                    "take fewer values, or \"design: sobol\" with \"points\"");
        }
        return sweep;
    }

    private static Optional<AxisLevels> levels(Node.Entry axis, Sweep.Design design, Problems problems) {
        if (axis.value() instanceof Node.Mapping range) {
            return ranged(axis, new Fields(range), design, problems);
        }
        List<Sweep.Level> levels = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (Node item : ((Node.Sequence) axis.value()).items()) {
            Sweep.Level level = AxesKind.level(axis.key(), item);
            levels.add(level);
            if (!labels.add(level.label())) {
                problems.add(
                        item.place(),
                        "axis \"" + axis.key() + "\" has \"" + level.label() + "\" twice",
                        "remove one of the two, or give it another \"label\"");
            }
        }
        return Optional.of(new AxisLevels.Listed(levels));
    }

    private static Optional<AxisLevels> ranged(Node.Entry axis, Fields range, Sweep.Design design, Problems problems) {
        boolean grid = design == Sweep.Design.GRID;
        if (grid != range.has(POINTS)) {
            problems.add(
                    axis.value().place(),
                    grid
                            ? "the range of axis \"" + axis.key() + "\" does not say how many values a grid takes of it"
                            : "the number of points of a " + design.word() + " is that of the sweep, not of an axis",
                    grid ? "add for example \"points: 5\"" : "remove \"points\" here");
        }
        String from = range.text("from");
        String until = range.text("until");
        for (Unit unit : Unit.values()) {
            OptionalDouble low = number(unit, from);
            OptionalDouble high = number(unit, until);
            if (low.isPresent() && high.isPresent()) {
                return rising(axis.key(), range, unit, low.getAsDouble(), high.getAsDouble(), problems);
            }
        }
        problems.add(
                range.node("from").place(),
                "\"" + from + "\" and \"" + until + "\" are no two quantities of one kind",
                "write both with a unit, like {from: 10ms, until: 1s}");
        return Optional.empty();
    }

    private static Optional<AxisLevels> rising(
            String path, Fields range, Unit unit, double low, double high, Problems problems) {
        Scale scale = range.word("scale", Scale.values(), Scale::word).orElse(Scale.LINEAR);
        boolean rises = low < high;
        if (!rises || scale == Scale.LOG && low <= 0) {
            problems.add(
                    range.node("from").place(),
                    rises ? "a range that begins with 0 has no logarithm" : "this range does not rise",
                    rises ? "begin above 0, or write \"scale: linear\"" : "write the lesser value first");
            return Optional.empty();
        }
        OptionalInt points =
                range.has(POINTS) ? OptionalInt.of(Integer.parseInt(range.text(POINTS))) : OptionalInt.empty();
        return Optional.of(new AxisLevels.Ranged(path, unit, low, high, scale, points));
    }

    private static OptionalDouble number(Unit unit, String text) {
        try {
            return OptionalDouble.of(unit.parse(text));
        } catch (IllegalArgumentException e) {
            return OptionalDouble.empty(); // Another unit may read it.
        }
    }

    /** A variant of the scenario by which a value of an axis is checked. */
    record Trial(Place place, String axis, Sweep.Level level) {}

    /** What must each be a scenario without errors for all variants to be readable. */
    static List<Trial> trials(Fields scenario, Sweep sweep) {
        Fields axes = scenario.group(KEY).group(AXES);
        List<Trial> trials = new ArrayList<>();
        for (Sweep.Axis axis : sweep.axes()) {
            Node node = axes.node(axis.name());
            List<Sweep.Level> levels = axis.levels().checked();
            for (int i = 0; i < levels.size(); i++) {
                Node at = node instanceof Node.Sequence list ? list.items().get(i) : node;
                trials.add(new Trial(at.place(), axis.name(), levels.get(i)));
            }
        }
        return trials;
    }
}
