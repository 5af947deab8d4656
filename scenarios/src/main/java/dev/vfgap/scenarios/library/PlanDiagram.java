package dev.vfgap.scenarios.library;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A runbook as a sequence diagram for Mermaid: what management asks of whom, and what it waits for.
 *
 * <p>An action is an arrow from management, an await a broken one back to it, a pause a note. What is done when a wait takes too
 * long is a frame. Source of the syntax: Mermaid's documentation of sequence diagrams.
 */
public final class PlanDiagram {

    private static final String MANAGEMENT = "M";
    private static final Map<String, String> PARTICIPANTS = participants();

    private final StringBuilder out = new StringBuilder("sequenceDiagram\n");

    private PlanDiagram() {}

    /** The diagram's text. */
    public static String of(Runbook runbook) {
        PlanDiagram diagram = new PlanDiagram();
        PARTICIPANTS.forEach((name, title) -> diagram.line("    ", "participant " + name + " as " + title));
        diagram.steps(runbook.strategy().plan().steps(), runbook.lines(), "    ");
        return diagram.out.toString();
    }

    private static Map<String, String> participants() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(MANAGEMENT, "Management");
        all.put("A", "Host A");
        all.put("G", "Guest");
        all.put("B", "Host B");
        return all;
    }

    private void steps(List<Step> steps, List<Runbook.Line> lines, String margin) {
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i), lines.get(i), margin);
        }
    }

    private void step(Step step, Runbook.Line line, String margin) {
        String text = line.number() + ". " + escaped(line.text());
        String other = other(line);
        if (step instanceof Action) {
            line(margin, MANAGEMENT + "->>" + other + ": " + text);
        } else if (step instanceof Await await) {
            line(margin, other + "-->>" + MANAGEMENT + ": " + text);
            await.limit().ifPresent(limit -> late(limit.otherwise(), line, margin));
        } else {
            line(margin, "Note over " + MANAGEMENT + ": " + text);
        }
    }

    private void late(Otherwise otherwise, Runbook.Line line, String margin) {
        line(margin, "opt not within " + line.limit());
        if (otherwise instanceof Otherwise.Instead instead) {
            steps(instead.steps(), line.instead(), margin + "    ");
        }
        String end = otherwise instanceof Otherwise.Continue ? "go on" : "stop here";
        line(margin + "    ", "Note over " + MANAGEMENT + ": " + end);
        line(margin, "end");
    }

    /**
     * Who is asked or heard: the host or the guest of the first command or event that says so. QEMU's go before a shell's, which
     * only prepares them.
     */
    private static String other(Runbook.Line line) {
        List<String> places = line.hints().stream()
                .map(Runbook.Hint::where)
                .sorted(Comparator.comparing(where -> !where.startsWith("QMP ")))
                .toList();
        for (String where : places) {
            if (where.equals("guest")) {
                return "G";
            }
            if (where.endsWith(" A") || where.endsWith(" B")) {
                return where.substring(where.length() - 1);
            }
        }
        return MANAGEMENT;
    }

    /** Without the signs that end a message or begin an entity. */
    private static String escaped(String text) {
        return text.replace("#", "#35;").replaceAll(";(?<!#35;)", "#59;");
    }

    private void line(String margin, String text) {
        out.append(margin).append(text).append('\n');
    }
}
