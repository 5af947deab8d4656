package dev.vfgap.scenarios.library;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The built-in scenarios; a user's own file is found by its path. */
public final class Scenarios {
    private static final List<String> NAMES = List.of("default");

    private Scenarios() {}

    public static List<String> names() {
        return NAMES;
    }

    /** All built-in scenarios. */
    public static List<Scenario> all(ParameterCatalog catalog) {
        return NAMES.stream().map(name -> find(name, List.of(), catalog)).toList();
    }

    /** The YAML text of a built-in scenario, to start one's own from. */
    public static String text(String name) {
        return BuiltIns.text(file(known(name)));
    }

    /**
     * The scenario of this name or path.
     *
     * @param nameOrPath a built-in name, or the path of a file: something with a {@code /} or ending in {@code .yaml} or
     *     {@code .yml}
     * @param settings {@code path=value} each, over what the file says
     * @param catalog the parameters that exist
     * @throws BadInputException when there is none, with the nearest name, or with all problems of the file
     */
    public static Scenario find(String nameOrPath, List<String> settings, ParameterCatalog catalog) {
        if (Scenario.isPath(nameOrPath)) {
            return ScenarioFile.read(Path.of(nameOrPath), settings, catalog);
        }
        String name = known(nameOrPath);
        return ScenarioFile.parse("built-in scenario " + name, BuiltIns.bytes(file(name)), settings, catalog);
    }

    /** The error that the scenario of this name or path expects to be refused with; empty when it expects none. */
    public static Optional<Refusal> expectedRefusal(String nameOrPath) {
        if (Scenario.isPath(nameOrPath)) {
            return ScenarioFile.expectedRefusal(Path.of(nameOrPath));
        }
        return NAMES.contains(nameOrPath)
                ? ScenarioFile.expectedRefusal(nameOrPath, BuiltIns.bytes(file(nameOrPath)))
                : Optional.empty();
    }

    private static String known(String name) {
        if (NAMES.contains(name)) {
            return name;
        }
        String mend = Nearest.to(name, NAMES)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("the built-in ones are " + String.join(", ", NAMES) + "; a file's name ends in .yaml");
        throw new BadInputException(InputProblem.ofFile(name, "there is no scenario of this name", mend));
    }

    private static String file(String name) {
        return "scenarios/" + name + ".yaml";
    }
}
