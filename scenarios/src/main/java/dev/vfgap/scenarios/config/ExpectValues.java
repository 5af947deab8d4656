package dev.vfgap.scenarios.config;

import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.scenarios.expect.Bound;
import dev.vfgap.scenarios.expect.Ending;
import dev.vfgap.scenarios.expect.InRuns;
import dev.vfgap.scenarios.expect.Sight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The kinds of values that expectations are made of. */
final class ExpectValues {
    private ExpectValues() {}

    /** What a quantity must be: {@code at least 100}. */
    static ValueKind bound(Bound.Unit unit) {
        List<String> types = unit == Bound.Unit.FRAMES ? List.of("string", "integer") : List.of("string");
        return parsed(
                "a bound",
                text -> Bound.parse(text, unit),
                unit.mend(),
                Kinds.ordered("type", types, "examples", List.of(unit.limit(), unit.range())));
    }

    /** In which runs a quantity must be so. */
    static ValueKind runs() {
        return parsed("one of " + InRuns.WORDS, InRuns::parse, mend(InRuns.WORDS), texts(InRuns.WORDS));
    }

    /** In how many runs a thing happens. */
    static ValueKind wholeRuns() {
        List<String> words = InRuns.WORDS.stream()
                .filter(word -> !word.equals(InRuns.MEDIAN.text()))
                .toList();
        return parsed(
                "one of " + words,
                text -> {
                    if (InRuns.parse(text).equals(InRuns.MEDIAN)) {
                        throw new IllegalArgumentException("there is no median of what happens or does not");
                    }
                },
                mend(words),
                texts(words));
    }

    private static Map<String, Object> texts(List<String> examples) {
        return Kinds.ordered("type", "string", "examples", examples);
    }

    private static String mend(List<String> words) {
        return "write " + String.join(", ", words) + " or at least 90% of runs";
    }

    /** How a run ends: {@code waiting at step 2}. */
    static ValueKind ending() {
        List<String> statuses = Arrays.stream(MigrationStatus.values())
                .map(MigrationStatus::word)
                .toList();
        String mend = "write one of QEMU's statuses (" + String.join(", ", statuses)
                + "), \"waiting at step 2\", \"given up at step 2\", or \"cancelled, given up at step 2\"";
        return Kinds.scalar(
                "an outcome",
                (name, text, place, problems) -> {
                    if (Ending.parse(text, InRuns.EVERY).isEmpty()) {
                        problems.add(
                                place,
                                "\"" + name + "\" is \"" + text + "\", which no run ends with",
                                Nearest.to(text, statuses)
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse(mend));
                    }
                },
                texts(List.of("completed", "waiting at step 2")));
    }

    /** A milestone: {@code primary gone on A}. */
    static ValueKind sight() {
        return Kinds.scalar(
                "a milestone",
                (name, text, place, problems) -> {
                    if (Sight.parse(text).isEmpty()) {
                        String named = text.replaceFirst("( \\([^()]*\\))?( on [AB])?$", "");
                        problems.add(
                                place,
                                "\"" + name + "\": there is no milestone \"" + text + "\"",
                                Nearest.to(named, Sight.names())
                                        .map(near -> near.equals(named)
                                                ? "write it as \"" + near + " on A\" or \"" + near + "\""
                                                : "did you mean \"" + near + text.substring(named.length()) + "\"?")
                                        .orElse("\"vfgap describe milestones\" lists them"));
                    }
                },
                texts(List.of("primary gone on A", "migration active")));
    }

    /** A list of so many milestones. */
    static ValueKind sights(int least, int most) {
        ValueKind list = Kinds.list(sight());
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                list.check(name, node, problems);
                if (node instanceof Node.Sequence sequence
                        && (sequence.items().size() < least || sequence.items().size() > most)) {
                    problems.add(
                            node.place(),
                            "\"" + name + "\" must have " + (least == most ? "" : "at least ") + least
                                    + " milestones, but has "
                                    + sequence.items().size(),
                            "write them as [primary gone on A, migration active]");
                }
            }

            @Override
            public Map<String, Object> schema() {
                Map<String, Object> schema = list.schema();
                schema.put("minItems", least);
                if (most < Integer.MAX_VALUE) {
                    schema.put("maxItems", most);
                }
                return schema;
            }
        };
    }

    /** One value of a kind, or a list of such. */
    static ValueKind oneOrMore(ValueKind of) {
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                if (!(node instanceof Node.Sequence sequence)) {
                    of.check(name, node, problems);
                    return;
                }
                if (sequence.items().isEmpty()) {
                    problems.add(node.place(), "\"" + name + "\" is an empty list", "write one, or remove the key");
                }
                sequence.items().forEach(item -> of.check(name, item, problems));
            }

            @Override
            public Map<String, Object> schema() {
                return Kinds.ordered(
                        "oneOf",
                        List.of(of.schema(), Kinds.ordered("type", "array", "minItems", 1, "items", of.schema())));
            }
        };
    }

    private static ValueKind parsed(String what, Consumer<String> reader, String mend, Map<String, Object> schema) {
        return Kinds.scalar(
                what,
                (name, text, place, problems) -> {
                    try {
                        reader.accept(text);
                    } catch (IllegalArgumentException e) {
                        boolean saysHow = e.getMessage().contains("write ");
                        problems.add(place, "\"" + name + "\": " + e.getMessage(), saysHow ? "" : mend);
                    }
                },
                schema);
    }
}
