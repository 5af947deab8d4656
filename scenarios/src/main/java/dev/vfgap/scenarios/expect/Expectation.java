package dev.vfgap.scenarios.expect;

import dev.vfgap.models.lab.MigrationRun;
import java.util.List;

/** One claim about the runs of a scenario, which they keep or break. */
public sealed interface Expectation permits Amount, MainCause, Ending, InOrder, Refusal {

    /** The claim, to be read aloud. */
    String text();

    /**
     * Whether some runs keep it.
     *
     * @param runs at least one
     */
    Verdict of(List<MigrationRun> runs);

    /**
     * How it came out.
     *
     * @param text the claim
     * @param held whether the runs kept it
     * @param found what they had
     */
    record Verdict(String text, boolean held, String found) {}
}
