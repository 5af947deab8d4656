package dev.vfgap.scenarios.config;

import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.Fact;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PortSettings;
import dev.vfgap.models.nic.family.TableSizes;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a NIC family as a profile, from which {@link ProfileFile} reads the same family again. */
public final class NicText {
    private final StringBuilder text = new StringBuilder();

    private NicText() {}

    /** The profile's text. */
    public static String of(NicFamily family) {
        return new NicText().profile(family);
    }

    /** A family's sizes by the keys of a profile. */
    public static Map<String, Object> sizes(TableSizes sizes) {
        return Kinds.ordered(
                "pools", sizes.pools(),
                "vfs", sizes.vfs(),
                "addressEntries", sizes.addressEntries(),
                "vlanEntries", sizes.vlanEntries(),
                "reservedForPf", sizes.reservedForPf(),
                "vfEntries", Words.of(sizes.vfEntries()));
    }

    /** A family's settings by the keys of a profile. */
    public static Map<String, Object> settings(PortSettings settings) {
        return Kinds.ordered(
                "defaultPoolNeedsPromisc", settings.defaultPoolNeedsPromisc(),
                "sameMac", Words.of(settings.sameMac()),
                "sourcePruning", settings.sourcePruning(),
                "antiSpoof", settings.antiSpoof(),
                "unicastHash", settings.unicastHash(),
                "ownBroadcast", settings.ownBroadcast(),
                "hwMode", Words.of(settings.hwMode()));
    }

    /** What a key of a profile's {@code nic:} section, of its sizes or of its settings means. */
    public static String meaning(String key) {
        return Stream.of(NicShape.SIZES, NicShape.SETTINGS, NicShape.SHAPE)
                .flatMap(shape -> shape.keys().stream())
                .filter(known -> known.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a NIC has no \"" + key + "\""))
                .meaning();
    }

    private String profile(NicFamily family) {
        line("format: " + FileKind.PROFILE.format());
        value("", "name", family.name());
        value("", "title", family.title());
        line("of: " + Profile.Subject.NIC.word());
        line("nic:");
        value("  ", "class", Words.of(family.filterClass()));
        line("  sizes:");
        sizes(family.sizes()).forEach((key, value) -> value("    ", key, value.toString()));
        line("  settings:");
        settings(family.settings()).forEach((key, value) -> value("    ", key, value.toString()));
        value("  ", "portReset", family.portReset().orElse(NicSection.NO_RESET));
        if (!family.refused().isEmpty()) {
            line("  refused:");
            family.refused().forEach((command, words) -> value("    ", Words.of(command), words));
        }
        line("  events:");
        family.cells().forEach(this::event);
        if (!family.facts().isEmpty()) {
            line("  facts:");
            family.facts().forEach(this::fact);
        }
        return text.toString();
    }

    private void event(NicEvent event, Cell cell) {
        line("    " + Words.of(event) + ":   # " + event.command());
        value("      ", "does", cell.text());
        value("      ", "mark", Words.of(cell.mark()));
        value("      ", "source", cell.source());
    }

    private void fact(Fact fact) {
        value("    - ", "topic", fact.topic());
        value("      ", "fact", fact.text());
        value("      ", "mark", Words.of(fact.mark()));
        value("      ", "source", fact.source());
    }

    private void value(String indent, String key, String value) {
        line(indent + key + ": " + scalar(value));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** A value as YAML reads it back: plain where nothing in it has a meaning to YAML, else between quotes. */
    static String scalar(String value) {
        boolean plain = value.matches("[A-Za-z0-9=/.][^\"\\\\\\p{Cntrl}]*")
                && !value.contains(": ")
                && !value.contains(" #")
                && !value.endsWith(":")
                && !value.endsWith(" ");
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
