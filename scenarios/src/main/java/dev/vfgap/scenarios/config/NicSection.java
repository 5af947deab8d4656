package dev.vfgap.scenarios.config;

import dev.vfgap.models.nic.SameMacPolicy;
import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.Fact;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.HostCommand;
import dev.vfgap.models.nic.family.HwMode;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PortSettings;
import dev.vfgap.models.nic.family.TableSizes;
import dev.vfgap.models.nic.family.TableSizes.VfEntries;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the NIC family of a profile's {@code nic:} section, in which {@link NicShape} found nothing wrong. */
final class NicSection {
    static final String NO_RESET = "none";

    private final Fields section;
    private final Place place;
    private final Optional<NicFamily> base;
    private final ParameterCatalog catalog;
    private final Problems problems;

    private NicSection(Node.Mapping node, ParameterCatalog catalog, Problems problems) {
        this.section = new Fields(node);
        this.place = node.place();
        this.base = section.optionalText("basedOn").flatMap(NicFamilies::of);
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * The family; empty when something is missing or wrong, which is then among the problems.
     *
     * @param name the profile's
     * @param title the profile's
     */
    static Optional<NicFamily> bind(
            Node.Mapping node, String name, String title, ParameterCatalog catalog, Problems problems) {
        return new NicSection(node, catalog, problems).family(name, title);
    }

    private Optional<NicFamily> family(String name, String title) {
        int before = problems.count();
        if (base.isEmpty()) {
            requireAll(section, place, "nic", NicShape.SHAPE, NicShape.NEEDED);
        }
        Optional<TableSizes> sizes = sizes();
        Optional<PortSettings> settings = settings();
        Map<NicEvent, Cell> cells = cells();
        Optional<String> portReset = portReset();
        if (problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new NicFamily(
                name,
                title,
                section.optionalText("class")
                        .map(word -> Words.constant(FilterClass.class, word))
                        .orElseGet(() -> base.orElseThrow().filterClass()),
                sizes.orElseThrow(),
                settings.orElseThrow(),
                portReset,
                refused(),
                cells,
                facts()));
    }

    /** Every key of a group that is not there is a problem, unless there is a family that it is taken from. */
    private void requireAll(Fields fields, Place at, String what, Shape shape, List<String> names) {
        for (Shape.Key key : shape.keys()) {
            if (names.contains(key.name()) && !fields.has(key.name())) {
                problems.add(
                        at,
                        "this " + what + " has no key \"" + key.name() + "\"",
                        "add it: " + key.meaning() + "; or name a built-in family under \"basedOn\"");
            }
        }
    }

    /** The values of a group, with those that are not written taken from the base; empty when some are missing. */
    private Optional<Values> values(String group, Shape shape, Function<NicFamily, Map<String, Object>> ofBase) {
        Optional<Fields> fields = section.optionalGroup(group);
        if (base.isEmpty()) {
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            int before = problems.count();
            requireAll(fields.get(), section.node(group).place(), shape.what(), shape, shape.names());
            if (problems.count() > before) {
                return Optional.empty();
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        base.ifPresent(family -> ofBase.apply(family).forEach((key, value) -> values.put(key, value.toString())));
        fields.ifPresent(
                written -> written.entries().forEach(entry -> values.put(entry.key(), written.text(entry.key()))));
        return Optional.of(new Values(values));
    }

    private Optional<TableSizes> sizes() {
        Optional<Values> values = values("sizes", NicShape.SIZES, family -> NicText.sizes(family.sizes()));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Values sizes = values.get();
        int pools = sizes.number("pools");
        int vfs = sizes.number("vfs");
        int entries = sizes.number("addressEntries");
        int reserved = sizes.number("reservedForPf");
        int before = problems.count();
        if (vfs >= pools) {
            problems.add(
                    placeIn("sizes", "vfs", "pools"),
                    "\"vfs\" is " + vfs + ", but of " + pools + " pools one is the PF's",
                    "write at most " + (pools - 1) + ", or more pools");
        }
        if (reserved > entries) {
            problems.add(
                    placeIn("sizes", "reservedForPf", "addressEntries"),
                    "\"reservedForPf\" is " + reserved + ", but the table has " + entries + " entries",
                    "write at most " + entries);
        }
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new TableSizes(
                        pools,
                        vfs,
                        entries,
                        sizes.number("vlanEntries"),
                        reserved,
                        sizes.constant(VfEntries.class, "vfEntries")));
    }

    /** Where a value of a group is written, else the other one that contradicts it. */
    private Place placeIn(String group, String key, String other) {
        Fields fields = section.group(group);
        return fields.node(fields.has(key) ? key : other).place();
    }

    private Optional<PortSettings> settings() {
        return values("settings", NicShape.SETTINGS, family -> NicText.settings(family.settings()))
                .map(settings -> new PortSettings(
                        settings.isTrue("defaultPoolNeedsPromisc"),
                        settings.constant(SameMacPolicy.class, "sameMac"),
                        settings.isTrue("sourcePruning"),
                        settings.isTrue("antiSpoof"),
                        settings.isTrue("unicastHash"),
                        settings.isTrue("ownBroadcast"),
                        settings.constant(HwMode.class, "hwMode")));
    }

    private Optional<String> portReset() {
        if (!section.has("portReset")) {
            return base.flatMap(NicFamily::portReset);
        }
        String key = section.text("portReset");
        if (key.equals(NO_RESET)) {
            return Optional.empty();
        }
        requireParameter(key, section.node("portReset").place());
        return Optional.of(key);
    }

    private void requireParameter(String key, Place at) {
        if (!catalog.keys().contains(key)) {
            problems.add(
                    at,
                    "there is no parameter \"" + key + "\"",
                    Nearest.to(key, catalog.keys())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("\"vfgap describe parameters\" lists them"));
        } else if (catalog.require(key).unit() != Unit.NANOSECONDS) {
            problems.add(at, "\"" + key + "\" is no duration", "name a parameter of time, like nic.pfReset");
        }
    }

    private Map<HostCommand, String> refused() {
        if (!section.has("refused")) {
            return base.map(NicFamily::refused).orElse(Map.of());
        }
        Fields written = section.group("refused");
        Map<HostCommand, String> refused = new EnumMap<>(HostCommand.class);
        written.entries()
                .forEach(entry ->
                        refused.put(Words.constant(HostCommand.class, entry.key()), written.text(entry.key())));
        return refused;
    }

    private Map<NicEvent, Cell> cells() {
        Map<NicEvent, Cell> cells = new EnumMap<>(NicEvent.class);
        base.ifPresent(family -> cells.putAll(family.cells()));
        section.optionalGroup("events").ifPresent(events -> {
            if (base.isEmpty()) {
                requireAll(
                        events,
                        section.node("events").place(),
                        "list of events",
                        NicShape.EVENTS,
                        NicShape.EVENTS.names());
            }
            for (Node.Entry entry : events.entries()) {
                cells.put(Words.constant(NicEvent.class, entry.key()), cell(events.group(entry.key())));
            }
        });
        return cells;
    }

    private Cell cell(Fields written) {
        Cell cell = Cell.parse(
                written.text("does"), Words.constant(Mark.class, written.text("mark")), written.text("source"));
        Place at = written.node("does").place();
        cell.steps().forEach(step -> step.delay().ifPresent(key -> requireParameter(key, at)));
        return cell;
    }

    private List<Fact> facts() {
        List<Fact> written = new ArrayList<>();
        if (section.has("facts")) {
            for (Node item : ((Node.Sequence) section.node("facts")).items()) {
                Fields fact = new Fields((Node.Mapping) item);
                written.add(new Fact(
                        fact.text("topic"),
                        fact.text("fact"),
                        Words.constant(Mark.class, fact.text("mark")),
                        fact.text("source")));
            }
        }
        List<Fact> facts = new ArrayList<>();
        base.ifPresent(family -> family.facts().stream()
                .filter(fact -> written.stream().noneMatch(own -> own.topic().equals(fact.topic())))
                .forEach(facts::add));
        facts.addAll(written);
        return facts;
    }

    /** The values of a group by their keys, every one there and checked. */
    private record Values(Map<String, String> texts) {
        int number(String key) {
            return Integer.parseInt(texts.get(key));
        }

        boolean isTrue(String key) {
            return Boolean.parseBoolean(texts.get(key));
        }

        <T extends Enum<T>> T constant(Class<T> type, String key) {
            return Words.constant(type, texts.get(key));
        }
    }
}
