package dev.vfgap.scenarios.compare;

import dev.vfgap.scenarios.compare.statistics.OrderStatistics;
import dev.vfgap.scenarios.compare.statistics.PairedDifference;
import dev.vfgap.scenarios.compare.statistics.RareEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of a comparison must know before he believes it. */
final class Warnings {
    /** With fewer runs, intervals of losses that are seldom but large come out too narrow (docs/comparing.md). */
    private static final int FEW_RUNS = 100;

    private static final double TAIL = 0.99;

    private Warnings() {}

    static List<String> of(Comparison comparison) {
        List<String> warnings = new ArrayList<>();
        if (comparison.ranked().size() < 2) {
            warnings.add("fewer than two strategies can be ranked, so nothing is compared");
        }
        int least = comparison.ranked().stream()
                .mapToInt(one -> one.runs().runs())
                .min()
                .orElse(FEW_RUNS);
        if (least < FEW_RUNS) {
            warnings.add("only " + least + " runs: the interval of a loss that is seldom but large is then too narrow");
        }
        for (Ranked one : comparison.ranked()) {
            RareEvent failed = one.notCompleted(comparison.level());
            if (failed.seen() > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: %d of %d runs do not migrate the guest and end the plan (at most %.2g %% of all); what they lose "
                                + "is counted, but none of them is a best run",
                        one.name(),
                        failed.seen(),
                        failed.of(),
                        100 * failed.most()));
            }
        }
        for (Ranked one : comparison.ranked()) {
            if (comparison.couldBeBest().contains(one.name())) {
                one.contestant()
                        .strategy()
                        .obstacle()
                        .ifPresent(obstacle -> warnings.add(
                                one.name() + ": nobody can carry it out with today's programs: " + obstacle));
            }
        }
        comparison.pairs().stream()
                .map(Pair::difference)
                .filter(PairedDifference::isConstant)
                .mapToInt(PairedDifference::rows)
                .min()
                .ifPresent(rows -> warnings.add(String.format(
                        Locale.ROOT,
                        "where a difference is the same in all of %d runs, it may still be another in %.2g %% of all",
                        rows,
                        100 * new RareEvent(0, rows, comparison.level()).most())));
        int needed = OrderStatistics.sampleFor(TAIL, comparison.level());
        if (least < needed && !comparison.ranked().isEmpty()) {
            warnings.add("the loss that 1 run in 100 exceeds is beyond the replications: it needs " + needed);
        }
        comparison.selection().ifPresent(selection -> {
            if (!selection.decided()) {
                warnings.add("the budget of " + selection.budgetRuns() + " runs ended before the best was decided: "
                        + selection.left().size() + " strategies are left");
            }
            warnings.add(
                    "the runs ended by what they showed: the pairs' intervals are not corrected for that, the selection is");
        });
        return warnings;
    }
}
