package dev.vfgap.scenarios.config;

import dev.vfgap.scenarios.expect.Expectation;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario file says of itself: also of one that is refused, as its author may expect.
 *
 * @param name the name used in results
 * @param title one line
 * @param summary what happens and why; empty where the file has none
 * @param source how it is known; empty where the file has none
 * @param strategy the name or path of its strategy; of one of its own, the scenario's name
 * @param expectations what its author expects of the runs
 */
public record ScenarioHead(
        String name,
        String title,
        Optional<String> summary,
        Optional<String> source,
        String strategy,
        List<Expectation> expectations) {
    public ScenarioHead {
        expectations = List.copyOf(expectations);
    }

    /** The head of a mapping that {@link ScenarioFile#SHAPE} found nothing wrong with. */
    static ScenarioHead of(Fields fields) {
        return new ScenarioHead(
                fields.text("name"),
                fields.text("title"),
                fields.optionalText("summary"),
                fields.optionalText("source"),
                fields.text(fields.node("strategy") instanceof Node.Scalar ? "strategy" : "name"),
                fields.has(ExpectKind.KEY) ? ExpectKind.bind(fields.node(ExpectKind.KEY)) : List.of());
    }
}
