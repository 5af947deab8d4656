package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.scenarios.sensitivity.RankingFlips.Row;
import dev.vfgap.scenarios.sensitivity.RankingFlips.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the best changes, for people. */
public final class FlipsText {
    private FlipsText() {}

    /**
     * Several lines, each with its end.
     *
     * @param scenario the scenario's name
     */
    public static String of(String scenario, RankingFlips flips) {
        StringBuilder text = new StringBuilder();
        String usual = flips.strategies().get(0);
        text.append(String.format(
                Locale.ROOT,
                "%s: which parameter changes the best of %d strategies (mean of %s over %d runs at each value)%n%n",
                scenario,
                flips.strategies().size(),
                flips.metric().name(),
                flips.replications()));
        List<List<String>> ranking = new ArrayList<>();
        for (int i = 0; i < flips.strategies().size(); i++) {
            ranking.add(List.of(
                    i == 0 ? "as assumed" : "",
                    flips.strategies().get(i),
                    Cells.number(flips.means().get(i))));
        }
        text.append(Cells.table(ranking, 2)).append('\n');
        List<Row> changing = flips.changing();
        for (Row row : changing) {
            text.append(row.factor().key())
                    .append(", assumed ")
                    .append(row.factor()
                            .present()
                            .toText(row.factor().parameter().unit()))
                    .append('\n');
            for (int i = 0; i < row.stretches().size(); i++) {
                text.append("  ").append(stretch(row, i)).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT, "  %s of its draws lie where %s is not the best%n", share(row.share(usual)), usual));
        }
        if (changing.isEmpty()) {
            text.append("no parameter changes it, held at any value that it may be\n");
        } else {
            String others = flips.rows().stream()
                    .filter(row -> !changing.contains(row))
                    .map(row -> row.factor().key())
                    .collect(Collectors.joining(", "));
            text.append("\nno change found by: ")
                    .append(others.isEmpty() ? "none" : others)
                    .append('\n');
        }
        text.append(Cells.leftOut(flips.factors()));
        text.append(String.format(
                Locale.ROOT,
                "%neach is held at one value through a run, all else as assumed; another is called the best only where"
                        + " the interval of%nthe difference is on its side, with a confidence of %s for all together%n",
                Cells.percent(flips.level())));
        return text.toString();
    }

    private static String share(double share) {
        return share > 0 && share < 0.001 ? "<0.1 %" : Cells.percent(share);
    }

    private static String stretch(Row row, int i) {
        Stretch stretch = row.stretches().get(i);
        String from = row.factor().text(stretch.from());
        String until = row.factor().text(stretch.until());
        int last = row.stretches().size() - 1;
        String where = last == 0
                ? "at all values"
                : i == 0
                        ? "up to " + until + " at least"
                        : i == last ? "from " + from + " at most" : "within " + from + " to " + until;
        return String.format(Locale.ROOT, "%-32s %s", where, stretch.best());
    }
}
