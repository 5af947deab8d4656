package dev.vfgap.scenarios.cli;

import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.scenarios.expect.Sight;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe milestones}: what can be seen of a run from outside, and the phases between. */
@Command(
        name = "milestones",
        description = "Lists what can be seen of a run from outside, and the phases between: the words of \"expect:\".",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe milestones", "  vfgap describe milestones --json"})
final class DescribeMilestones implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeMilestones::json, DescribeMilestones::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "milestones",
                Arrays.stream(Milestone.Kind.values())
                        .map(DescribeMilestones::shown)
                        .toList());
        result.put(
                "phases",
                Arrays.stream(RunPhase.values()).map(DescribeMilestones::shown).toList());
        return result;
    }

    private static Map<String, Object> shown(Milestone.Kind kind) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("names", Sight.names(kind));
        shown.put("meaning", kind.meaning());
        return shown;
    }

    private static Map<String, Object> shown(RunPhase phase) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("phase", phase.word());
        shown.put("begins", phase.begins());
        shown.put("ends", phase.ends());
        return shown;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (Milestone.Kind kind : Milestone.Kind.values()) {
            List<String> names = Sight.names(kind);
            text.append(String.format("%-26s %s\n", names.get(0), kind.meaning()));
            names.stream().skip(1).forEach(name -> text.append(name).append('\n'));
        }
        text.append("\nA milestone may be followed by a part of its text, and by its host: "
                + "\"trouble (partially unplugged)\", \"primary gone on A\".\n");
        text.append(String.format("\n%-26s %-26s %s\n", "phase", "from the first", "to the first after it"));
        for (RunPhase phase : RunPhase.values()) {
            text.append(String.format("%-26s %-26s %s\n", phase.word(), phase.begins(), phase.ends()));
        }
        return text.toString();
    }
}
