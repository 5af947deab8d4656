package dev.vfgap.scenarios.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Published numbers and predictions for people: a table a row, and one line of why for what is outside. */
public final class ValidationText {
    private static final List<String> HEAD = List.of("", "published", "accepted", "predicted (9 of 10 runs)", "");

    private ValidationText() {}

    /** Several lines, each with its end; the last one counts. */
    public static String of(ValidationReport report) {
        List<List<String>> table = new ArrayList<>(List.of(HEAD));
        report.rows().forEach(row -> row.findings().forEach(finding -> table.add(cells(finding))));
        int[] widths = new int[HEAD.size()];
        for (List<String> cells : table) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], cells.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        aligned(text, HEAD, widths);
        for (ValidationReport.Row row : report.rows()) {
            line(text, "%s  %s", row.row().id(), row.row().title());
            line(text, "    %s", row.row().source());
            for (Finding finding : row.findings()) {
                aligned(text, cells(finding), widths);
                why(text, finding);
            }
            line(text, "");
        }
        line(text, "%s", report.summary());
        return text.toString();
    }

    private static List<String> cells(Finding finding) {
        return List.of(
                finding.published().name(),
                finding.published().published(),
                finding.acceptedText(),
                finding.predictedText(),
                finding.verdict());
    }

    private static void why(StringBuilder text, Finding finding) {
        boolean outside = finding.inside().map(holds -> !holds).orElse(false);
        if (outside || finding.published().role() == Role.NOT_PREDICTED) {
            line(text, "        because %s", finding.published().note());
        }
    }

    private static void aligned(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder one = new StringBuilder("   ");
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            one.append(' ').append(cell).append(" ".repeat(widths[column] - cell.length()));
        }
        line(text, "%s", one.toString().stripTrailing());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
