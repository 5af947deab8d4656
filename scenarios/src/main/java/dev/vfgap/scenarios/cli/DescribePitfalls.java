package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.library.Pitfall;
import dev.vfgap.scenarios.library.Pitfall.NotSimulable;
import dev.vfgap.scenarios.library.Pitfall.Simulated;
import dev.vfgap.scenarios.library.Pitfalls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe pitfalls}: the known bugs and traps of failover with SR-IOV. */
@Command(
        name = "pitfalls",
        description = "Lists the known bugs and traps of failover with SR-IOV, and the scenarios that show them.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe pitfalls", "  vfgap describe pitfall P3", "  vfgap run P3"})
final class DescribePitfalls implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribePitfalls::json, DescribePitfalls::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "pitfalls", Pitfalls.all().stream().map(DescribePitfalls::shown).toList());
        return result;
    }

    /** A pitfall as results have it. */
    static Map<String, Object> shown(Pitfall pitfall) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", pitfall.key());
        shown.put("title", pitfall.title());
        shown.put("evidence", pitfall.evidence());
        if (pitfall.shown() instanceof NotSimulable not) {
            shown.put("notSimulableBecause", not.because());
        } else if (pitfall.shown() instanceof Simulated simulated) {
            shown.put("scenario", simulated.scenario());
            shown.put("withoutIt", simulated.withoutIt().command(pitfall.key()));
        }
        return shown;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (Pitfall pitfall : Pitfalls.all()) {
            text.append(String.format("%-4s %s\n", pitfall.key(), pitfall.title()));
            String how = pitfall.shown() instanceof NotSimulable not
                    ? "not simulable, because " + not.because()
                    : pitfall.scenario().orElseThrow();
            text.append(String.format("     %s\n", how));
        }
        return text.append("\n\"vfgap describe pitfall P3\" tells more of one, \"vfgap run P3\" shows it.\n")
                .toString();
    }
}
