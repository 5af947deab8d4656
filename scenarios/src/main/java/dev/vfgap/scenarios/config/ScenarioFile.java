package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.unit.Quantity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads scenario files. */
public final class ScenarioFile {
    /** As many runs as a prediction may rest on: all of them are held in memory. */
    public static final int MOST_REPLICATIONS = 100_000;

    private static final long LONGEST_SECONDS = 86_400;

    private static final ValueKind TIME = Kinds.quantity("a time", Quantity::parseNanos, 0, "250ms");
    /** The keys under {@code migration} and the parameters that they set. */
    private static final Map<String, String> MIGRATION_PARAMETERS = migrationParameters();

    private static final Shape MIGRATION = Shape.of(
            "migration",
            optional("memory", Kinds.text(), "the guest's memory, like 8GiB (parameter mig.ram)"),
            optional("dirtyRate", Kinds.text(), "how fast the guest changes it, like 50MiB/s (mig.dirtyRate)"),
            optional("workingSet", Kinds.text(), "how much of it the guest changes at all (mig.workingSet)"),
            optional("linkBandwidth", Kinds.text(), "of the link that carries it, like 10Gbps (mig.linkBandwidth)"),
            optional("maxBandwidth", Kinds.text(), "QEMU's max-bandwidth, like 128MiB/s (mig.maxBandwidth)"),
            optional(
                    "postcopyBandwidth",
                    Kinds.text(),
                    "QEMU's max-postcopy-bandwidth, like 1GiB/s (mig.postcopyBandwidth)"),
            optional(
                    "switchoverBandwidth",
                    Kinds.text(),
                    "QEMU's avail-switchover-bandwidth, like 1GiB/s (mig.switchoverBandwidth)"),
            optional("downtimeLimit", Kinds.text(), "QEMU's downtime-limit, like 300ms (mig.downtimeLimit)"));

    static final Shape SHAPE = Shape.of(
            "scenario",
            required("format", FileKind.SCENARIO.formatKind(), "format: " + FileKind.SCENARIO.format()),
            required("name", Kinds.name(), "the name used in results"),
            required("title", Kinds.text(), "one line that says what is predicted"),
            optional("summary", Kinds.text(), "what happens and why, a few sentences"),
            optional("source", Kinds.text(), "how it is known"),
            required(
                    "strategy",
                    Kinds.textOr(StrategyFile.OWN),
                    "the name of a strategy, the path of a strategy file, or one of the scenario's own: requires, initial, plan"),
            optional(
                    "hotplug",
                    Kinds.words(
                            Arrays.stream(Hotplug.values()).map(Hotplug::word).toList()),
                    "acpi or native; without this key the strategy decides"),
            required("primaryNic", Kinds.words(GuestNic.names()), "the primary's driver in the guest, like ixgbevf"),
            optional("guest", GuestKeys.GUEST, "what runs in the guest beside the driver"),
            optional("hostSide", HostSideKeys.HOST_SIDE, "what both hosts have between NIC and standby"),
            optional("switch", FabricKeys.SWITCH, "what the switch between peer and hosts does"),
            optional("nicSetup", NicKeys.NIC_SETUP, "what both hosts have set on their NIC"),
            optional("slot", SlotKeys.SLOT, "the primary's hot-plug slot, and whether the guest attends to it"),
            optional(
                    "nic",
                    Kinds.text(),
                    "the hosts' NIC: a family like ixgbe, the path of a profile of one, or bridge; without this key the"
                            + " one that belongs to the primary"),
            optional(
                    "catalogue",
                    Kinds.text(),
                    "a folder of marked devices, as vfgap probe judge writes it: run tells what it says of the NIC"),
            optional(
                    "pauseBeforeSwitchover",
                    Kinds.words(List.of("true", "false")),
                    "QEMU's capability: true, as libvirt sets it, which is also meant without this key, or false"),
            optional("hypervisor", HypervisorKeys.HYPERVISOR, "what QEMU is told beside the migration's limits"),
            optional(
                    "profiles",
                    Kinds.list(Kinds.text()),
                    "names or paths of profiles; a later one goes over an earlier one"),
            required("traffic", TrafficKeys.TRAFFIC, "what is offered, by stream"),
            optional("migration", MIGRATION, "the guest's memory and the limits of its migration"),
            required("before", TIME, "traffic before the first step of the plan, like 1s"),
            required("after", TIME, "traffic after its last step, like 5s"),
            optional("parameters", new SettingsKind(), "values for parameters, over those of the profiles"),
            required("seed", Kinds.whole(0, Long.MAX_VALUE), "the seed of everything random"),
            required(
                    "replications",
                    Kinds.whole(1, MOST_REPLICATIONS),
                    "how many runs a prediction rests on, without a unit"),
            optional(ExpectKind.KEY, new ExpectKind(), "what the runs must show; run answers no when one is broken"),
            optional(SweepKeys.KEY, SweepKeys.SWEEP, "variants of the scenario, which vfgap sweep runs"));

    private ScenarioFile() {}

    /** Whether each value of a sweep's axes is tried, too, which takes as long as reading the file once more. */
    public enum Variants {
        /** They are not looked at: one variant of the scenario is wanted. */
        NOT_TRIED,
        /** What is wrong with one is a problem of the file. */
        TRIED
    }

    /** One variant of a file, see {@link #read(Path, List, ParameterCatalog, Variants)}. */
    public static Scenario read(Path path, List<String> settings, ParameterCatalog catalog) {
        return read(path, settings, catalog, Variants.NOT_TRIED);
    }

    /** One variant of a text, see {@link #parse(String, byte[], List, ParameterCatalog, Variants)}. */
    public static Scenario parse(String file, byte[] text, List<String> settings, ParameterCatalog catalog) {
        return parse(file, text, settings, catalog, Variants.NOT_TRIED);
    }

    /**
     * The scenario of a file.
     *
     * @param settings {@code path=value} each, over what the file says
     * @param catalog the parameters that exist
     * @throws BadInputException with every problem that was found
     */
    public static Scenario read(Path path, List<String> settings, ParameterCatalog catalog, Variants variants) {
        Problems problems = new Problems();
        Path folder = path.toAbsolutePath().getParent();
        return read(YamlText.read(path, problems), settings, catalog, variants, problems)
                .in(folder);
    }

    /** The scenario of a text that stands in a file of this name; see {@link #read(Path, List, ParameterCatalog, Variants)}. */
    public static Scenario parse(
            String file, byte[] text, List<String> settings, ParameterCatalog catalog, Variants variants) {
        Problems problems = new Problems();
        return read(YamlText.parse(file, text, problems), settings, catalog, variants, problems);
    }

    /**
     * What a text says of itself, whatever its keys make of each other.
     *
     * @throws BadInputException when its form is wrong
     */
    public static ScenarioHead head(String file, byte[] text) {
        Problems problems = new Problems();
        Node node = YamlText.parse(file, text, problems);
        SHAPE.check("scenario", node, problems);
        problems.throwIfAny();
        return ScenarioHead.of(new Fields((Node.Mapping) node));
    }

    /** The error that a file expects to be refused with, whatever else is wrong with it; empty when it expects none. */
    public static Optional<Refusal> expectedRefusal(Path path) {
        return expectedRefusal(problems -> YamlText.read(path, problems));
    }

    /** The error that a text expects; see {@link #expectedRefusal(Path)}. */
    public static Optional<Refusal> expectedRefusal(String file, byte[] text) {
        return expectedRefusal(problems -> YamlText.parse(file, text, problems));
    }

    private static Optional<Refusal> expectedRefusal(Function<Problems, Node> reader) {
        try {
            return ExpectKind.refusal(reader.apply(new Problems()));
        } catch (BadInputException e) {
            return Optional.empty(); // It is no YAML: whoever reads the scenario tells that.
        }
    }

    /** What is wrong with a thing that a readable scenario file names under {@code key}, at the place of that name. */
    public static InputProblem problemAt(Path path, String key, String message, String mend) {
        Node file = YamlText.read(path, new Problems());
        Place place = file instanceof Node.Mapping mapping
                ? mapping.value(key).map(Node::place).orElse(file.place())
                : file.place();
        return place.problem("\"" + key + "\": " + message, mend);
    }

    static Scenario read(
            Node written, List<String> settings, ParameterCatalog catalog, Variants variants, Problems problems) {
        Node node = written instanceof Node.Mapping mapping
                ? Overrides.over(mapping, SHAPE, settings, catalog, problems)
                : written;
        SHAPE.check("scenario", node, problems);
        problems.throwIfAny();
        Fields fields = new Fields((Node.Mapping) node);
        Scenario scenario = bind(fields, catalog, problems);
        problems.throwIfAny();
        if (variants == Variants.TRIED) {
            scenario.sweep().ifPresent(sweep -> SweepKeys.trials(fields, sweep)
                    .forEach(trial -> check(trial, (Node.Mapping) node, catalog, problems)));
            problems.throwIfAny();
        }
        return scenario;
    }

    /** Reads the scenario with one value of an axis; what that finds is a problem of the value. */
    private static void check(SweepKeys.Trial trial, Node.Mapping file, ParameterCatalog catalog, Problems problems) {
        Problems ofTrial = new Problems();
        Node.Mapping variant =
                Overrides.over(file.without(SweepKeys.KEY), SHAPE, trial.level().settings(), trial.place(), catalog);
        SHAPE.check("scenario", variant, ofTrial);
        if (ofTrial.count() == 0) {
            bind(new Fields(variant), catalog, ofTrial);
        }
        problems.addAll(ofTrial);
    }

    private static Scenario bind(Fields fields, ParameterCatalog catalog, Problems problems) {
        ScenarioHead head = ScenarioHead.of(fields);
        String name = head.name();
        Optional<Strategy> own = ownStrategy(head, fields, problems);
        Provenance unless = new Provenance(Provenance.Kind.ASSUMED, "scenario " + name + ", which gives no source");
        List<Profile.Setting> settings = new ArrayList<>();
        if (fields.has("migration")) {
            Node.Mapping migration = (Node.Mapping) fields.node("migration");
            settings.addAll(SettingsKind.bind(migration, MIGRATION_PARAMETERS::get, catalog, unless, problems));
        }
        if (fields.has("parameters")) {
            Node.Mapping parameters = (Node.Mapping) fields.node("parameters");
            refuseTwice(parameters, settings, problems);
            settings.addAll(SettingsKind.bind(parameters, key -> key, catalog, unless, problems));
        }
        ExpectKind.refuseAbsentStreams(fields, problems);
        HostSide side = HostSideKeys.hostSide(fields, problems);
        return new Scenario(
                name,
                head.title(),
                head.summary(),
                head.source(),
                head.strategy(),
                own,
                fields.word("hotplug", Hotplug.values(), Hotplug::word),
                GuestNic.of(fields.text("primaryNic")),
                fields.optionalText("nic"),
                catalogue(fields, problems),
                side,
                FabricKeys.unknownUnicast(fields),
                switchover(fields),
                fields.texts("profiles"),
                TrafficKeys.streams(fields, side, problems),
                span(fields, "before", problems),
                span(fields, "after", problems),
                settings,
                Long.parseLong(fields.text("seed")),
                Integer.parseInt(fields.text("replications")),
                WorldKeys.world(fields, switchover(fields), side, problems),
                head.expectations(),
                SweepKeys.sweep(fields, problems));
    }

    private static Optional<NamedFolder> catalogue(Fields fields, Problems problems) {
        if (!fields.has("catalogue")) {
            return Optional.empty();
        }
        Place place = fields.node("catalogue").place();
        try {
            return Optional.of(
                    new NamedFolder(Path.of(fields.text("catalogue")), place.file(), place.line(), place.column()));
        } catch (InvalidPathException e) {
            problems.add(place, "\"catalogue\" is no path (" + e.getReason() + ")", "write the path of a folder");
            return Optional.empty();
        }
    }

    private static Optional<Strategy> ownStrategy(ScenarioHead head, Fields fields, Problems problems) {
        Node strategy = fields.node("strategy");
        return strategy instanceof Node.Scalar
                ? Optional.empty()
                : Optional.of(StrategyFile.own(strategy, head, problems));
    }

    private static Switchover switchover(Fields fields) {
        boolean direct = fields.optionalText("pauseBeforeSwitchover").equals(Optional.of("false"));
        return direct ? Switchover.DIRECT : Switchover.PAUSE_FIRST;
    }

    private static void refuseTwice(Node.Mapping parameters, List<Profile.Setting> before, Problems problems) {
        for (Node.Entry entry : parameters.entries()) {
            if (before.stream().anyMatch(setting -> setting.key().equals(entry.key()))) {
                problems.add(
                        entry.place(),
                        "\"" + entry.key() + "\" is also set under \"migration\"",
                        "remove one of the two");
            }
        }
    }

    private static Map<String, String> migrationParameters() {
        return Map.of(
                "memory", "mig.ram",
                "dirtyRate", "mig.dirtyRate",
                "workingSet", "mig.workingSet",
                "linkBandwidth", "mig.linkBandwidth",
                "maxBandwidth", "mig.maxBandwidth",
                "postcopyBandwidth", "mig.postcopyBandwidth",
                "switchoverBandwidth", "mig.switchoverBandwidth",
                "downtimeLimit", "mig.downtimeLimit");
    }

    private static long span(Fields fields, String key, Problems problems) {
        long nanos = Quantity.parseNanos(fields.text(key));
        if (nanos > LONGEST_SECONDS * 1_000_000_000L) {
            problems.add(
                    fields.node(key).place(),
                    "\"" + key + "\" is " + fields.text(key) + ", which is longer than a day",
                    "write at most 24h");
        }
        return nanos;
    }
}
