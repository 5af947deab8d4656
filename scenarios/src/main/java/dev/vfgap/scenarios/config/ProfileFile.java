package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads profile files. */
public final class ProfileFile {
    /** What a PCI id looks like: vendor and device, four hexadecimal digits each. */
    public static final String PCI_ID = "[0-9a-fA-F]{4}:[0-9a-fA-F]{4}";

    private static final Shape CALIBRATION = Shape.of(
            "calibration",
            required(
                    "bundles",
                    Kinds.list(Kinds.text()),
                    "names of the bundles that it was fitted to, each with a digest"),
            optional("labs", Kinds.list(Kinds.text()), "the labs that they are from"),
            optional(
                    "lab",
                    Kinds.text(),
                    "the lab whose values stand under \"parameters\"; without it they are of a lab that none is from"),
            required("primaryNics", Kinds.list(Kinds.text()), "the models of primary in them"),
            required("hotplugs", Kinds.list(Kinds.text()), "their kinds of hot-plug"),
            optional(
                    "fittedToLosses",
                    Kinds.list(Kinds.text()),
                    "the bundles whose losses were fitted to, each with a digest: they no longer test the profile"));

    private static final Shape WHEN = Shape.of(
            "condition",
            optional("lab", Kinds.text(), "a lab's name, or \"another\": one that no calibration bundle is from"),
            optional("nic", Kinds.text(), "the model or driver of the primary, like e1000e"),
            required("parameters", new SettingsKind(), "the values that then hold"));

    static final Shape SHAPE = Shape.of(
            "profile",
            required("format", FileKind.PROFILE.formatKind(), "format: " + FileKind.PROFILE.format()),
            required("name", Kinds.name(), "the name that scenarios use"),
            required("title", Kinds.text(), "one line that says what it describes"),
            required(
                    "of",
                    Kinds.words(Arrays.stream(Profile.Subject.values())
                            .map(Profile.Subject::word)
                            .toList()),
                    "what the profile describes: nic, guest-driver, hypervisor, host or lab"),
            optional("parameters", new SettingsKind(), "the values: key and distribution, or value with provenance"),
            optional(
                    "when",
                    Kinds.list(WHEN),
                    "values that hold for one primary NIC or one lab; of those that hold, a later one goes over an"
                            + " earlier one"),
            optional("nic", NicShape.kind(), "what the drivers of this NIC do at each event: a family of your own"),
            optional("calibration", CALIBRATION, "what \"vfgap calibrate\" has fitted it to"));

    private ProfileFile() {}

    /**
     * The profile of a file.
     *
     * @throws BadInputException with every problem that was found
     */
    public static Profile read(Path path, ParameterCatalog catalog) {
        Problems problems = new Problems();
        return read(YamlText.read(path, problems), catalog, problems);
    }

    /** The profile of a text that stands in a file of this name; see {@link #read(Path, ParameterCatalog)}. */
    public static Profile parse(String file, byte[] text, ParameterCatalog catalog) {
        Problems problems = new Problems();
        return read(YamlText.parse(file, text, problems), catalog, problems);
    }

    static Profile read(Node node, ParameterCatalog catalog, Problems problems) {
        SHAPE.check("profile", node, problems);
        problems.throwIfAny();
        Fields fields = new Fields((Node.Mapping) node);
        String name = fields.text("name");
        String title = fields.text("title");
        Profile.Subject of = fields.word("of", Profile.Subject.values(), Profile.Subject::word)
                .orElseThrow();
        crossCheck(fields, of, problems);
        Provenance unless = new Provenance(Provenance.Kind.ASSUMED, "profile " + name + ", which gives no source");
        List<Profile.Setting> settings =
                fields.has("parameters") ? settings(fields, catalog, unless, problems) : List.of();
        List<Profile.When> when = new ArrayList<>();
        for (Node item : fields.has("when") ? ((Node.Sequence) fields.node("when")).items() : List.<Node>of()) {
            Fields some = new Fields((Node.Mapping) item);
            if (!some.has("nic") && !some.has("lab")) {
                problems.add(item.place(), "this condition has neither \"nic\" nor \"lab\"", "add one of them");
            }
            when.add(new Profile.When(
                    some.optionalText("nic"), some.optionalText("lab"), settings(some, catalog, unless, problems)));
        }
        Optional<NicFamily> nic = fields.has("nic")
                ? NicSection.bind((Node.Mapping) fields.node("nic"), name, title, catalog, problems)
                : Optional.empty();
        problems.throwIfAny();
        Optional<Profile.CalibratedOn> calibration = fields.optionalGroup("calibration")
                .map(on -> new Profile.CalibratedOn(
                        on.texts("bundles"),
                        on.texts("labs"),
                        on.optionalText("lab"),
                        on.texts("primaryNics"),
                        on.texts("hotplugs"),
                        on.texts("fittedToLosses")));
        Optional<ProbeDevice> device = fields.optionalGroup("nic")
                .flatMap(section -> section.optionalGroup("device").map(ProfileFile::device));
        return new Profile(name, title, of, settings, when, nic, device, calibration);
    }

    private static ProbeDevice device(Fields device) {
        return new ProbeDevice(
                device.optionalText("driver"),
                device.optionalText("version"),
                device.optionalText("firmware"),
                device.optionalText("kernel"),
                device.optionalText("pciId"),
                device.optionalText("emulated").map(Boolean::parseBoolean));
    }

    private static List<Profile.Setting> settings(
            Fields fields, ParameterCatalog catalog, Provenance unless, Problems problems) {
        return SettingsKind.bind((Node.Mapping) fields.node("parameters"), key -> key, catalog, unless, problems);
    }

    /** Rules over more than one key. */
    private static void crossCheck(Fields fields, Profile.Subject of, Problems problems) {
        if (fields.has("nic") && of != Profile.Subject.NIC) {
            problems.add(
                    fields.node("of").place(),
                    "a profile of " + of.word() + " has no key \"nic\"",
                    "write \"of: nic\", or move \"nic\" to a profile of its own");
        }
        if (!fields.has("nic") && !fields.has("parameters")) {
            problems.add(
                    fields.node("format").place(),
                    "this profile has neither \"parameters\" nor \"nic\", so it says nothing",
                    "add one of them");
        }
    }
}
