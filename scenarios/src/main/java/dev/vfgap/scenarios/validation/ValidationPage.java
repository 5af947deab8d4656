package dev.vfgap.scenarios.validation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Published numbers and predictions as tables in Markdown. */
public final class ValidationPage {
    private ValidationPage() {}

    /** A section for each row, then the line that counts. */
    public static String of(ValidationReport report) {
        StringBuilder text = new StringBuilder();
        for (ValidationReport.Row row : report.rows()) {
            line(text, "### " + row.row().id() + ": " + row.row().title());
            line(text, "");
            line(text, row.row().source() + ".");
            line(text, "");
            line(text, "| | | published | accepted | predicted (9 of 10 runs) | |");
            line(text, "|---|---|---|---|---|---|");
            row.findings().forEach(finding -> line(text, cells(finding)));
            line(text, "");
            notes(text, row);
        }
        line(text, "**" + report.summary() + ".**");
        return text.toString();
    }

    private static String cells(Finding finding) {
        Published number = finding.published();
        return "| "
                + String.join(
                        " | ",
                        List.of(
                                number.name(),
                                number.role().word(),
                                number.published(),
                                finding.acceptedText(),
                                finding.predictedText(),
                                finding.inside().isPresent() ? finding.verdict() : ""))
                + " |";
    }

    private static void notes(StringBuilder text, ValidationReport.Row row) {
        for (Finding finding : row.findings()) {
            Published number = finding.published();
            String why = number.accepted()
                    .map(accepted -> "The interval: " + accepted.why() + ". ")
                    .orElse("");
            String note = number.note().isEmpty() ? "" : capital(number.note()) + ".";
            line(text, ("* *" + number.name() + "*: " + why + note).strip());
        }
        String runs = row.row()
                .trials()
                .map(trial -> "`vfgap run " + trial.command() + "`")
                .collect(Collectors.joining(", "));
        if (!runs.isEmpty()) {
            line(text, "");
            line(text, "To see the runs: " + runs + ".");
        }
        line(text, "");
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
