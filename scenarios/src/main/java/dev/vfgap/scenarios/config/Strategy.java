package dev.vfgap.scenarios.config;

import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.Requirements;
import dev.vfgap.models.operate.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A way to take the primary out of a running guest, migrate it, and give a primary back: a plan with its reasons.
 *
 * @param name the name used on the command line and in results
 * @param aliases other names, for example those of a lab
 * @param title one line
 * @param summary what is done and why, a few sentences
 * @param claim what the strategy says of itself, so that a run can refute it
 * @param requires what the machines must be able to do
 * @param initial the state that the plan starts from
 * @param plan what is done
 * @param source where the strategy is from
 * @param obstacle why nobody can carry the plan out with today's programs; empty = somebody can
 */
public record Strategy(
        String name,
        List<String> aliases,
        String title,
        String summary,
        String claim,
        Requirements requires,
        Initial initial,
        Plan plan,
        String source,
        Optional<String> obstacle) {
    public Strategy {
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(requires, "requires");
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(obstacle, "obstacle");
    }

    /** This strategy with another plan. */
    public Strategy with(Plan other) {
        return new Strategy(name, aliases, title, summary, claim, requires, initial, other, source, obstacle);
    }

    /** Whether some step of the plan, or of what it does in place of its rest, is such a one. */
    public boolean has(Predicate<Step> such) {
        return flat(plan.steps()).anyMatch(such);
    }

    private static Stream<Step> flat(List<Step> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), flat(instead(step))));
    }

    private static List<Step> instead(Step step) {
        return step instanceof Await await
                        && await.limit().isPresent()
                        && await.limit().get().otherwise() instanceof Otherwise.Instead instead
                ? instead.steps()
                : List.of();
    }
}
