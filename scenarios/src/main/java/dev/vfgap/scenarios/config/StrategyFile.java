package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Requirements;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.replay.bundle.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads strategy files. */
public final class StrategyFile {
    private static final PlanKind PLAN = new PlanKind();

    private static final ValueKind FILTER = Kinds.words(
            Arrays.stream(FilterTarget.values()).map(FilterTarget::word).toList());

    private static final Shape REQUIRES = Shape.of(
            "requires",
            optional(
                    "hotplug",
                    Kinds.words(
                            Arrays.stream(Hotplug.values()).map(Hotplug::word).toList()),
                    "the hot-plug mechanism that the strategy is about: acpi or native (pciehp)"),
            required(
                    "standby",
                    Kinds.words(
                            Arrays.stream(Standby.values()).map(Standby::word).toList()),
                    "what joins the guest's virtio NIC and its primary: failover (net_failover), bond, netvsc, dpdk-bond; plain: there is only the virtio NIC, none: only the primary"),
            optional(
                    "primary",
                    Kinds.words(Arrays.stream(PrimaryDevice.values())
                            .map(PrimaryDevice::word)
                            .toList()),
                    "what the primary is: vf, which is unplugged and is also meant without this key; vfio-migration, a"
                            + " VF that is migrated with its state; vdpa, a VF behind the virtio NIC"),
            optional(
                    "busMaster",
                    Kinds.words(List.of(BusMasterEvents.EVENTS.word(), BusMasterEvents.HOLD.word())),
                    "what QEMU does when the guest turns the primary's bus-master bit: events, it tells management; hold, it also holds the vCPU until release-vcpu; without this key neither, like QEMU 10.0"));

    private static final Shape INITIAL = Shape.of(
            "initial",
            required("filterA", FILTER, "where host A's NIC leads the guest's MAC before the plan"),
            required("filterB", FILTER, "where host B's NIC leads the guest's MAC before the plan"),
            required("primaryA", Kinds.words(List.of("plugged", "none")), "whether the guest has a primary on A"),
            required(
                    "primaryB",
                    Kinds.words(List.of("hidden", "none")),
                    "hidden: QEMU on B plugs one when the guest negotiates the standby feature"));

    static final Shape SHAPE = Shape.of(
            "strategy",
            required("format", FileKind.STRATEGY.formatKind(), "format: " + FileKind.STRATEGY.format()),
            required("name", Kinds.name(), "the name used on the command line and in results"),
            optional("aliases", Kinds.list(Kinds.name()), "other names, for example those of a lab"),
            required("title", Kinds.text(), "one line that says what the strategy does"),
            required("summary", Kinds.text(), "what is done and why, a few sentences"),
            required("claim", Kinds.text(), "what the strategy says of itself, so that a run can refute it"),
            required("source", Kinds.text(), "where the strategy is from"),
            optional(
                    "obstacle",
                    Kinds.text(),
                    "why nobody can carry the plan out with today's programs; leave it out when somebody can"),
            required("requires", REQUIRES, "what the machines must be able to do"),
            required("initial", INITIAL, "the state that the plan starts from"),
            required("plan", PLAN, "the steps, carried out in order"));

    /** A strategy that a scenario writes for itself: the reasons are the scenario's. */
    static final Shape OWN = Shape.of(
            "strategy",
            required("requires", REQUIRES, "what the machines must be able to do"),
            required("initial", INITIAL, "the state that the plan starts from"),
            required("plan", PLAN, "the steps, carried out in order"));

    private StrategyFile() {}

    /**
     * The strategy of a file.
     *
     * @throws BadInputException with every problem that was found
     */
    public static Strategy read(Path path) {
        Problems problems = new Problems();
        return read(YamlText.read(path, problems), problems);
    }

    /** The strategy of a text that stands in a file of this name; see {@link #read(Path)}. */
    public static Strategy parse(String file, byte[] text) {
        Problems problems = new Problems();
        return read(YamlText.parse(file, text, problems), problems);
    }

    static Strategy read(Node node, Problems problems) {
        SHAPE.check("strategy", node, problems);
        problems.throwIfAny();
        Fields fields = new Fields((Node.Mapping) node);
        Strategy strategy = bind(fields);
        crossCheck(strategy, fields, problems);
        problems.throwIfAny();
        return strategy;
    }

    /** The strategy that a scenario writes for itself, of which {@link #OWN} found nothing wrong. */
    static Strategy own(Node node, ScenarioHead head, Problems problems) {
        Fields fields = new Fields((Node.Mapping) node);
        Strategy strategy = bind(
                head.name(),
                List.of(),
                head.title(),
                head.summary().orElse(head.title()),
                head.title(),
                fields,
                head.source().orElse("scenario " + head.name()));
        crossCheck(strategy, fields, problems);
        return strategy;
    }

    private static Strategy bind(Fields fields) {
        return bind(
                fields.text("name"),
                fields.texts("aliases"),
                fields.text("title"),
                fields.text("summary"),
                fields.text("claim"),
                fields,
                fields.text("source"));
    }

    private static Strategy bind(
            String name,
            List<String> aliases,
            String title,
            String summary,
            String claim,
            Fields fields,
            String source) {
        Fields requires = fields.group("requires");
        Fields initial = fields.group("initial");
        return new Strategy(
                name,
                aliases,
                title,
                summary,
                claim,
                new Requirements(
                        requires.word("hotplug", Hotplug.values(), Hotplug::word),
                        requires.word("standby", Standby.values(), Standby::word)
                                .orElseThrow(),
                        new PrimaryUse(
                                requires.word("primary", PrimaryDevice.values(), PrimaryDevice::word)
                                        .orElse(PrimaryDevice.VF),
                                requires.word("busMaster", BusMasterEvents.values(), BusMasterEvents::word)
                                        .orElse(BusMasterEvents.NONE))),
                new Initial(
                        filter(initial, "filterA"),
                        filter(initial, "filterB"),
                        presence(initial, "primaryA"),
                        presence(initial, "primaryB")),
                new Plan(PLAN.bind(fields.node("plan"))),
                source,
                fields.optionalText("obstacle"));
    }

    private static FilterTarget filter(Fields initial, String key) {
        return initial.word(key, FilterTarget.values(), FilterTarget::word).orElseThrow();
    }

    private static PrimaryPresence presence(Fields initial, String key) {
        return initial.word(key, PrimaryPresence.values(), PrimaryPresence::word)
                .orElseThrow();
    }

    /** Rules over more than one key. */
    private static void crossCheck(Strategy strategy, Fields fields, Problems problems) {
        HypervisorRules.check(strategy, fields, problems);
        boolean plain = strategy.requires().standby() == Standby.PLAIN;
        boolean seen = strategy.requires().primary().device() == PrimaryDevice.VF;
        if (plain && seen && strategy.initial().primaryA() != PrimaryPresence.NONE) {
            problems.add(
                    fields.group("initial").node("primaryA").place(),
                    "a guest with a plain standby cannot have a primary",
                    "write \"primaryA: none\", or \"standby: failover\" under requires");
        }
        // Of one that comes along HypervisorRules has told what is wrong.
        boolean hides = strategy.requires().standby() == Standby.FAILOVER
                || strategy.requires().primary().device().comesAlong();
        if (!hides && strategy.initial().primaryB() == PrimaryPresence.HIDDEN) {
            problems.add(
                    fields.group("initial").node("primaryB").place(),
                    "a primary can only be hidden behind a failover standby",
                    "write \"primaryB: none\", or \"standby: failover\" under requires");
        }
    }
}
