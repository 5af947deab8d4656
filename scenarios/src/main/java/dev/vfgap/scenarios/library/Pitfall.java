package dev.vfgap.scenarios.library;

import dev.vfgap.scenarios.config.ScenarioHead;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A known bug or trap of failover with SR-IOV.
 *
 * @param number from 1
 * @param shown the scenario that shows it, or why there is none
 */
public record Pitfall(int number, Shown shown) {
    public Pitfall {
        Objects.requireNonNull(shown, "shown");
    }

    /** How a pitfall is shown. */
    public sealed interface Shown {}

    /**
     * By a built-in scenario, whose title and source are the pitfall's, and whose first expectation is what it is about.
     *
     * @param scenario its name
     * @param withoutIt the arguments of {@code run} that take the mechanism away, so that the first expectation breaks
     */
    public record Simulated(String scenario, Without withoutIt) implements Shown {}

    /**
     * By none.
     *
     * @param title one line
     * @param evidence how it is known
     * @param because a clause that follows "not simulable, because"
     */
    public record NotSimulable(String title, String evidence, String because) implements Shown {}

    /**
     * What takes a mechanism away.
     *
     * @param strategy another strategy; empty = the scenario's own
     * @param settings {@code path=value} each
     * @param inWords what that is
     */
    public record Without(Optional<String> strategy, List<String> settings, String inWords) {
        public Without {
            Objects.requireNonNull(strategy, "strategy");
            settings = List.copyOf(settings);
            Objects.requireNonNull(inWords, "inWords");
        }

        /** The command line that runs a scenario so. */
        public String command(String scenario) {
            StringBuilder command = new StringBuilder("vfgap run ").append(scenario);
            strategy.ifPresent(name -> command.append(" --strategy ").append(name));
            for (String setting : settings) {
                boolean plain = setting.matches("[A-Za-z0-9._=/+-]+");
                command.append(" --set ").append(plain ? setting : "'" + setting + "'");
            }
            return command.toString();
        }
    }

    /** {@code P07}. */
    public String key() {
        return String.format(Locale.ROOT, "P%02d", number);
    }

    /** The name of its scenario; empty where it is not simulable. */
    public Optional<String> scenario() {
        return shown instanceof Simulated simulated ? Optional.of(simulated.scenario) : Optional.empty();
    }

    /** What its scenario says of itself; empty where it is not simulable. */
    public Optional<ScenarioHead> head() {
        return scenario().map(Scenarios::head);
    }

    /** One line. */
    public String title() {
        return shown instanceof NotSimulable not
                ? not.title
                : head().orElseThrow().title();
    }

    /** How it is known. */
    public String evidence() {
        return shown instanceof NotSimulable not
                ? not.evidence
                : head().flatMap(ScenarioHead::source).orElse("");
    }
}
