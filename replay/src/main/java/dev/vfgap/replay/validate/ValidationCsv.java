package dev.vfgap.replay.validate;

import java.util.ArrayList;
import java.util.List;

/** A validation as CSV. */
public final class ValidationCsv {
    private static final double NANOS_PER_MS = 1e6;

    private ValidationCsv() {}

    /** The cells, a row for each. */
    public static String cells(Validation validation) {
        StringBuilder csv = new StringBuilder(
                "bundle,strategy,direction,metric,measured,median,low,high,level,inside,pit,crps,counted,extrapolated,"
                        + "low50,high50,inside50,low80,high80,inside80,fitted,verdict,ownMedian,ownLow,ownHigh,"
                        + "unexplainedFrames\n");
        for (Cell cell : validation.cells()) {
            Score score = cell.predicted();
            List<Object> row = new ArrayList<>(List.of(
                    quoted(cell.bundle()),
                    quoted(cell.strategy()),
                    "rx",
                    cell.metric().key(),
                    cell.measured()));
            row.addAll(List.of(score.median(), score.low(), score.high(), Score.LEVEL, score.inside()));
            row.addAll(List.of(score.pit(), score.crps(), cell.counts(), cell.extrapolated()));
            for (Score.Interval interval :
                    score.intervals().subList(0, score.intervals().size() - 1)) {
                row.addAll(List.of(interval.low(), interval.high(), interval.inside()));
            }
            row.add(cell.basis() == Cell.Basis.FITTED);
            row.add(cell.residual().verdict().word());
            cell.residual()
                    .own()
                    .ifPresentOrElse(
                            own -> row.addAll(List.of(
                                    own.median(),
                                    own.low(),
                                    own.high(),
                                    cell.residual().unexplainedFrames())),
                            () -> row.addAll(List.of("", "", "", "")));
            append(csv, row);
        }
        return csv.toString();
    }

    /** The delays, a row for each. */
    public static String phases(Validation validation) {
        StringBuilder csv = new StringBuilder("bundle,parameter,at,readMs,leastMs,mostMs,beforeLowMs,beforeMedianMs,"
                + "beforeHighMs,lowMs,medianMs,highMs,level,inside,pit,counted\n");
        for (PhaseCheck phase : validation.phases()) {
            List<Object> row = new ArrayList<>(List.of(quoted(phase.bundle()), phase.key(), quoted(phase.at())));
            row.add(phase.reading().nanos() / NANOS_PER_MS);
            row.add(phase.reading().leastNanos() / NANOS_PER_MS);
            row.add(phase.reading().mostNanos() / NANOS_PER_MS);
            for (double share : List.of((1 - Score.LEVEL) / 2, 0.5, (1 + Score.LEVEL) / 2)) {
                row.add(phase.before().quantile(share) / NANOS_PER_MS);
            }
            for (double share : List.of((1 - Score.LEVEL) / 2, 0.5, (1 + Score.LEVEL) / 2)) {
                row.add(phase.predicted().quantile(share) / NANOS_PER_MS);
            }
            row.addAll(List.of(Score.LEVEL, phase.inside(Score.LEVEL), phase.pit(), phase.counted()));
            append(csv, row);
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, List<Object> row) {
        for (int i = 0; i < row.size(); i++) {
            csv.append(i == 0 ? "" : ",").append(row.get(i));
        }
        csv.append('\n');
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9 ._-]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
