package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs whose plan did not come to its end, or came there by an {@code otherwise} that gives the migration up: what they lose is not what the
 * strategy loses.
 *
 * @param runs how many, from 1
 * @param of how many runs there are
 * @param withoutMigration how many of them did not even start a migration
 * @param ends how many ended where, and why
 */
public record NotCarriedOut(long runs, long of, long withoutMigration, Map<String, Long> ends) {

    public NotCarriedOut {
        ends = new TreeMap<>(ends);
    }

    /** Those among some runs of a plan; empty where all carried it out. */
    public static Optional<NotCarriedOut> of(List<MigrationRun> runs, Plan plan) {
        boolean migrates = migrates(plan);
        Map<String, Long> ends = new TreeMap<>();
        long withoutMigration = 0;
        for (MigrationRun run : runs) {
            Optional<String> end = end(run.log(), migrates);
            if (end.isPresent()) {
                ends.merge(end.get(), 1L, Long::sum);
                withoutMigration += run.log().migration().equals(MigrationStatus.NONE.word()) ? 1 : 0;
            }
        }
        long not = ends.values().stream().mapToLong(Long::longValue).sum();
        return not == 0 ? Optional.empty() : Optional.of(new NotCarriedOut(not, runs.size(), withoutMigration, ends));
    }

    /** Whether the plan's own steps, without those of an otherwise, start a migration and let it be. */
    private static boolean migrates(Plan plan) {
        return plan.steps().contains(new Action.Migrate())
                && !plan.steps().contains(new Action.MigrateCancel())
                && !plan.steps().contains(new Action.KillDestination());
    }

    private static Optional<String> end(ControlLog log, boolean migrates) {
        if (log.outcome() instanceof PlanOutcome.Aborted aborted) {
            return Optional.of(
                    "given up at step " + aborted.position() + " (" + words(aborted.step()) + "): " + aborted.why());
        }
        if (log.outcome() instanceof PlanOutcome.Waiting waiting) {
            return Optional.of("still waiting at step " + waiting.position() + " (" + words(waiting.step()) + ")");
        }
        return migrates && !log.migration().equals(MigrationStatus.COMPLETED.word())
                ? Optional.of("at its end, with the migration " + log.migration())
                : Optional.empty();
    }

    private static String words(Step step) {
        return StepText.of(step).entrySet().stream()
                .filter(each -> !each.getKey().equals("otherwise"))
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Whether no run carries the plan out. */
    public boolean isEveryRun() {
        return runs == of;
    }

    /** Whether no run so much as starts the migration: then its numbers show nothing at all. */
    public boolean showsNothing() {
        return withoutMigration == of;
    }

    /** What a reader must know before he looks at a number, in a sentence or two. */
    public String headline() {
        String where = ends.entrySet().stream()
                .map(each -> (ends.size() == 1 ? "" : each.getValue() + " x ") + each.getKey())
                .collect(Collectors.joining("; "));
        return "NOT CARRIED OUT in " + runs + " of " + of + " runs: the plan is " + where + ". "
                + (showsNothing()
                        ? "No migration was started: this shows nothing of what the strategy loses."
                        : "What these runs lose is not what the strategy loses.");
    }

    /** The keys and values of a result. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("headline", headline());
        fields.put("runs", runs);
        fields.put("of", of);
        fields.put("withoutMigration", withoutMigration);
        fields.put("ends", new LinkedHashMap<String, Object>(ends));
        return fields;
    }
}
