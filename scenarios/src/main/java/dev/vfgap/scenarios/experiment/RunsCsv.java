package dev.vfgap.scenarios.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs as a table: RFC 4180, one row a run, units in the names of the columns, an empty cell where a run has no such thing. */
public final class RunsCsv {
    private RunsCsv() {}

    /** The runs of a prediction, the header first. */
    public static String of(Prediction prediction) {
        RunTable table = RunTable.of(prediction);
        StringBuilder text = new StringBuilder(header(table.columns()));
        for (int run = 0; run < table.runs(); run++) {
            text.append(row(table, run));
        }
        return text.toString();
    }

    /** Writes the runs of several experiments with the same streams below one header. */
    public static void write(List<RunTable> tables, OutputStream out) throws IOException {
        out.write(header(tables.get(0).columns()).getBytes(StandardCharsets.UTF_8));
        for (RunTable table : tables) {
            for (int run = 0; run < table.runs(); run++) {
                out.write(row(table, run).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String header(RunColumns columns) {
        List<String> names = new ArrayList<>(List.of("scenario", "strategy", "seed", "replication", "outcome"));
        names.addAll(columns.names());
        names.add("fingerprint");
        return String.join(",", names) + "\r\n";
    }

    private static String row(RunTable table, int run) {
        StringBuilder row = new StringBuilder();
        row.append(cell(table.experiment().scenario().name())).append(',');
        row.append(cell(table.experiment().strategy().name())).append(',');
        row.append(table.seed()).append(',').append(run).append(',');
        row.append(cell(table.outcome(run))).append(',');
        for (int c = 0; c < table.columns().count(); c++) {
            long number = table.number(c, run);
            row.append(number == RunColumns.NONE ? "" : Long.toString(number)).append(',');
        }
        return row.append(table.fingerprint(run)).append("\r\n").toString();
    }

    /** A cell, in quotes where its text asks for them. */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
