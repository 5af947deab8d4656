package dev.vfgap.scenarios.expect;

import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.models.operate.PlanOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a run ends, as results name it: {@code completed} (the plan came to its end too), {@code waiting at step 2},
 * {@code cancelled, given up at step 4}.
 *
 * @param status QEMU's last status; empty = any
 * @param plan {@code waiting at step N} or {@code given up at step N}; empty = the plan came to its end
 * @param in in which runs
 */
public record Ending(Optional<MigrationStatus> status, String plan, InRuns in) implements Expectation {
    private static final Pattern FORM =
            Pattern.compile("(?:([a-z-]+)(?:, |$))?((?:waiting|given up) at step [0-9]+(?:\\.[0-9]+)*)?");

    /** The ending that a text says; empty when it says none. */
    public static Optional<Ending> parse(String text, InRuns in) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || text.endsWith(", ") || !form.matches()) {
            return Optional.empty();
        }
        String plan = form.group(2) == null ? "" : form.group(2);
        if (form.group(1) == null) {
            return Optional.of(new Ending(Optional.empty(), plan, in));
        }
        return Arrays.stream(MigrationStatus.values())
                .filter(status -> status.word().equals(form.group(1)))
                .findFirst()
                .map(status -> new Ending(Optional.of(status), plan, in));
    }

    /** How a run ended, in a few words: QEMU's last status, and how far the plan came when not to its end. */
    public static String shown(ControlLog log) {
        String plan = plan(log.outcome());
        String why = log.outcome() instanceof PlanOutcome.Aborted aborted ? ": " + aborted.why() : "";
        return log.migration() + (plan.isEmpty() ? "" : ", " + plan + why);
    }

    private static String plan(PlanOutcome outcome) {
        if (outcome instanceof PlanOutcome.Aborted aborted) {
            return "given up at step " + aborted.position();
        }
        return outcome instanceof PlanOutcome.Waiting waiting ? "waiting at step " + waiting.position() : "";
    }

    @Override
    public String text() {
        String separator = status.isPresent() && !plan.isEmpty() ? ", " : "";
        return "outcome: " + status.map(MigrationStatus::word).orElse("") + separator + plan + ", in " + in.text();
    }

    @Override
    public Verdict of(List<MigrationRun> runs) {
        long having = runs.stream().filter(run -> isOf(run.log())).count();
        Map<String, Long> all = new TreeMap<>();
        runs.forEach(run -> all.merge(shown(run.log()), 1L, Long::sum));
        String found = all.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue() + " of " + runs.size() + " runs")
                .collect(Collectors.joining("; "));
        return new Verdict(text(), in.holds(having, runs.size()), found);
    }

    private boolean isOf(ControlLog log) {
        return status.map(wanted -> wanted.word().equals(log.migration())).orElse(true)
                && plan.equals(plan(log.outcome()));
    }
}
