package dev.vfgap.scenarios.expect;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.models.migration.SwitchoverPart;
import dev.vfgap.models.operate.FilterTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A milestone by its name: {@code primary gone on A}, {@code migration active}, {@code filter to standby on B},
 * {@code trouble (partially unplugged)}.
 *
 * @param name as {@link Milestone#name}
 * @param part what the milestone's own text must contain; empty = anything
 * @param host where; empty = on either
 */
public record Sight(String name, String part, Optional<Host> host) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z -]+?)(?: \\(([^()]+)\\))?(?: on ([AB]))?");

    /** All names that milestones have, in the order in which they are told to people. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Milestone.Kind kind : Milestone.Kind.values()) {
            names.addAll(names(kind));
        }
        return names;
    }

    /** The names that milestones of a kind have. */
    public static List<String> names(Milestone.Kind kind) {
        return switch (kind) {
            case MIGRATION ->
                Arrays.stream(MigrationStatus.values())
                        .filter(status -> status != MigrationStatus.NONE)
                        .map(status -> kind.words() + " " + status.word())
                        .toList();
            case FILTER_MOVED -> {
                List<String> names = new ArrayList<>(List.of(kind.words()));
                for (FilterTarget target : FilterTarget.values()) {
                    names.add("filter to " + target.word());
                }
                yield names;
            }
            case SWITCHOVER ->
                Stream.concat(
                                Stream.of(kind.words()),
                                Arrays.stream(SwitchoverPart.values()).map(SwitchoverPart::text))
                        .toList();
            default -> List.of(kind.words());
        };
    }

    /** The sight that a text says; empty when its form or its name is not known. */
    public static Optional<Sight> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !names().contains(form.group(1))) {
            return Optional.empty();
        }
        String part = form.group(2) == null ? "" : form.group(2);
        return Optional.of(new Sight(
                form.group(1), part, Optional.ofNullable(form.group(3)).map(Host::valueOf)));
    }

    boolean matches(Milestone milestone) {
        boolean named =
                milestone.name().equals(name) || milestone.kind().words().equals(name);
        return named
                && milestone.text().contains(part)
                && host.map(where -> where == milestone.host()).orElse(true);
    }

    /** The index of the first milestone at or after one that matches; -1 where there is none. */
    int indexFrom(List<Milestone> milestones, int from) {
        for (int i = from; i < milestones.size(); i++) {
            if (matches(milestones.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** As it is written. */
    public String text() {
        return name
                + (part.isEmpty() ? "" : " (" + part + ")")
                + host.map(where -> " on " + where).orElse("");
    }
}
