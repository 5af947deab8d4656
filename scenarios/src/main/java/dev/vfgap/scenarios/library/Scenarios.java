package dev.vfgap.scenarios.library;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The built-in scenarios; a user's own file is found by its path. */
public final class Scenarios {
    private static final List<String> GENERAL = List.of("default");

    /** What published numbers are held against, see {@code dev.vfgap.scenarios.validation}. */
    private static final List<String> OF_VALIDATION = List.of(
            "V01-netvsc",
            "V01b-early-filter",
            "V02-bond",
            "V03-pciehp",
            "V03-second-press",
            "V04-vdpa",
            "V05-vfio",
            "V05-virtio",
            "V06-teaming",
            "V06-paravirtual",
            "V06-vf-migrated",
            "V07-srvm",
            "V08-82599",
            "V08-XL710",
            "V09-vhost",
            "V10-fleet",
            "V11-announcements",
            "V12-ovn",
            "V12-cold-or-warm",
            "C1-window",
            "C2-one-path",
            "C4-longer",
            "C5-late-filter");

    private Scenarios() {}

    /**
     * The names of all built-in scenarios, then those of the {@linkplain Claims claims}, of the {@linkplain Pitfalls
     * pitfalls} and of the validation.
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>(GENERAL);
        names.addAll(Claims.scenarios());
        names.addAll(Pitfalls.scenarios());
        names.addAll(OF_VALIDATION);
        return names;
    }

    /** What all built-in scenarios say of themselves. */
    public static List<ScenarioHead> heads() {
        return names().stream().map(Scenarios::head).toList();
    }

    /** What a built-in scenario says of itself; see {@link #find}. */
    public static ScenarioHead head(String called) {
        String name = known(called);
        return ScenarioFile.head("built-in scenario " + name, BuiltIns.bytes(file(name)));
    }

    /** The YAML text of a built-in scenario, to start one's own from. */
    public static String text(String name) {
        return BuiltIns.text(file(known(name)));
    }

    /**
     * The scenario of this name or path.
     *
     * @param nameOrPath a built-in name, the number of a pitfall ({@code P7}), or the path of a file: something with a
     *     {@code /} or ending in {@code .yaml} or {@code .yml}
     * @param settings {@code path=value} each, over what the file says
     * @param catalog the parameters that exist
     * @throws BadInputException when there is none, with the nearest name, or with all problems of the file
     */
    public static Scenario find(String nameOrPath, List<String> settings, ParameterCatalog catalog) {
        return find(nameOrPath, settings, catalog, ScenarioFile.Variants.NOT_TRIED);
    }

    /** The scenario of this name or path, of which also each value of each axis of its sweep has no error; see {@link #find}. */
    public static Scenario findWithVariants(String nameOrPath, List<String> settings, ParameterCatalog catalog) {
        return find(nameOrPath, settings, catalog, ScenarioFile.Variants.TRIED);
    }

    private static Scenario find(
            String nameOrPath, List<String> settings, ParameterCatalog catalog, ScenarioFile.Variants variants) {
        if (isPath(nameOrPath)) {
            return ScenarioFile.read(Path.of(nameOrPath), settings, catalog, variants);
        }
        String name = known(nameOrPath);
        return ScenarioFile.parse("built-in scenario " + name, BuiltIns.bytes(file(name)), settings, catalog, variants);
    }

    /** Whether a name or a path is one of a scenario, and not of something else such as a bundle's folder. */
    public static boolean isNamed(String nameOrPath) {
        return builtIn(nameOrPath).isPresent() || nameOrPath.endsWith(".yaml") || nameOrPath.endsWith(".yml");
    }

    /** The error that the scenario of this name or path expects to be refused with; empty when it expects none. */
    public static Optional<Refusal> expectedRefusal(String nameOrPath) {
        if (isPath(nameOrPath)) {
            return ScenarioFile.expectedRefusal(Path.of(nameOrPath));
        }
        return builtIn(nameOrPath).flatMap(name -> ScenarioFile.expectedRefusal(name, BuiltIns.bytes(file(name))));
    }

    private static boolean isPath(String nameOrPath) {
        return builtIn(nameOrPath).isEmpty() && Scenario.isPath(nameOrPath);
    }

    /** The built-in scenario that is called so, by its name, its number or its place in the library. */
    private static Optional<String> builtIn(String called) {
        if (GENERAL.contains(called) || OF_VALIDATION.contains(called)) {
            return Optional.of(called);
        }
        String claim = called.startsWith(Claims.FOLDER) ? called.substring(Claims.FOLDER.length()) : called;
        return Claims.scenarios().contains(claim)
                ? Optional.of(claim)
                : Pitfalls.find(called).flatMap(Pitfall::scenario);
    }

    private static String known(String called) {
        Optional<String> name = builtIn(called);
        if (name.isPresent()) {
            return name.get();
        }
        Optional<Pitfall> pitfall = Pitfalls.find(called);
        if (pitfall.isPresent()) {
            throw new BadInputException(InputProblem.ofFile(
                    called,
                    "no scenario shows this pitfall",
                    "\"vfgap describe pitfall " + pitfall.get().key() + "\" says why"));
        }
        String mend = Nearest.to(called, names())
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("\"vfgap describe scenarios\" lists the built-in ones; a file's name ends in .yaml");
        throw new BadInputException(InputProblem.ofFile(called, "there is no scenario of this name", mend));
    }

    private static String file(String name) {
        return "scenarios/" + folder(name) + name + ".yaml";
    }

    private static String folder(String name) {
        if (GENERAL.contains(name)) {
            return "";
        }
        if (OF_VALIDATION.contains(name)) {
            return "validation/";
        }
        return Claims.scenarios().contains(name) ? Claims.FOLDER : Pitfalls.FOLDER;
    }
}
