package dev.vfgap.scenarios.config;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepForm;
import dev.vfgap.models.operate.StepForm.Field;
import dev.vfgap.models.operate.StepForm.Keyword;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.simcore.unit.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The steps of a plan: checks them, and binds those that are good.
 *
 * <p>A list of mappings, each with one of {@code do}, {@code await} and {@code wait}. In a strategy every await has a
 * {@code limit} and an {@code otherwise}: {@code continue}, {@code abort}, an action that needs no field
 * ({@code migrate-cancel}), or a list of steps that replaces the rest of the plan.
 */
final class PlanKind implements ValueKind {
    static final String WAIT = "wait";
    static final String LIMIT = "limit";
    static final String OTHERWISE = "otherwise";
    static final String CONTINUE = "continue";
    static final String ABORT = "abort";

    /** Each otherwise may hold steps that have an otherwise; nobody can follow more than this. */
    private static final int MAX_NESTING = 4;

    private static final List<String> KEYWORDS = List.of(Keyword.DO.word(), Keyword.AWAIT.word(), WAIT);

    private static final String RANGE = "..";

    @Override
    public void check(String name, Node node, Problems problems) {
        steps(name, node, problems, 0);
    }

    /** The steps of a node that {@link #check} found nothing wrong with. */
    List<Step> bind(Node node) {
        Problems problems = new Problems();
        List<Step> steps = steps("plan", node, problems, 0);
        problems.throwIfAny();
        return steps;
    }

    private List<Step> steps(String name, Node node, Problems problems, int nesting) {
        List<Step> steps = new ArrayList<>();
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(
                    node.place(),
                    "\"" + name + "\" is " + node.what() + ", but must be a list of steps",
                    "write one \"- do: …\" or \"- await: …\" line for each");
            return steps;
        }
        if (sequence.items().isEmpty()) {
            problems.add(node.place(), "\"" + name + "\" has no steps", "write at least one, like \"- do: migrate\"");
        }
        if (nesting > MAX_NESTING) {
            problems.add(
                    node.place(),
                    "more than " + MAX_NESTING + " \"otherwise\" stand in each other",
                    "split the plan into two strategies");
            return steps;
        }
        for (Node item : sequence.items()) {
            step(item, problems, nesting).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(Node node, Problems problems, int nesting) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "a step is " + node.what() + ", but must begin with a key",
                    "write \"do: …\", \"await: …\" or \"wait: …\"");
            return Optional.empty();
        }
        List<Node.Entry> keywords = mapping.entries().stream()
                .filter(entry -> KEYWORDS.contains(entry.key()))
                .toList();
        if (keywords.isEmpty()) {
            String mend = mapping.entries().isEmpty()
                    ? "write \"do: …\", \"await: …\" or \"wait: …\""
                    : Nearest.to(mapping.entries().get(0).key(), KEYWORDS)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("write \"do: …\", \"await: …\" or \"wait: …\" first");
            Place place = mapping.entries().isEmpty()
                    ? mapping.place()
                    : mapping.entries().get(0).place();
            problems.add(place, "this step has none of " + String.join(", ", KEYWORDS), mend);
            return Optional.empty();
        }
        if (keywords.size() > 1) {
            problems.add(
                    keywords.get(1).place(),
                    "this step has both \"" + keywords.get(0).key() + "\" and \""
                            + keywords.get(1).key() + "\"",
                    "write two steps, each with its own \"- \"");
            return Optional.empty();
        }
        Node.Entry keyword = keywords.get(0);
        return switch (keyword.key()) {
            case WAIT -> pause(mapping, keyword, problems);
            case "do" -> action(mapping, keyword, problems);
            default -> await(mapping, keyword, problems, nesting);
        };
    }

    private Optional<Step> pause(Node.Mapping mapping, Node.Entry keyword, Problems problems) {
        int before = problems.count();
        unknownKeys(mapping, "wait", List.of(WAIT), problems);
        long[] bounds = new long[2];
        if (keyword.value() instanceof Node.Scalar scalar) {
            String text = scalar.text();
            int dots = text.indexOf(RANGE);
            String low = dots < 0 ? text : text.substring(0, dots);
            String high = dots < 0 ? text : text.substring(dots + RANGE.length());
            duration(WAIT, low, scalar.place(), 0, problems, nanos -> bounds[0] = nanos);
            if (problems.count() == before && dots >= 0) {
                duration(WAIT, high, scalar.place(), 0, problems, nanos -> bounds[1] = nanos);
            } else {
                bounds[1] = bounds[0];
            }
            if (problems.count() == before && bounds[1] < bounds[0]) {
                problems.add(
                        scalar.place(),
                        "\"wait\" is \"" + text + "\", whose second time is below the first",
                        "write the shorter time first");
            }
        } else {
            problems.add(
                    keyword.value().place(),
                    "\"wait\" is " + keyword.value().what() + ", but must be a time or a range of times",
                    "write for example \"wait: 100ms..200ms\"");
        }
        return problems.count() > before ? Optional.empty() : Optional.of(new Wait(bounds[0], bounds[1]));
    }

    private Optional<Step> action(Node.Mapping mapping, Node.Entry keyword, Problems problems) {
        int before = problems.count();
        Map<Field, String> values = new EnumMap<>(Field.class);
        Optional<StepForm> form = form(mapping, Keyword.DO, keyword, values, List.of(), problems);
        return form.isEmpty() || problems.count() > before
                ? Optional.empty()
                : Optional.of(form.get().action(values));
    }

    private Optional<Step> await(Node.Mapping mapping, Node.Entry keyword, Problems problems, int nesting) {
        int before = problems.count();
        Map<Field, String> values = new EnumMap<>(Field.class);
        Optional<StepForm> form = form(mapping, Keyword.AWAIT, keyword, values, List.of(LIMIT, OTHERWISE), problems);
        long[] limit = new long[1];
        Optional<Node> limitNode = mapping.value(LIMIT);
        if (limitNode.isEmpty()) {
            problems.add(mapping.place(), "this await has no limit", "add for example \"limit: 30s\"");
        } else if (limitNode.get() instanceof Node.Scalar scalar) {
            duration(LIMIT, scalar.text(), scalar.place(), 1, problems, nanos -> limit[0] = nanos);
        } else {
            problems.add(
                    limitNode.get().place(),
                    "\"limit\" is " + limitNode.get().what() + ", but must be a time",
                    "write for example \"limit: 30s\"");
        }
        Otherwise otherwise = null;
        Optional<Node> otherwiseNode = mapping.value(OTHERWISE);
        if (otherwiseNode.isEmpty()) {
            problems.add(
                    mapping.place(),
                    "this await has no otherwise",
                    "say what to do when the limit has passed: \"otherwise: abort\", continue, migrate-cancel or a"
                            + " list of steps");
        } else {
            otherwise = otherwise(otherwiseNode.get(), problems, nesting);
        }
        return form.isEmpty() || problems.count() > before
                ? Optional.empty()
                : Optional.of(Await.limited(form.get().condition(values), limit[0], otherwise));
    }

    private Otherwise otherwise(Node node, Problems problems, int nesting) {
        if (!(node instanceof Node.Scalar scalar)) {
            List<Step> steps = steps(OTHERWISE, node, problems, nesting + 1);
            return steps.isEmpty() ? null : new Otherwise.Instead(steps);
        }
        String word = scalar.text();
        if (word.equals(CONTINUE)) {
            return new Otherwise.Continue();
        }
        if (word.equals(ABORT)) {
            return new Otherwise.Abort();
        }
        Optional<StepForm> form = StepForm.find(Keyword.DO, word);
        if (form.isPresent() && form.get().fields().isEmpty()) {
            Action action = form.get().action(Map.of());
            return new Otherwise.Instead(List.of(action));
        }
        if (form.isPresent()) {
            problems.add(
                    node.place(),
                    "\"" + word + "\" needs more than its name",
                    "write it as a list of steps under \"otherwise:\", each with \"- do: …\"");
        } else {
            List<String> words = new ArrayList<>(List.of(CONTINUE, ABORT));
            words.addAll(plainActions());
            problems.add(node.place(), "\"otherwise\" cannot be \"" + word + "\"", Nearest.mend(word, words));
        }
        return null;
    }

    /** The actions that need no field, so that their name alone is a step. */
    private static List<String> plainActions() {
        return StepForm.words(Keyword.DO).stream()
                .filter(word ->
                        StepForm.find(Keyword.DO, word).orElseThrow().fields().isEmpty())
                .toList();
    }

    private static Optional<StepForm> form(
            Node.Mapping mapping,
            Keyword keyword,
            Node.Entry entry,
            Map<Field, String> values,
            List<String> more,
            Problems problems) {
        String word = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        Optional<StepForm> found = StepForm.find(keyword, word);
        if (found.isEmpty()) {
            Keyword other = keyword == Keyword.DO ? Keyword.AWAIT : Keyword.DO;
            String mend = StepForm.find(other, word).isPresent()
                    ? "write \"" + other.word() + ": " + word + "\""
                    : Nearest.mend(word, StepForm.words(keyword));
            String message = entry.value() instanceof Node.Scalar
                    ? "unknown step \"" + keyword.word() + ": " + word + "\""
                    : "\"" + keyword.word() + "\" is " + entry.value().what() + ", but must be one word";
            problems.add(entry.value().place(), message, mend);
            return found;
        }
        StepForm form = found.get();
        List<String> known = new ArrayList<>();
        known.add(keyword.word());
        form.fields().forEach(field -> known.add(field.word()));
        known.addAll(more);
        unknownKeys(mapping, keyword.word() + ": " + word, known, problems);
        for (Field field : form.fields()) {
            Optional<Node> value = mapping.value(field.word());
            if (value.isEmpty()) {
                problems.add(
                        mapping.place(),
                        "\"" + keyword.word() + ": " + word + "\" has no \"" + field.word() + "\"",
                        "add \"" + field.word() + ": " + Kinds.either(field.choices()) + "\"");
            } else {
                Kinds.words(field.choices()).check(field.word(), value.get(), problems);
                if (value.get() instanceof Node.Scalar scalar) {
                    values.put(field, scalar.text());
                }
            }
        }
        return found;
    }

    private static void unknownKeys(Node.Mapping mapping, String step, List<String> known, Problems problems) {
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String mend =
                        known.size() == 1 && Nearest.to(entry.key(), known).isEmpty()
                                ? "remove it"
                                : Nearest.mend(entry.key(), known);
                problems.add(entry.place(), "unknown key \"" + entry.key() + "\" in \"" + step + "\"", mend);
            }
        }
    }

    private static void duration(
            String name, String text, Place place, long min, Problems problems, LongConsumer good) {
        try {
            long nanos = Quantity.parseNanos(text);
            if (nanos < min) {
                problems.add(
                        place,
                        "\"" + name + "\" is \"" + text + "\", which is no time at all",
                        "write a time of more than 0");
            } else {
                good.accept(nanos);
            }
        } catch (IllegalArgumentException e) {
            problems.add(place, "\"" + name + "\": " + e.getMessage(), "");
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Kinds.ordered("$ref", "#/$defs/steps");
    }

    /** The definitions that {@link #schema} refers to; they stand at the top of a schema file. */
    static Map<String, Object> definitions() {
        List<Object> forms = new ArrayList<>();
        for (StepForm form : StepForm.values()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            List<Object> required = Kinds.listOf(form.keyword().word());
            properties.put(form.keyword().word(), Kinds.ordered("const", form.word(), "description", form.meaning()));
            for (Field field : form.fields()) {
                List<Object> choices = new ArrayList<>(field.choices());
                if (field == Field.UP || field == Field.ENABLED) {
                    choices = Kinds.listOf(true, false);
                }
                properties.put(field.word(), Kinds.ordered("enum", choices));
                required.add(field.word());
            }
            if (form.keyword() == Keyword.AWAIT) {
                properties.put(LIMIT, time("the longest time to wait for it"));
                properties.put(OTHERWISE, Kinds.ordered("$ref", "#/$defs/otherwise"));
                required.add(LIMIT);
                required.add(OTHERWISE);
            }
            forms.add(closed(properties, required));
        }
        forms.add(closed(Kinds.ordered(WAIT, time("a pause, or a range of pauses")), Kinds.listOf(WAIT)));
        List<Object> words = Kinds.listOf(CONTINUE, ABORT);
        words.addAll(plainActions());
        Map<String, Object> otherwise = Kinds.ordered(
                "description",
                "what to do when the limit has passed",
                "oneOf",
                List.of(Kinds.ordered("enum", words), Kinds.ordered("$ref", "#/$defs/steps")));
        Map<String, Object> steps =
                Kinds.ordered("type", "array", "minItems", 1, "items", Kinds.ordered("oneOf", forms));
        return Kinds.ordered("steps", steps, OTHERWISE, otherwise);
    }

    private static Map<String, Object> time(String description) {
        return Kinds.ordered("type", "string", "description", description, "examples", List.of("30s"));
    }

    private static Map<String, Object> closed(Map<String, Object> properties, List<Object> required) {
        return Kinds.ordered(
                "type", "object", "additionalProperties", false, "properties", properties, "required", required);
    }
}
