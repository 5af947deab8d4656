package dev.vfgap.scenarios.expect;

import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Milestones that follow each other in a run; others may lie between. Each is sought after the one before it.
 *
 * @param sights at least one
 * @param in in which runs
 */
public record InOrder(List<Sight> sights, InRuns in) implements Expectation {
    public InOrder {
        sights = List.copyOf(sights);
        if (sights.isEmpty()) {
            throw new IllegalArgumentException("a sequence of nothing");
        }
    }

    @Override
    public String text() {
        String order = sights.stream().map(Sight::text).collect(Collectors.joining(", then "));
        return (sights.size() == 1 ? "happens: " : "order: ") + order + "; in " + in.text();
    }

    @Override
    public Verdict of(List<MigrationRun> runs) {
        List<MigrationRun> without =
                runs.stream().filter(run -> missing(run) < sights.size()).toList();
        int having = runs.size() - without.size();
        String found = "in " + having + " of " + runs.size() + " runs";
        if (!without.isEmpty() && sights.size() > 1) {
            found += "; first missing: " + sights.get(missing(without.get(0))).text();
        }
        return new Verdict(text(), in.holds(having, runs.size()), found);
    }

    /** The index of the first of the sights that a run does not have in its place; their number when it has all. */
    private int missing(MigrationRun run) {
        List<Milestone> milestones = run.log().milestones();
        int at = 0;
        for (int i = 0; i < sights.size(); i++) {
            int found = sights.get(i).indexFrom(milestones, at);
            if (found < 0) {
                return i;
            }
            at = found + 1;
        }
        return sights.size();
    }
}
