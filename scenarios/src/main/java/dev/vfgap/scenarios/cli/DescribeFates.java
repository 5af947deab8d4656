package dev.vfgap.scenarios.cli;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe fates}: what can become of a frame. */
@Command(
        name = "fates",
        description = "Lists what can become of a frame, and where a frame of each fate is seen last.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe fates", "  vfgap describe fates --json"})
final class DescribeFates implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeFates::json, DescribeFates::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "fates",
                Arrays.stream(FrameFate.values()).map(DescribeFates::shown).toList());
        return result;
    }

    private static Map<String, Object> shown(FrameFate fate) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("fate", fate.name());
        shown.put("meaning", fate.meaning());
        shown.put("outcome", word(fate.outcome()));
        shown.put("lastSeen", places(fate));
        return shown;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (FrameFate fate : FrameFate.values()) {
            text.append(String.format(
                    "%-25s %-10s %-18s %s\n",
                    fate, word(fate.outcome()), String.join(", ", places(fate)), fate.meaning()));
        }
        return text.append("\nThe third column is where a frame of this fate is seen last.\n")
                .toString();
    }

    private static String word(FrameFate.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> places(FrameFate fate) {
        return fate.lastSeen().stream()
                .map((Place.Kind place) -> place.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
