package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.compare.Competition;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Strategies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which strategies are put side by side. */
final class StrategiesOption {
    private static final String ALL = "all";

    @Option(
            names = "--strategies",
            paramLabel = "NAME,NAME…|all",
            required = true,
            split = ",",
            description =
                    "Two or more strategies, built-in or files; \"all\" are those of the library and the scenario's.")
    private List<String> strategies;

    /** The strategies in a scenario; those of the library that do not fit it are listed, those that were named are errors. */
    Competition competition(Scenario scenario, long seed, int jobs) {
        boolean all = strategies.equals(List.of(ALL));
        return new Competition(
                scenario,
                all ? everyStrategy(scenario) : named(),
                all ? Competition.Refused.IS_LISTED : Competition.Refused.IS_AN_ERROR,
                Catalogue.all(),
                seed,
                jobs);
    }

    /** An experiment of a competition. */
    static Experiment oneOf(Competition competition, String scenario) {
        return competition
                .anExperiment()
                .orElseThrow(() -> bad(scenario, "no strategy of the library can run in it", "check the scenario"));
    }

    private static List<Strategy> everyStrategy(Scenario scenario) {
        Map<String, Strategy> byName = new LinkedHashMap<>();
        Strategies.all().forEach(strategy -> byName.put(strategy.name(), strategy));
        Strategy own = Strategies.of(scenario);
        byName.put(own.name(), own);
        return List.copyOf(byName.values());
    }

    private List<Strategy> named() {
        Map<String, Strategy> byName = new LinkedHashMap<>();
        for (String name : strategies) {
            if (name.equals(ALL)) {
                throw bad(
                        "--strategies " + String.join(",", strategies),
                        "has \"all\" beside names",
                        "write one or the other");
            }
            Strategy strategy = Strategies.find(name);
            if (byName.put(strategy.name(), strategy) != null) {
                throw bad(
                        "--strategies " + String.join(",", strategies),
                        "has " + strategy.name() + " twice",
                        "a strategy has no difference from itself");
            }
        }
        if (byName.size() < 2) {
            throw bad(
                    "--strategies " + strategies.get(0),
                    "is one strategy, and a comparison needs two",
                    "add another after a comma, write all, or use \"vfgap run\"");
        }
        return List.copyOf(byName.values());
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
