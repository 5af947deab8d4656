package dev.vfgap.replay.bundle;

import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepForm;
import dev.vfgap.models.operate.StepForm.Field;
import dev.vfgap.models.operate.StepForm.Keyword;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.simcore.unit.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the plan of a bundle: what was done, in the vocabulary of {@link StepForm}. */
final class PlanReader {

    private PlanReader() {}

    /** The steps of a plan; those that are wrong are problems and left out. */
    static Plan read(List<JsonPart> parts) {
        List<Step> steps = new ArrayList<>();
        for (JsonPart part : parts) {
            step(part).ifPresent(steps::add);
            part.noteTheRest();
        }
        return new Plan(steps);
    }

    private static Optional<Step> step(JsonPart part) {
        boolean does = part.has(Keyword.DO.word());
        boolean awaits = part.has(Keyword.AWAIT.word());
        boolean waits = part.has("wait");
        if ((does ? 1 : 0) + (awaits ? 1 : 0) + (waits ? 1 : 0) != 1) {
            part.problem("a step has one of \"do\", \"await\" and \"wait\"", "write one step a line");
            return Optional.empty();
        }
        if (waits) {
            return part.parsed("wait", PlanReader::pause).map(Step.class::cast);
        }
        Keyword keyword = does ? Keyword.DO : Keyword.AWAIT;
        Optional<StepForm> form = part.word(keyword.word(), StepForm.wordsInBundles(keyword))
                .flatMap(word -> StepForm.find(keyword, word));
        if (form.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<Field, String>> values = values(part, form.get());
        return values.map(
                v -> does ? form.get().action(v) : Await.unlimited(form.get().condition(v)));
    }

    private static Optional<Map<Field, String>> values(JsonPart part, StepForm form) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : form.fields()) {
            part.requirePresent(field.word());
            Optional<String> value = part.written(field.word());
            if (value.isPresent() && !field.choicesInBundles().contains(value.get())) {
                part.problem(
                        field.word(),
                        "is \"" + value.get() + "\", not one of " + String.join(", ", field.choicesInBundles()),
                        "");
                value = Optional.empty();
            }
            value.ifPresent(word -> values.put(field, word));
        }
        return values.size() == form.fields().size() ? Optional.of(values) : Optional.empty();
    }

    private static Wait pause(String text) {
        Quantity.NanosRange range = text.contains("..")
                ? Quantity.parseNanosRange(text)
                : new Quantity.NanosRange(Quantity.parseNanos(text), Quantity.parseNanos(text));
        return new Wait(range.minNanos(), range.maxNanos());
    }
}
