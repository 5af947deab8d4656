package dev.vfgap.replay.probe;

import dev.vfgap.models.nic.DropReason;
import dev.vfgap.replay.bundle.Finding;
import java.util.List;
import java.util.Locale;

/** The result of {@code probe classify} for people: each step and stream, what was seen and what the registers say. */
public final class ProbeClassificationText {

    private ProbeClassificationText() {}

    /** The classification as lines of text, ending with a newline. */
    public static String of(ProbeClassification result) {
        StringBuilder text = new StringBuilder();
        ProbeClassification.Result probed = result.asProbed();
        String frames =
                switch (result.basis()) {
                    case ACCEPTED -> "the frames that the NIC accepted";
                    case WIRE -> "the frames on the wire";
                    case RECEIVED -> "the frames that were received";
                };
        line(text, "%s: %s in the settled second of each step, by its registers", result.bundle(), frames);
        line(text, "%s", result.device().words());
        line(text, "");
        line(text, "  %-20s %-12s %7s   %-12s %-12s %s", "step", "stream", "frames", "measured", "registers", "");
        for (ProbeClassification.Row row : probed.rows()) {
            row(text, row);
        }
        line(text, "");
        line(text, "  %s", agreement(probed));
        if (probed.undecidedFrames() > 0) {
            line(
                    text,
                    "  %d more were seen nowhere although the registers lead them somewhere: the NIC may never have taken them",
                    probed.undecidedFrames());
        }
        other(text, result);
        findings(text, result.findings());
        return text.toString();
    }

    private static void row(StringBuilder text, ProbeClassification.Row row) {
        String reason = row.reason().map(DropReason::name).orElse("");
        line(
                text,
                "  %-20s %-12s %7d   %-12s %-12s %s",
                row.step(),
                row.stream(),
                row.frames(),
                row.measured(),
                row.predicted(),
                row.agrees() ? reason : "<-- differs " + reason);
    }

    private static String agreement(ProbeClassification.Result result) {
        if (result.frames() == 0) {
            return "no frame could be classified";
        }
        return String.format(
                Locale.ROOT, "%d of %d frames went where the registers say", result.agreeing(), result.frames());
    }

    /** The other value of the parameter: only the steps in which it would be wrong. */
    private static void other(StringBuilder text, ProbeClassification result) {
        ProbeClassification.Result other = result.otherwise();
        String value =
                switch (other.chip()) {
                    case SILICON -> "true, as silicon is assumed to be";
                    case EMULATED -> "false, as QEMU's 82576 is";
                };
        line(text, "");
        line(text, "  with %s = %s:", ProbeClassification.PARAMETER, value);
        line(text, "  %s", agreement(other));
        other.rows().stream().filter(row -> !row.agrees()).forEach(row -> row(text, row));
    }

    static void findings(StringBuilder text, List<Finding> findings) {
        if (!findings.isEmpty()) {
            line(text, "");
            line(text, "  to be known of this bundle");
            findings.forEach(finding -> line(text, "  - %s", finding));
        }
    }

    static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
