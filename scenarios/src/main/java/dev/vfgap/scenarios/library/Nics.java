package dev.vfgap.scenarios.library;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.ProfileFile;
import dev.vfgap.scenarios.config.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The built-in NIC families by their names and by those of their chips and drivers; a user's own is found by its path. */
public final class Nics {

    /** What else a family is called. */
    private record Aliases(String family, List<String> names) {}

    // spotless:off
    private static final List<Aliases> ALIASES = List.of(
            aliases("igb",            "82576", "igbvf"),
            aliases("igb-i350",       "i350"),
            aliases("ixgbe",          "82599", "x520", "x540", "x550", "ixgbevf"),
            aliases("i40e",           "x710", "xl710", "xxv710", "x722", "iavf"),
            aliases("ice",            "e810", "e822", "e823", "iavf"),
            aliases("ice-switchdev",  "e810-switchdev"),
            aliases("mlx4",           "connectx-3", "cx3", "mlx4_core", "mlx4_en"),
            aliases("mlx5",           "connectx-4", "connectx-5", "connectx-6", "connectx-7", "cx4", "cx5", "cx6", "cx7", "mlx5_core"),
            aliases("mlx5-switchdev", "connectx-5-switchdev", "connectx-6-switchdev", "connectx-7-switchdev"),
            aliases("bnxt",           "bcm574xx", "bcm575xx", "bnxt_en"),
            aliases("qed",            "fastlinq", "qede"),
            aliases("hns3",           "kunpeng", "hclge", "hclgevf"),
            aliases("enic",           "vic"),
            aliases("be2net",         "oneconnect", "emulex"));
    // spotless:on

    private Nics() {}

    private static Aliases aliases(String family, String... names) {
        return new Aliases(family, List.of(names));
    }

    /** All built-in families. */
    public static List<NicFamily> all() {
        return NicFamilies.all();
    }

    /** The names of the built-in families, without their aliases. */
    public static List<String> names() {
        return all().stream().map(NicFamily::name).toList();
    }

    /** What else a built-in family is called: its chips and drivers; none for a user's own. */
    public static List<String> aliases(NicFamily family) {
        return ALIASES.stream()
                .filter(aliases -> aliases.family.equals(family.name()) && all().contains(family))
                .flatMap(aliases -> aliases.names.stream())
                .toList();
    }

    /**
     * The family of this name, alias or path; upper and lower case are the same.
     *
     * @param nameOrPath a built-in name or alias, or the path of a profile with a {@code nic:} section: something with a
     *     {@code /} or ending in {@code .yaml} or {@code .yml}
     * @throws BadInputException when there is none, with the nearest name
     */
    public static NicFamily of(String nameOrPath) {
        if (Scenario.isPath(nameOrPath)) {
            return ProfileFile.read(Path.of(nameOrPath), Catalogue.all())
                    .nic()
                    .orElseThrow(() -> bad(
                            nameOrPath,
                            "is a profile without a NIC's family",
                            "add a section \"nic:\"; \"vfgap describe nic igb --yaml\" shows one"));
        }
        String name = nameOrPath.toLowerCase(Locale.ROOT);
        List<String> families = NicFamilies.of(name).isPresent() ? List.of(name) : called(name);
        if (families.size() > 1) {
            throw bad(nameOrPath, "is of more than one family", "write " + String.join(" or ", families));
        }
        return families.stream()
                .flatMap(family -> NicFamilies.of(family).stream())
                .findFirst()
                .orElseThrow(() -> bad(
                        nameOrPath,
                        "there is no NIC of this name",
                        Nearest.to(name, known())
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("\"vfgap describe nics\" lists them; a file's name ends in .yaml")));
    }

    private static List<String> called(String alias) {
        return ALIASES.stream()
                .filter(aliases -> aliases.names.contains(alias))
                .map(Aliases::family)
                .toList();
    }

    private static List<String> known() {
        List<String> known = new ArrayList<>(names());
        ALIASES.forEach(aliases -> known.addAll(aliases.names));
        return known;
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
