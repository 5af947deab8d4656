package dev.vfgap.scenarios.expect;

import dev.vfgap.models.lab.MigrationRun;
import java.util.List;

/**
 * The scenario is refused before anything runs, with a sentence that contains a text.
 *
 * @param part a part of the sentence
 */
public record Refusal(String part) implements Expectation {

    @Override
    public String text() {
        return "error: " + part;
    }

    @Override
    public Verdict of(List<MigrationRun> runs) {
        return new Verdict(text(), false, "it was not refused");
    }

    /** Whether a scenario that was refused with these sentences was refused as expected. */
    public Verdict refusedWith(List<String> sentences) {
        boolean held = sentences.stream().anyMatch(sentence -> sentence.contains(part));
        return new Verdict(text(), held, String.join("; ", sentences));
    }
}
