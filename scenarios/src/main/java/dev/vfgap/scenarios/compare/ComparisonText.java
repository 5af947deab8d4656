package dev.vfgap.scenarios.compare;

import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.scenarios.compare.statistics.Interval;
import dev.vfgap.scenarios.compare.statistics.PairedDifference.Conclusion;
import dev.vfgap.scenarios.experiment.PredictionText;
import dev.vfgap.scenarios.experiment.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for people: the ranking, what the intervals say, and what one must know. */
public final class ComparisonText {
    /** Of more pairs than this only those with the first strategy are shown. */
    private static final int MOST_PAIRS = 10;

    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();
    private final Comparison comparison;

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Several lines, each with its end. */
    public static String of(Comparison comparison) {
        return new ComparisonText(comparison).write();
    }

    private String write() {
        Metric metric = comparison.metric();
        line(
                "%s: strategies by their mean of %s (%s), seed %d",
                comparison.scenario(), metric.name(), metric.meaning(), comparison.seed());
        if (!comparison.notRanked().isEmpty()) {
            wrapped(
                    "NOT RANKED, for the reasons below: "
                            + String.join(", ", comparison.notRanked().keySet()),
                    "  ");
        }
        if (!comparison.ranked().isEmpty()) {
            ranking();
            verdict();
            tails();
        }
        notRanked();
        for (Metric one : comparison.metrics()) {
            pairs(one);
        }
        if (!comparison.warnings().isEmpty()) {
            line("");
        }
        comparison.warnings().forEach(warning -> wrapped("note: " + warning, "  "));
        line("");
        text.append(PredictionText.assumed(comparison.assumed()));
        return text.toString();
    }

    private void ranking() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "", "strategy", "runs", "mean", "rx lost (9 of 10 runs)", "tx lost (9 of 10)", "outage ms", "P(best)"));
        for (Ranked one : comparison.ranked()) {
            double outage = Math.max(
                    one.outageMs(TrafficStream.RX).median(),
                    one.outageMs(TrafficStream.TX).median());
            rows.add(List.of(
                    Integer.toString(one.rank()),
                    one.name(),
                    Integer.toString(one.runs().runs()),
                    Comparison.number(one.mean(), comparison.metric().unit()),
                    frames(one.lost(TrafficStream.RX)),
                    frames(one.lost(TrafficStream.TX)),
                    String.format(Locale.ROOT, "%.1f", outage),
                    percent(one.probabilityBest())));
        }
        line("");
        table(rows, 1);
    }

    private static String frames(Spread lost) {
        return String.format(Locale.ROOT, "%.0f (%.0f..%.0f)", lost.median(), lost.low(), lost.high());
    }

    private static String percent(double share) {
        return share > 0 && share < 0.001
                ? "<0.1 %"
                : String.format(Locale.ROOT, isWhole(100 * share) ? "%.0f %%" : "%.1f %%", 100 * share);
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9;
    }

    private void verdict() {
        List<String> could = comparison.couldBeBest();
        String first = could.get(0);
        line("");
        comparison.selection().ifPresent(this::selection);
        int others = comparison.ranked().size() - 1;
        if (others == 0) {
            return;
        }
        if (could.size() == 1) {
            wrapped(
                    String.format(
                            Locale.ROOT,
                            "best: %s; %s worse on average, with a confidence of %s",
                            first,
                            others == 1 ? "the other is" : "each of the " + others + " others is",
                            percent(comparison.level())),
                    "  ");
        } else {
            wrapped(
                    "first: " + first + "; no difference found between it and "
                            + String.join(", ", could.subList(1, could.size())),
                    "  ");
        }
    }

    private void selection(Selection selection) {
        Metric metric = comparison.metric();
        wrapped(
                String.format(
                        Locale.ROOT,
                        "%s after %d runs (KN, %s runs an observation): %s%s, right with %s if it is better than the next by %s %s",
                        selection.decided() ? "decided" : "not decided",
                        selection.runs(),
                        selection.replicationsAnObservation(),
                        selection.selected(),
                        selection.left().size() == 1
                                ? ""
                                : selection.decided()
                                        ? ", first of equal ones (" + String.join(", ", selection.left()) + ")"
                                        : " is ahead of " + (selection.left().size() - 1) + " others that are left",
                        percent(selection.level()),
                        Comparison.number(selection.indifference(), metric.unit()),
                        metric.unit().words()),
                "  ");
    }

    /** How bad the worst runs of the strategies are that could be best. */
    private void tails() {
        Metric metric = comparison.metric();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "of 100 runs", "90 stay below", "95", "99"));
        for (Ranked one : comparison.ranked()) {
            if (comparison.couldBeBest().contains(one.name())) {
                List<String> row = new ArrayList<>(List.of("", one.name()));
                for (Interval quantile :
                        one.quantiles(metric, comparison.level()).subList(1, Ranked.SHARES.size())) {
                    row.add(
                            Double.isNaN(quantile.value())
                                    ? "beyond the replications"
                                    : Comparison.number(quantile.value(), metric.unit()) + " ("
                                            + Comparison.ends(quantile, metric.unit()) + ")");
                }
                rows.add(row);
            }
        }
        line("");
        table(rows, 1);
    }

    private void notRanked() {
        if (!comparison.notRanked().isEmpty()) {
            line("");
            line("not ranked");
            comparison.notRanked().forEach((name, because) -> wrapped("  " + name + ": " + because, "    "));
        }
    }

    private void pairs(Metric metric) {
        List<Pair> pairs = comparison.pairs().stream()
                .filter(pair -> pair.metric().equals(metric))
                .toList();
        if (pairs.isEmpty()) {
            return;
        }
        String first = comparison.ranked().get(0).name();
        boolean all = pairs.size() <= MOST_PAIRS;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "worse - better", "mean", "interval", "conclusion", "common luck"));
        for (Pair pair : pairs) {
            if (all || pair.better().equals(first) || pair.worse().equals(first)) {
                rows.add(row(pair, all ? "" : first));
            }
        }
        line("");
        wrapped(
                String.format(
                        Locale.ROOT,
                        "%s, differences in pairs, %s%s; all %d intervals hold together with a confidence of %s",
                        metric.name(),
                        metric.unit().words(),
                        all ? "" : ", of " + first + " (--json has all)",
                        comparison.family(),
                        percent(comparison.level())),
                "  ");
        table(rows, 1);
        line("common luck x 2: with luck of their own the strategies would need 2 times as many runs");
    }

    private static List<String> row(Pair pair, String first) {
        Metric.Unit unit = pair.metric().unit();
        Interval mean = pair.difference().mean();
        double reduction = pair.difference().varianceReduction();
        boolean better = pair.difference().conclusion() == Conclusion.BETTER;
        return List.of(
                "",
                pair.better().equals(first) ? pair.worse() : pair.worse() + " - " + pair.better(),
                Comparison.number(mean.value(), unit),
                Comparison.ends(mean, unit),
                better
                        ? "worse"
                        : Conclusion.NO_DIFFERENCE.words()
                                + (pair.difference().isConstant()
                                        ? " (equal in all runs)"
                                        : " (\u00b1 " + Comparison.number(mean.most(), unit) + ")"),
                Double.isNaN(reduction)
                        ? "none"
                        : Double.isInfinite(reduction)
                                ? "always equal"
                                : String.format(Locale.ROOT, reduction < 1e6 ? "x %.3g" : "x %.0e", reduction));
    }

    /** Columns as wide as what they hold; those from the first on but one to the right. */
    private void table(List<List<String>> rows, int leftAligned) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder shown = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String cell = row.get(c);
                String room = " ".repeat(widths[c] - cell.length());
                shown.append(c == 0 ? "" : "  ").append(c == leftAligned ? cell + room : room + cell);
            }
            line("%s", shown.toString().stripTrailing());
        }
    }

    private void wrapped(String sentence, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split("(?<=\\S) ")) {
            if (line.length() + 1 + word.length() > WIDTH && !line.isEmpty()) {
                line("%s", line);
                line = new StringBuilder(indent).append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        line("%s", line);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
