package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;
import static dev.vfgap.scenarios.config.Shape.required;

import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.SameMacPolicy;
import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.HostCommand;
import dev.vfgap.models.nic.family.HwMode;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.TableSizes.VfEntries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The form of a profile's {@code nic:} section: a NIC family, whole or as what differs from a built-in one.
 *
 * <p>Every key is optional in the form, because a section with {@code basedOn} may leave any of them out; what a section
 * without it lacks is for {@link NicSection} to say.
 */
final class NicShape {
    private static final int MOST_ADDRESSES = 65_536;
    private static final int MOST_VLANS = 4_096;

    private static final ValueKind SWITCH = Kinds.words(List.of("true", "false"));
    private static final ValueKind MARK = Kinds.words(Words.of(Mark.values()));

    static final Shape SIZES = Shape.of(
            "group of sizes",
            optional("pools", Kinds.whole(2, FilterRegisters.MOST_POOLS), "pools, the PF's included: 2 to 64"),
            optional("vfs", Kinds.whole(1, FilterRegisters.MOST_POOLS - 1), "most VFs, below pools"),
            optional("addressEntries", Kinds.whole(1, MOST_ADDRESSES), "entries of the perfect-match table"),
            optional("vlanEntries", Kinds.whole(1, MOST_VLANS), "entries of the table that leads VLANs to pools"),
            optional(
                    "reservedForPf",
                    Kinds.whole(0, MOST_ADDRESSES),
                    "address entries that a VF's further addresses may not take"),
            optional(
                    "vfEntries",
                    Kinds.words(Words.of(VfEntries.values())),
                    "where VFs' entries are: from-the-end (VF 0 last) or first-free"));

    static final Shape SETTINGS = Shape.of(
            "group of settings",
            optional(
                    "defaultPoolNeedsPromisc",
                    SWITCH,
                    "whether the PF gets unicast that is nobody's only while it is promiscuous"),
            optional(
                    "sameMac",
                    Kinds.words(Words.of(SameMacPolicy.values())),
                    "who gets a frame whose address several entries have: all, first or last"),
            optional("sourcePruning", SWITCH, "whether a pool is spared frames from its own addresses"),
            optional("antiSpoof", SWITCH, "whether the check of a VF's source addresses is built"),
            optional("unicastHash", SWITCH, "whether promiscuity uses the unicast hash table"),
            optional("ownBroadcast", SWITCH, "whether a pool hears the broadcast that it sends"),
            optional(
                    "hwMode",
                    Kinds.words(Words.of(HwMode.values())),
                    "what is done at first with frames between pools: veb (the NIC's own switch) or vepa (the wire)"));

    /** The notation of a cell; that its delays are parameters is for {@link NicSection} to say. */
    private static final ValueKind DOES = Kinds.scalar(
            "a text",
            (name, text, place, problems) -> {
                try {
                    Cell.parse(text, Mark.MEASURED, "not said yet");
                } catch (IllegalArgumentException e) {
                    problems.add(place, "\"" + name + "\": " + e.getMessage(), "");
                }
            },
            Kinds.ordered("type", "string", "minLength", 1));

    private static final Shape CELL = Shape.of(
            "event",
            required("does", DOES, "what is done, like \"E=A\" or \"R=0 Q=0, after nic.vfResetI40e E=A\""),
            required("mark", MARK, "how that is known"),
            required("source", Kinds.text(), "where it is from: file and function, document or measurement"));

    static final Shape EVENTS = Shape.of(
            "list of events",
            Arrays.stream(NicEvent.values())
                    .map(event -> optional(Words.of(event), CELL, "what is done at: " + event.command()))
                    .toArray(Shape.Key[]::new));

    private static final Shape REFUSED = Shape.of(
            "list of refused commands",
            Arrays.stream(HostCommand.values())
                    .map(command ->
                            optional(Words.of(command), Kinds.text(), "what the tool answers to: " + command.command()))
                    .toArray(Shape.Key[]::new));

    private static final Shape FACT = Shape.of(
            "fact",
            required("topic", Kinds.text(), "what it is about"),
            required("fact", Kinds.text(), "one sentence"),
            required("mark", MARK, "how it is known"),
            required("source", Kinds.text(), "where it is from"));

    private static final ValueKind PCI_ID = Kinds.scalar(
            "a PCI id",
            (name, text, place, problems) -> {
                if (!text.matches(ProfileFile.PCI_ID)) {
                    problems.add(
                            place,
                            "\"" + name + "\" is \"" + text + "\", which is no PCI id",
                            "write vendor and device as lspci -n shows them, in quotes: \"8086:10c9\"");
                }
            },
            Kinds.ordered("type", "string", "pattern", "^" + ProfileFile.PCI_ID + "$"));

    private static final Shape DEVICE = Shape.of(
            "device",
            optional("driver", Kinds.text(), "the PF's driver, like igb"),
            optional("version", Kinds.text(), "the driver's version"),
            optional("firmware", Kinds.text(), "the firmware's version"),
            optional("kernel", Kinds.text(), "the kernel that it ran on"),
            optional("pciId", PCI_ID, "vendor and device, like \"8086:10c9\""),
            optional("emulated", SWITCH, "whether it is a model in a hypervisor instead of silicon"));

    /** The keys that a section without {@code basedOn} cannot do without. */
    static final List<String> NEEDED = List.of("class", "sizes", "settings", "events");

    static final Shape SHAPE = Shape.of(
            "nic",
            optional(
                    "basedOn",
                    Kinds.words(NicFamilies.all().stream().map(NicFamily::name).toList()),
                    "the built-in family of which this one differs as the other keys say"),
            optional(
                    "device", DEVICE, "the device that it was measured at, by which a catalogue is asked for its mark"),
            optional(
                    "class",
                    Kinds.words(Words.of(FilterClass.values())),
                    "when the filter leads a VF's MAC to the VF, for people: the events decide"),
            optional("sizes", SIZES, "how large the NIC's tables are"),
            optional("settings", SETTINGS, "how the chip treats frames where families differ"),
            optional(
                    "portReset",
                    Kinds.text(),
                    "the parameter that says how long the port is deaf after a reset of the PF, or none"),
            optional("refused", REFUSED, "commands that the PF's driver refuses, each with the tool's words"),
            optional("events", EVENTS, "what is done at each event"),
            optional("facts", Kinds.list(FACT), "what else is known; one of a known topic goes over that"));

    private NicShape() {}

    /** As {@link #SHAPE}, and for editors also what has to be there. */
    static ValueKind kind() {
        return new ValueKind() {
            @Override
            public void check(String name, Node node, Problems problems) {
                SHAPE.check(name, node, problems);
            }

            @Override
            public Map<String, Object> schema() {
                Map<String, Object> schema = SHAPE.schema();
                schema.put(
                        "anyOf",
                        List.of(Kinds.ordered("required", List.of("basedOn")), Kinds.ordered("required", NEEDED)));
                return schema;
            }
        };
    }
}
