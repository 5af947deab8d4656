package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.application.Felt;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.TrafficStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs of a prediction as a table: RFC 4180, one row a run, units in the names of the columns. */
public final class RunsCsv {
    private static final MathContext DIGITS = new MathContext(9);

    private RunsCsv() {}

    /** The whole table, its header first. */
    public static String of(Prediction prediction) {
        StringBuilder table = new StringBuilder(String.join(",", header(prediction))).append("\r\n");
        for (int i = 0; i < prediction.runs().size(); i++) {
            MigrationRun run = prediction.runs().get(i);
            List<String> row = new ArrayList<>(List.of(
                    prediction.experiment().scenario().name(),
                    prediction.experiment().strategy().name(),
                    Long.toString(prediction.seed()),
                    Integer.toString(i),
                    Prediction.outcome(run.log())));
            for (TrafficStream stream : prediction.streams()) {
                addCells(row, run.of(stream));
            }
            addCells(row, run.felt());
            row.add(run.log().fingerprint());
            table.append(String.join(",", row.stream().map(RunsCsv::cell).toList()))
                    .append("\r\n");
        }
        return table.toString();
    }

    private static List<String> header(Prediction prediction) {
        List<String> names = new ArrayList<>(List.of("scenario", "strategy", "seed", "replication", "outcome"));
        for (TrafficStream stream : prediction.streams()) {
            String prefix = stream.word() + "_";
            for (String name : List.of("sent", "delivered", "lost", "late", "duplicated")) {
                names.add(prefix + name + "_frames");
            }
            names.add(prefix + "longest_outage_ns");
            for (FrameFate fate : FrameFate.values()) {
                if (fate.isLoss()) {
                    names.add(prefix + fate.name().toLowerCase(Locale.ROOT) + "_frames");
                }
            }
        }
        names.addAll(List.of("tcp_stall_ns", "missed_pings", "bfd_down_probability", "voice_mute_ns", "voice_score"));
        names.add("fingerprint");
        return names;
    }

    private static void addCells(List<String> row, MigrationRun.Sent sent) {
        row.add(Long.toString(sent.sentFrames()));
        row.add(Long.toString(sent.outcome().deliveredFrames()));
        row.add(Long.toString(sent.outcome().lostFrames()));
        row.add(Long.toString(sent.outcome().lateFrames()));
        row.add(Long.toString(sent.outcome().duplicatedFrames()));
        row.add(Long.toString(sent.outcome().longestOutageNanos()));
        for (FrameFate fate : FrameFate.values()) {
            if (fate.isLoss()) {
                row.add(Long.toString(sent.outcome().byFate().getOrDefault(fate, 0L)));
            }
        }
    }

    private static void addCells(List<String> row, Felt felt) {
        row.add(Long.toString(felt.tcpStallNanos()));
        row.add(number(felt.missedPings()));
        row.add(number(felt.bfdDownProbability()));
        row.add(Long.toString(felt.voiceMuteNanos()));
        row.add(number(felt.voiceScore()));
    }

    /** Nine digits, the same on every Java version, which the text that Java gives a double is not. */
    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** A cell, in quotes where its text asks for them. */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
