package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalogues as Markdown tables: every parameter, every fate. */
public final class ReferenceTables {
    private ReferenceTables() {}

    /** The parameters, a table for each first part of a key, in the order of the catalogue. */
    public static String parameters(List<Parameter> all) {
        Map<String, List<Parameter>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        parameter ->
                                parameter.key().substring(0, parameter.key().indexOf('.')),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder text = new StringBuilder();
        groups.forEach((group, parameters) -> {
            text.append("## ").append(group).append("\n\n");
            text.append("| key | meaning | default | range | known by | source |\n|---|---|---|---|---|---|\n");
            for (Parameter parameter : parameters) {
                text.append("| `%s` | %s | %s | %s to %s | %s | %s |\n"
                        .formatted(
                                parameter.key(),
                                cell(parameter.meaning()),
                                cell(parameter.value().toText(parameter.unit())),
                                parameter.unit().format(parameter.min()),
                                parameter.unit().format(parameter.max()),
                                word(parameter.provenance().kind()),
                                cell(parameter.provenance().where())));
            }
            text.append("\n");
        });
        return text.toString();
    }

    /** The fates: a table for each outcome, in the order from the unluckiest fate on. */
    public static String fates() {
        StringBuilder text = new StringBuilder();
        for (FrameFate.Outcome outcome : FrameFate.Outcome.values()) {
            text.append("## ")
                    .append(title(outcome))
                    .append("\n\n| fate | a frame has it that was or is | seen last at |\n|---|---|---|\n");
            Arrays.stream(FrameFate.values())
                    .filter(fate -> fate.outcome() == outcome)
                    .forEach(fate -> text.append("| `%s` | %s | %s |\n"
                            .formatted(
                                    fate,
                                    cell(fate.meaning()),
                                    fate.lastSeen().stream()
                                            .map(place -> place.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", ")))));
            text.append("\n");
        }
        return text.toString();
    }

    private static String title(FrameFate.Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> "Delivered";
            case LOST -> "Lost";
            case NO_LOSS -> "Nobody's frame";
        };
    }

    private static String word(Provenance.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
