package dev.vfgap.scenarios.validation;

import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.util.List;

/**
 * A built-in scenario, as it is or with some of its values changed.
 *
 * @param scenario its name
 * @param settings {@code path=value} each, as {@code --set} has them
 */
public record Trial(String scenario, List<String> settings) {
    public Trial {
        settings = List.copyOf(settings);
    }

    /** A scenario as it is. */
    static Trial of(String scenario, String... settings) {
        return new Trial(scenario, List.of(settings));
    }

    /** The experiment, ready to be run. */
    Experiment experiment() {
        var found = Scenarios.find(scenario, settings, Catalogue.all());
        return Experiment.of(found, Strategies.of(found), Catalogue.all());
    }

    /** What to type after {@code vfgap run} for it. */
    public String command() {
        StringBuilder text = new StringBuilder(scenario);
        settings.forEach(setting -> text.append(" --set ").append(setting));
        return text.toString();
    }
}
