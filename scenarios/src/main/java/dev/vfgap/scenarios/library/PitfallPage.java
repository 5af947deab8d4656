package dev.vfgap.scenarios.library;

import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.library.Pitfall.NotSimulable;
import dev.vfgap.scenarios.library.Pitfall.Simulated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pitfalls for people: as text for a terminal, and as the page {@code docs/pitfalls.md}. */
public final class PitfallPage {
    private static final int WIDTH = 100;

    private PitfallPage() {}

    /** One pitfall, several lines. */
    public static String text(Pitfall pitfall) {
        List<String> lines = new ArrayList<>();
        lines.add(pitfall.key() + "  " + pitfall.title());
        lines.add("");
        if (pitfall.shown() instanceof NotSimulable not) {
            lines.addAll(wrapped("Not simulable, because " + not.because() + "."));
        } else {
            ScenarioHead scenario = pitfall.head().orElseThrow();
            lines.addAll(wrapped(scenario.summary().orElse("")));
            lines.add("");
            lines.add("expected of " + scenario.name() + ":");
            for (Expectation expectation : scenario.expectations()) {
                lines.add("  " + expectation.text());
            }
        }
        lines.add("");
        lines.addAll(wrapped("Evidence: " + pitfall.evidence()));
        if (pitfall.shown() instanceof Simulated simulated) {
            lines.add("");
            lines.add("vfgap run " + pitfall.key());
            lines.add(simulated.withoutIt().command(pitfall.key()) + "   # without it: "
                    + simulated.withoutIt().inWords());
        }
        return String.join("\n", lines) + "\n";
    }

    /** The page of all. */
    public static String all(List<Pitfall> pitfalls) {
        StringBuilder page = new StringBuilder("""
                # Pitfalls

                Written from the scenarios in the code; do not edit.

                Known bugs and traps of failover with SR-IOV, each with its mechanism, how it is known, and a built-in scenario whose expectations show it:
                `vfgap run P3` tells whether they hold, `vfgap describe pitfall P3` what is expected, `vfgap describe scenario P3` prints the file. The second command
                of each takes the mechanism away, and then the run answers "no".

                | | pitfall | scenario |
                |---|---|---|
                """);
        for (Pitfall pitfall : pitfalls) {
            page.append("| [")
                    .append(pitfall.key())
                    .append("](#")
                    .append(anchor(pitfall))
                    .append(") | ");
            page.append(pitfall.title()).append(" | ");
            page.append(pitfall.scenario().map(name -> "`" + name + "`").orElse("not simulable"));
            page.append(" |\n");
        }
        pitfalls.forEach(pitfall -> page.append('\n').append(section(pitfall)));
        return page.toString();
    }

    private static String section(Pitfall pitfall) {
        StringBuilder section = new StringBuilder("## " + pitfall.key() + "\n\n**" + pitfall.title() + ".**");
        if (pitfall.shown() instanceof NotSimulable not) {
            section.append("\n\nNot simulable, because ").append(not.because()).append(".\n");
        } else {
            ScenarioHead scenario = pitfall.head().orElseThrow();
            section.append(' ').append(scenario.summary().orElse("")).append("\n\n");
            for (Expectation expectation : scenario.expectations()) {
                section.append("* ").append(expectation.text()).append('\n');
            }
        }
        section.append("\nEvidence: ").append(pitfall.evidence()).append(".\n");
        if (pitfall.shown() instanceof Simulated simulated) {
            section.append("\n```sh\nvfgap run ").append(pitfall.key()).append('\n');
            section.append(simulated.withoutIt().command(pitfall.key()));
            section.append("   # without it: ").append(simulated.withoutIt().inWords());
            section.append("\n```\n");
        }
        return section.toString();
    }

    private static String anchor(Pitfall pitfall) {
        return pitfall.key().toLowerCase(Locale.ROOT);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
