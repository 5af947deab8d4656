package dev.vfgap.scenarios.compare;

import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.experiment.RunNumbers;
import dev.vfgap.scenarios.experiment.RunTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A strategy that takes part in a comparison.
 *
 * @param strategy the strategy
 * @param runs its runs; empty where it cannot run in the scenario
 * @param refused why it cannot
 */
public record Contestant(Strategy strategy, Optional<RunTable> runs, String refused) {
    /** How many of its runs migrated the guest and came to the end of the plan. */
    public int completed() {
        return runs.map(table -> Math.toIntExact(table.outcomes().getOrDefault(RunNumbers.COMPLETED, 0L)))
                .orElse(0);
    }

    /**
     * Why it has no place in the ranking; empty where it has one. One that does not migrate the guest in most of its runs loses
     * nothing for the wrong reason: then its median is not that of a migration.
     */
    public Optional<String> notRankedBecause(List<Metric> metrics) {
        if (runs.isEmpty()) {
            return Optional.of(refused);
        }
        RunTable table = runs.get();
        if (2L * completed() <= table.runs()) {
            List<String> ends = new ArrayList<>();
            table.outcomes().forEach((outcome, count) -> ends.add(count + " x " + outcome));
            return Optional.of(completed() + " of " + table.runs() + " runs migrate the guest and end the plan: "
                    + String.join("; ", ends));
        }
        for (Metric metric : metrics) {
            int without = 0;
            for (double number : metric.of(table)) {
                without += Double.isNaN(number) ? 1 : 0;
            }
            if (without > 0) {
                return Optional.of(without + " of " + table.runs() + " runs have no " + metric.name());
            }
        }
        return Optional.empty();
    }
}
