package dev.vfgap.replay.probe;

import static dev.vfgap.replay.probe.ProbeClassificationText.line;

import java.util.Locale;

/** The result of {@code probe judge} for people: the verdict, its reasons, and for each probe a row a step and stream. */
public final class ProbeJudgementText {

    private static final int WIDTH = 100;

    private ProbeJudgementText() {}

    /** The judgement as lines of text, ending with a newline. */
    public static String of(ProbeJudgement judgement) {
        StringBuilder text = new StringBuilder();
        line(text, "%s", judgement.evidence().get(0).bundle().device().words());
        line(text, "");
        line(text, "  %s: %s", judgement.verdict(), meaning(judgement.verdict()));
        line(
                text,
                "  usable for failover: %s%s",
                judgement.usable().word(),
                judgement.verdict() == ProbeVerdict.UNDECIDED
                        ? " (until it is decided, treat it as EARLY)"
                        : "; confidence: " + judgement.confidence().name().toLowerCase(Locale.ROOT));
        judgement.because().forEach(reason -> wrapped(text, "  - ", reason));
        judgement
                .registers()
                .ifPresent(registers -> wrapped(
                        text,
                        "  - ",
                        "the register dumps, a second witness, say " + registers
                                + (registers == ProbeVerdict.EARLY
                                        ? ": a valid entry leads the address to the VF before it can receive"
                                        : ": no entry leads the address to the VF before it can receive")));
        windows(text, judgement);
        judgement.remedy().ifPresent(remedy -> wrapped(text, "  remedy: ", remedy));
        judgement.wouldDecide().ifPresent(probe -> wrapped(text, "  what would tell more: ", probe));
        judgement.evidence().forEach(evidence -> bundle(text, evidence));
        return text.toString();
    }

    private static String meaning(ProbeVerdict verdict) {
        return switch (verdict) {
            case EARLY -> "frames for the VF's MAC stop reaching the PF before the VF can receive";
            case LATE -> "frames for the VF's MAC reach the PF until the VF can receive";
            case SWITCHDEV -> "the host's bridge decides where frames for the VF's MAC go";
            case UNDECIDED -> "the frames do not tell";
        };
    }

    private static void windows(StringBuilder text, ProbeJudgement judgement) {
        if (judgement.windows().isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "  frames lost            stream        from step          until step         began (ms)   lost");
        for (ProbeJudgement.LossWindow window : judgement.windows()) {
            line(
                    text,
                    "  %-22s %-13s %-18s %-18s %10s %6d",
                    window.bundle(),
                    window.stream(),
                    window.fromStep(),
                    window.untilStep().orElse("the end"),
                    window.beganNanos().isPresent() ? ms(window.beganNanos().getAsLong()) : "",
                    window.lostFrames());
        }
    }

    private static void bundle(StringBuilder text, ProbeEvidence evidence) {
        ProbeBundle bundle = evidence.bundle();
        line(text, "");
        line(text, "%s", bundle.name());
        line(text, "  step               stream        sent    PF    VF  both nowhere not taken  path");
        for (int step = 0; step < bundle.steps().size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                ProbeCounts.Cell cell = evidence.counts().cell(step, stream);
                line(
                        text,
                        "  %-18s %-11s %6d %5d %5d %5d %7d %9s  %-6s %s",
                        bundle.steps().get(step).name(),
                        bundle.streams().get(stream).name(),
                        cell.sentFrames(),
                        cell.frames(ProbePath.PF),
                        cell.frames(ProbePath.VF),
                        cell.frames(ProbePath.BOTH),
                        cell.frames(ProbePath.NONE),
                        cell.notAcceptedFrames().isPresent()
                                ? String.valueOf(cell.notAcceptedFrames().getAsInt())
                                : "?",
                        cell.path().map(ProbePath::word).orElse("?"),
                        what(evidence.course().leg(step, stream)));
            }
        }
        ProbeClassificationText.findings(text, evidence.findings());
    }

    private static String what(ProbeCourse.Leg leg) {
        if (leg.change().isPresent()) {
            return "after " + ms(leg.change().get().firstNewNanos()) + " ms";
        }
        return leg.interruption()
                .map(cut -> cut.frames() + " missed, " + ms(cut.firstNanos()) + " to " + ms(cut.lastNanos()) + " ms")
                .orElse("");
    }

    private static String ms(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }

    private static void wrapped(StringBuilder text, String first, String sentence) {
        StringBuilder row = new StringBuilder(first);
        String indent = " ".repeat(first.length());
        for (String word : sentence.split(" ")) {
            if (row.length() + word.length() > WIDTH) {
                line(text, "%s", row);
                row = new StringBuilder(indent);
            }
            row.append(word).append(' ');
        }
        line(text, "%s", row);
    }
}
