package dev.vfgap.replay.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The result of {@code probe predict} for people: a row for each step, a column for each stream. */
public final class ProbePredictionText {

    private ProbePredictionText() {}

    /** The prediction as lines of text, ending with a newline. */
    public static String of(ProbePrediction prediction) {
        StringBuilder text = new StringBuilder();
        ProbePrediction.Result probed = prediction.asProbed();
        line(
                text,
                "%s: the path of each step as the drivers of %s are known to act, against what was measured",
                prediction.bundle(),
                prediction.family());
        line(text, "%s", prediction.device().words());
        line(text, "");
        table(text, probed.cells());
        line(text, "");
        if (probed.compared() == 0) {
            line(text, "  no path could be compared");
        } else {
            line(text, "  %d of %d paths as predicted", probed.agreeing(), probed.compared());
        }
        other(text, prediction);
        ProbeClassificationText.findings(text, prediction.findings());
        return text.toString();
    }

    private static void table(StringBuilder text, List<ProbePrediction.Cell> cells) {
        Set<String> streams = new LinkedHashSet<>();
        cells.forEach(cell -> streams.add(cell.stream()));
        int width = Math.max(
                12,
                cells.stream().mapToInt(cell -> shown(cell).length() + 2).max().orElse(0));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "  %-20s ", "step"));
        streams.forEach(stream -> head.append(padded(stream, width)));
        line(text, "%s", head);
        List<ProbePrediction.Cell> row = new ArrayList<>();
        for (ProbePrediction.Cell cell : cells) {
            row.add(cell);
            if (row.size() == streams.size()) {
                row(text, row, width);
                row.clear();
            }
        }
    }

    private static void row(StringBuilder text, List<ProbePrediction.Cell> cells, int width) {
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "  %-20s ", cells.get(0).step()));
        cells.forEach(cell -> row.append(padded(shown(cell), width)));
        if (cells.stream().anyMatch(ProbePrediction.Cell::differs)) {
            row.append("<-- differs");
        }
        line(text, "%s", row);
    }

    private static String shown(ProbePrediction.Cell cell) {
        if (cell.measured().isEmpty()) {
            return cell.predicted() + " (not measured)";
        }
        ProbePath measured = cell.measured().get();
        if (cell.differs()) {
            return cell.predicted() + ", measured " + measured;
        }
        return measured.isKnown() ? cell.predicted().word() : cell.predicted() + " (seen: " + measured + ")";
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(1, width - cell.length()));
    }

    /** The other value of the parameter: how often it would be wrong, and where. */
    private static void other(StringBuilder text, ProbePrediction prediction) {
        ProbePrediction.Result other = prediction.otherwise();
        String value =
                switch (other.chip()) {
                    case SILICON -> "true, as silicon is assumed to be";
                    case EMULATED -> "false, as QEMU's 82576 is";
                };
        line(text, "");
        line(text, "  with %s = %s:", ProbeClassification.PARAMETER, value);
        line(text, "  %d of %d paths as predicted", other.agreeing(), other.compared());
        other.cells().stream()
                .filter(ProbePrediction.Cell::differs)
                .forEach(cell -> line(text, "  %-20s %s: %s", cell.step(), cell.stream(), shown(cell)));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        ProbeClassificationText.line(text, format, values);
    }
}
