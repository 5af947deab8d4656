package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.host.StandbyNic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The keys of a scenario that say what stands between a NIC and the standby, and what the switch floods. */
final class HostSideKeys {
    private static final ValueKind YES_OR_NO = Kinds.words(List.of("true", "false"));
    private static final List<EntryKind> OFFLOADED = List.of(EntryKind.DYNAMIC, EntryKind.STATIC, EntryKind.STICKY);

    /** Under {@code hostSide}. */
    static final Shape HOST_SIDE = Shape.of(
            "hostSide",
            required(
                    "kind",
                    Kinds.words(words(Kind.values(), Kind::word)),
                    "what leads from the PF to the tap: open decides nothing, as in the lab"),
            optional(
                    "standbyNic",
                    Kinds.words(words(StandbyNic.values(), StandbyNic::word)),
                    "shared with the VF, which is also meant without this key; vf: another VF of its NIC; or own: another port of the switch"),
            optional("learning", YES_OR_NO, "of a bridge: whether it learns; true without this key"),
            optional("flood", YES_OR_NO, "of a bridge: whether it floods unknown unicast; true without this key"),
            optional(
                    "stp",
                    YES_OR_NO,
                    "of a bridge: whether a port that comes up waits br.forwardDelay twice; false without this key"),
            optional(
                    "entry",
                    Kinds.words(List.of("tap", "uplink", "local")),
                    "of a bridge: where management's entry for the guest's MAC leads from the start"),
            optional(
                    "entryKind",
                    Kinds.words(List.of("static", "sticky")),
                    "of a bridge: static (moves when the guest is seen elsewhere), which is also meant without this key, or sticky"),
            optional(
                    "flowTable",
                    YES_OR_NO,
                    "of a bridge: whether frames go where the last ones went, whatever its entry says, until none came for"
                            + " sw.flowIdle; false without this key"),
            optional(
                    "mode",
                    Kinds.words(words(MacvtapMode.values(), MacvtapMode::word)),
                    "of a macvtap, as ip link has it"),
            optional(
                    "entries",
                    Kinds.words(OFFLOADED.stream().map(HostSideKeys::word).toList()),
                    "of switchdev: dynamic (learned), which is also meant without this key, or written by set-filter as static or sticky"));

    private HostSideKeys() {}

    private enum Kind {
        OPEN("open"),
        BRIDGE("bridge", "learning", "flood", "stp", "entry", "entryKind", "flowTable"),
        MACVTAP("macvtap", "mode"),
        SWITCHDEV("switchdev", "entries");

        private final String word;
        private final List<String> ownKeys;

        Kind(String word, String... ownKeys) {
            this.word = word;
            this.ownKeys = List.of(ownKeys);
        }

        String word() {
            return word;
        }
    }

    /** What {@code hostSide} says, without it {@link HostSide#OPEN}; what contradicts itself is added to the problems. */
    static HostSide hostSide(Fields scenario, Problems problems) {
        return scenario.optionalGroup("hostSide")
                .map(fields -> bind(fields, problems))
                .orElse(HostSide.OPEN);
    }

    private static HostSide bind(Fields fields, Problems problems) {
        Kind kind = fields.word("kind", Kind.values(), Kind::word).orElseThrow();
        StandbyNic nic =
                fields.word("standbyNic", StandbyNic.values(), StandbyNic::word).orElse(StandbyNic.SHARED);
        refuseKeysOfOthers(fields, kind, problems);
        if (kind == Kind.SWITCHDEV && nic != StandbyNic.SHARED) {
            problems.add(
                    fields.node("standbyNic").place(),
                    "\"standbyNic\" cannot be \"" + nic.word()
                            + "\" with switchdev, whose bridge joins the VF's NIC and the tap",
                    "remove it");
            return HostSide.OPEN;
        }
        SoftSwitch soft =
                switch (kind) {
                    case OPEN -> new SoftSwitch.Open();
                    case BRIDGE -> bridge(fields, problems);
                    case MACVTAP -> macvtap(fields, problems);
                    case SWITCHDEV ->
                        new SoftSwitch.Switchdev(fields.word("entries", EntryKind.values(), HostSideKeys::word)
                                .orElse(EntryKind.DYNAMIC));
                };
        return new HostSide(soft, nic);
    }

    private static void refuseKeysOfOthers(Fields fields, Kind kind, Problems problems) {
        for (Node.Entry entry : fields.entries()) {
            for (Kind other : Kind.values()) {
                if (other != kind && other.ownKeys.contains(entry.key())) {
                    problems.add(
                            entry.place(),
                            "\"" + entry.key() + "\" is of kind " + other.word + ", not of " + kind.word,
                            "remove it");
                }
            }
        }
    }

    private static SoftSwitch bridge(Fields fields, Problems problems) {
        boolean learns = isTrue(fields, "learning", true);
        boolean waits = isTrue(fields, "stp", false);
        return new SoftSwitch.Bridge(
                learns ? Learning.ON : Learning.OFF,
                flood(fields),
                waits ? SpanningTree.ON : SpanningTree.OFF,
                entered(fields, problems),
                FabricKeys.flows(fields));
    }

    private static Entry entered(Fields fields, Problems problems) {
        String port = fields.optionalText("entry").orElse("");
        if (fields.has("entryKind") && (port.isEmpty() || port.equals("local"))) {
            problems.add(
                    fields.node("entryKind").place(),
                    "\"entryKind\" says of what kind an \"entry\" at the tap or the uplink is, but there is none",
                    "write \"entry: tap\", or remove it");
        }
        EntryKind kind =
                fields.word("entryKind", EntryKind.values(), HostSideKeys::word).orElse(EntryKind.STATIC);
        return switch (port) {
            case "tap" -> new Entry(kind, BridgePort.TAP.ordinal());
            case "uplink" -> new Entry(kind, BridgePort.UPLINK.ordinal());
            case "local" -> new Entry(EntryKind.LOCAL, LearningSwitch.ITSELF);
            default -> Entry.NONE;
        };
    }

    private static SoftSwitch macvtap(Fields fields, Problems problems) {
        if (!fields.has("mode")) {
            problems.add(
                    fields.node("kind").place(),
                    "a macvtap needs a \"mode\"",
                    "use " + Kinds.either(words(MacvtapMode.values(), MacvtapMode::word)));
            return new SoftSwitch.Open();
        }
        return new SoftSwitch.Macvtap(
                fields.word("mode", MacvtapMode.values(), MacvtapMode::word).orElseThrow());
    }

    private static UnknownUnicast flood(Fields fields) {
        return isTrue(fields, "flood", true) ? UnknownUnicast.FLOOD : UnknownUnicast.DROP;
    }

    private static boolean isTrue(Fields fields, String key, boolean otherwise) {
        return fields.optionalText(key).map("true"::equals).orElse(otherwise);
    }

    private static String word(EntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }
}
