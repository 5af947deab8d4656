package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.calibrate.Validation.Cell;
import dev.vfgap.replay.calibrate.Validation.Metric;
import java.util.Locale;

/** A validation for people, and its cells as CSV. */
public final class ValidationText {
    private ValidationText() {}

    /** The cells, and what they say together. */
    public static String of(Validation validation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %-8s %27s %-28s%n",
                "bundle",
                "strategy",
                "lost frames: measured",
                "predicted (9 of 10 runs)"));
        for (Cell cell : validation.cells()) {
            if (cell.metric() == Metric.LOST_FRAMES) {
                text.append(row(cell, "%.0f"));
                validation
                        .cell(cell.bundle(), Metric.LONGEST_OUTAGE)
                        .ifPresent(outage -> text.append(row(outage, "%.1f")));
            }
        }
        text.append('\n').append(summary(validation));
        validation.left().forEach(why -> text.append(why).append('\n'));
        if (!validation.assumed().isEmpty()) {
            text.append("rests on assumed ")
                    .append(String.join(", ", validation.assumed()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String row(Cell cell, String form) {
        boolean outage = cell.metric() == Metric.LONGEST_OUTAGE;
        String unit = outage ? " ms" : "";
        String number = form + unit;
        return String.format(
                Locale.ROOT,
                "%-10s %-8s %27s %-28s %s%s%s%n",
                outage ? "" : cell.bundle(),
                outage ? "outage" : cell.strategy(),
                String.format(Locale.ROOT, number, cell.measured()),
                String.format(
                        Locale.ROOT,
                        number + " (" + form + " .. " + form + ")",
                        cell.predicted().median(),
                        cell.predicted().low(),
                        cell.predicted().high()),
                cell.predicted().inside() ? "inside" : "OUTSIDE",
                cell.counts() ? "" : ", not counted: fewer than 5 lost frames",
                cell.extrapolated() ? ", extrapolated" : "");
    }

    private static String summary(Validation validation) {
        StringBuilder text = new StringBuilder();
        int counted = validation.counted().size();
        if (counted == 0) {
            return "no bundle has at least 5 lost frames that its captures show: nothing can be said\n";
        }
        long inside = validation.counted().stream()
                .filter(cell -> cell.predicted().inside())
                .count();
        text.append(String.format(
                Locale.ROOT,
                "%d of %d cells lie inside their intervals of 90 %% (%.0f %%)%n",
                inside,
                counted,
                100 * validation.coverage()));
        validation
                .medianAbsoluteRelativeError()
                .ifPresent(error -> text.append(String.format(
                        Locale.ROOT,
                        "lost frames are off by %.1f %% in the median, of bundles with at least 20%n",
                        100 * error)));
        Validation.Order order = validation.order();
        if (order.pairs() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "of %d pairs of strategies that differ by over 15 %%, %d are predicted in the right order%n",
                    order.pairs(),
                    order.right()));
        }
        validation
                .meanCrpsMs()
                .ifPresent(crps ->
                        text.append(String.format(Locale.ROOT, "mean CRPS of lost frames: %.1f ms of stream%n", crps)));
        validation
                .baselines()
                .forEach((name, means) -> text.append(String.format(
                        Locale.ROOT, "  %-20s %.1f ms, where the model has %.1f ms%n", name, means[0], means[1])));
        if (!validation.extrapolated().isEmpty()) {
            text.append("extrapolated, because no calibration bundle had their NIC or driver: ")
                    .append(String.join(", ", validation.extrapolated()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The cells as CSV. */
    public static String csv(Validation validation) {
        StringBuilder csv = new StringBuilder(
                "bundle,strategy,direction,metric,measured,median,low,high,level,inside,pit,crps,counted,extrapolated\n");
        for (Cell cell : validation.cells()) {
            Score score = cell.predicted();
            csv.append(cell.bundle()).append(',').append(cell.strategy()).append(",rx,");
            csv.append(cell.metric().key()).append(',').append(cell.measured()).append(',');
            csv.append(score.median())
                    .append(',')
                    .append(score.low())
                    .append(',')
                    .append(score.high());
            csv.append(',')
                    .append(Score.LEVEL)
                    .append(',')
                    .append(score.inside())
                    .append(',');
            csv.append(score.pit()).append(',').append(score.crps()).append(',').append(cell.counts());
            csv.append(',').append(cell.extrapolated()).append('\n');
        }
        return csv.toString();
    }
}
