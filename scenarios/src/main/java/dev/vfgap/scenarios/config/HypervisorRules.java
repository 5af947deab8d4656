package dev.vfgap.scenarios.config;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import java.util.List;
import java.util.function.Predicate;

/** What a strategy must say of its primary so that its plan can be carried out. */
final class HypervisorRules {
    private HypervisorRules() {}

    static void check(Strategy strategy, Fields fields, Problems problems) {
        PrimaryUse primary = strategy.requires().primary();
        List<Step> steps = strategy.plan().steps();
        if (primary.busMaster() == BusMasterEvents.NONE && contains(steps, HypervisorRules::awaitsBusMaster)) {
            problems.add(
                    fields.node("plan").place(),
                    "the plan awaits bus-master, an event that QEMU 10.0 does not have",
                    "write \"busMaster: events\" under requires, for a QEMU with Oracle's patches");
        }
        if (primary.busMaster() != BusMasterEvents.HOLD && contains(steps, Action.ReleaseVcpu.class::isInstance)) {
            problems.add(
                    fields.node("plan").place(),
                    "the plan releases a vCPU that nothing holds",
                    "write \"busMaster: hold\" under requires, or remove release-vcpu");
        }
        if (primary.device().comesAlong()) {
            checkComesAlong(strategy, fields, problems);
        }
    }

    private static void checkComesAlong(Strategy strategy, Fields fields, Problems problems) {
        if (strategy.requires().standby() != Standby.NONE) {
            problems.add(
                    fields.group("requires").node("standby").place(),
                    "a primary that is never unplugged has no standby",
                    "write \"standby: none\"");
        }
        if (strategy.initial().primaryB() != PrimaryPresence.NONE) {
            problems.add(
                    fields.group("initial").node("primaryB").place(),
                    "a primary that is never unplugged comes with the guest",
                    "write \"primaryB: none\"");
        }
    }

    private static boolean awaitsBusMaster(Step step) {
        return step instanceof Await await && await.condition() instanceof Condition.BusMaster;
    }

    private static boolean contains(List<Step> steps, Predicate<Step> wanted) {
        return steps.stream()
                .anyMatch(step -> wanted.test(step)
                        || step instanceof Await await
                                && await.limit()
                                        .filter(limit -> limit.otherwise() instanceof Otherwise.Instead instead
                                                && contains(instead.steps(), wanted))
                                        .isPresent());
    }
}
