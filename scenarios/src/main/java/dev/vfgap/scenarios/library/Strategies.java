package dev.vfgap.scenarios.library;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.config.StrategyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The built-in strategies, in the order in which they are best read; a user's own file is found by its path. */
public final class Strategies {
    private static final List<String> NAMES = Arrays.stream(StrategyGroup.values())
            .flatMap(group -> group.names().stream())
            .toList();

    private Strategies() {}

    /** The names of the built-in strategies, without their aliases. */
    public static List<String> names() {
        return NAMES;
    }

    /** All built-in strategies. */
    public static List<Strategy> all() {
        return NAMES.stream().map(Strategies::builtIn).toList();
    }

    /** The built-in strategies of a group. */
    public static List<Strategy> of(StrategyGroup group) {
        return group.names().stream().map(Strategies::builtIn).toList();
    }

    /** The YAML text of a built-in strategy, to start one's own from; see {@link #find}. */
    public static String text(String name) {
        Strategy strategy = named(name);
        if (!NAMES.contains(strategy.name())) {
            throw new BadInputException(InputProblem.ofFile(
                    name,
                    "this strategy stands in its scenario's file",
                    "\"vfgap describe scenario " + strategy.name() + "\" prints it"));
        }
        return BuiltIns.text(file(strategy.name()));
    }

    /**
     * The strategy of this name, alias or path.
     *
     * @param nameOrPath a built-in name or alias, a pitfall whose scenario has a strategy of its own, or the path of a file: something with a {@code /} or ending in
     *     {@code .yaml} or {@code .yml}
     * @throws BadInputException when there is none, with the nearest name
     */
    public static Strategy find(String nameOrPath) {
        return Scenario.isPath(nameOrPath) ? StrategyFile.read(Path.of(nameOrPath)) : named(nameOrPath);
    }

    /** The strategy of a scenario: its own, or the one that it names. */
    public static Strategy of(Scenario scenario) {
        return scenario.ownStrategy().orElseGet(() -> find(scenario.strategy()));
    }

    private static Strategy named(String name) {
        if (NAMES.contains(name)) {
            return builtIn(name);
        }
        boolean ofScenario = Pitfalls.find(name)
                .flatMap(Pitfall::head)
                .filter(head -> head.strategy().equals(head.name()))
                .isPresent();
        if (ofScenario) {
            return Scenarios.find(name, List.of(), Catalogue.all())
                    .ownStrategy()
                    .orElseThrow();
        }
        List<Strategy> all = all();
        Optional<Strategy> byAlias = all.stream()
                .filter(strategy -> strategy.aliases().contains(name))
                .findFirst();
        if (byAlias.isPresent()) {
            return byAlias.get();
        }
        List<String> known = new ArrayList<>(NAMES);
        all.forEach(strategy -> known.addAll(strategy.aliases()));
        String mend = Nearest.to(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("\"vfgap describe strategies\" lists them; a file's name ends in .yaml");
        throw new BadInputException(InputProblem.ofFile(name, "there is no strategy of this name", mend));
    }

    private static Strategy builtIn(String name) {
        return StrategyFile.parse("built-in strategy " + name, BuiltIns.bytes(file(name)));
    }

    private static String file(String name) {
        return "strategies/" + name + ".yaml";
    }
}
