package dev.vfgap.models.nic.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one family does at one event, how that is known, and from where.
 *
 * <p>Its notation: {@code E=A R=0 Q=0} is done at once; {@code R=0, after nic.vfReset E=A} has a second step, which comes
 * after the delay of this parameter; {@code if open} makes a step conditional; {@code refused if assigned, …} names when
 * the command fails, {@code refused (reason)} one that always does. {@code =} changes nothing. The letters are those of
 * {@link Change}.
 *
 * @param refusal when the command is refused, empty when never
 * @param reason why, in the words of the tool or of the driver; blank when it is never refused
 * @param steps what is done, one after the other; the first has no delay
 * @param mark how this is known
 * @param source file and function, document, or measurement
 */
public record Cell(Optional<Condition> refusal, String reason, List<Step> steps, Mark mark, String source) {

    private static final Pattern REFUSED = Pattern.compile("refused(?: if ([^(,]+?))?(?: \\(([^)]*)\\))?(?:, (.*))?");
    private static final Pattern STEP = Pattern.compile("(?:after (\\S+) ?)?(?:if (\\S+) ?)?(\\S.*)");

    /**
     * One step of a cell.
     *
     * @param delay key of the parameter that says how long after the step before it this one comes; empty = at once
     * @param condition when it is done, asked when its time has come
     * @param change what it does
     */
    public record Step(Optional<String> delay, Condition condition, Change change) {
        @Override
        public String toString() {
            return delay.map(key -> "after " + key + " ").orElse("")
                    + (condition == Condition.ALWAYS ? "" : "if " + condition.text() + " ")
                    + change;
        }
    }

    /** Keeps its own copy of the steps. */
    public Cell {
        steps = List.copyOf(steps);
        if (source.isBlank()) {
            throw new IllegalArgumentException("a cell says where it is from");
        }
    }

    /**
     * Reads a cell's notation.
     *
     * @throws IllegalArgumentException when it is not one, in one sentence
     */
    public static Cell parse(String text, Mark mark, String source) {
        Optional<Condition> refusal = Optional.empty();
        String reason = "";
        String rest = text;
        Matcher refused = REFUSED.matcher(text);
        if (refused.matches()) {
            refusal = Optional.of(refused.group(1) == null ? Condition.ALWAYS : Condition.parse(refused.group(1)));
            reason = refused.group(2) == null ? "Operation not permitted" : refused.group(2);
            rest = refused.group(3) == null ? "=" : refused.group(3);
        }
        List<Step> steps = new ArrayList<>();
        for (String step : rest.split(", ", -1)) {
            steps.add(step(step, text));
        }
        if (steps.get(0).delay().isPresent()) {
            steps.add(0, new Step(Optional.empty(), Condition.ALWAYS, Change.NONE));
        }
        return new Cell(refusal, reason, steps, mark, source);
    }

    private static Step step(String text, String whole) {
        Matcher step = STEP.matcher(text);
        if (!step.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" in \"" + whole + "\" is no step of a cell");
        }
        return new Step(
                Optional.ofNullable(step.group(1)),
                step.group(2) == null ? Condition.ALWAYS : Condition.parse(step.group(2)),
                Change.parse(step.group(3)));
    }

    /** The notation from which it is read again. */
    public String text() {
        StringJoiner text = new StringJoiner(", ");
        if (refusal.isPresent()) {
            String condition = refusal.get() == Condition.ALWAYS
                    ? ""
                    : " if " + refusal.get().text();
            text.add("refused" + condition + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
        boolean nothingElse = steps.size() == 1 && steps.get(0).change().equals(Change.NONE);
        if (refusal.isEmpty() || !nothingElse) {
            boolean startsLater = steps.size() > 1 && steps.get(0).change().equals(Change.NONE);
            steps.subList(startsLater ? 1 : 0, steps.size()).forEach(step -> text.add(step.toString()));
        }
        return text.toString();
    }
}
