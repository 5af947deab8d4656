package dev.vfgap.scenarios.device;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.scenarios.config.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * A strategy changed for a NIC whose filter is early: as long as a VF is not up, the PF has the guest's MAC too.
 *
 * <p>That is the remedy of such a device's mark, {@code bridge fdb add M dev PF self} before the VF's MAC is set or its driver
 * stops, and {@code fdb del} when the VF is up, in the words of plans: the filter leads to both, then to the primary; a
 * standby that is a macvtap on the PF keeps it up instead. A VF is up when a plan has awaited its queues or its carrier.
 *
 * <p>Before a VF is plugged, by management or by QEMU, it has the guest's MAC, explicitly: with none its driver takes a random
 * one ({@code igbvf_probe}), and {@code net_failover} pairs by the permanent MAC ({@code failover_get_bymac}).
 *
 * <p>Source: {@code docs/probe.md}, measured with {@code igb}: with the MAC on the PF too nothing is lost, and while the VF is
 * up each frame comes twice, of which {@code net_failover} drops the standby's.
 *
 * <p>Not modelled: a branch that ends before the VF is up again leaves the MAC on the PF. An order that costs frames on any
 * NIC, such as leading the MAC away from a VF that the guest still has, stays as it is.
 *
 * @param strategy the strategy, with the plan as it is to be carried out
 * @param changes what differs from its own plan, in the order of the steps; empty: nothing
 * @param exempt why the NIC's filter makes no difference to the strategy; empty where it does
 */
public record EarlyFilterPlan(Strategy strategy, List<Change> changes, Optional<String> exempt) {

    /** In which way a step differs from the strategy's own plan. */
    public enum Kind {
        INSERTED("inserted"),
        CHANGED("changed"),
        MOVED("moved");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in results. */
        public String word() {
            return word;
        }
    }

    /**
     * A step that is not as the strategy has it.
     *
     * @param number of the step in the changed plan, "3", or "3.1" for one in place of the rest
     * @param step as it is to be carried out; of an await whose {@code otherwise} is another, the strategy's own
     * @param why the reason, a clause
     */
    public record Change(String number, Kind kind, Step step, String why) {}

    public EarlyFilterPlan {
        changes = List.copyOf(changes);
    }

    /** The strategy as it is to be carried out with such a NIC. */
    public static EarlyFilterPlan of(Strategy strategy) {
        Optional<String> exempt = exemption(strategy);
        if (exempt.isPresent()) {
            return new EarlyFilterPlan(strategy, List.of(), exempt);
        }
        EarlyFilterWalk walk = new EarlyFilterWalk(strategy);
        List<Step> steps = walk.steps();
        return new EarlyFilterPlan(strategy.with(new Plan(steps)), walk.changes(), Optional.empty());
    }

    /** Why it does not matter to a strategy when the NIC's filter leads to a VF; empty where it does. */
    private static Optional<String> exemption(Strategy strategy) {
        if (strategy.requires().standby() == Standby.NONE) {
            return Optional.of("the guest has no standby that could have the frames while its primary cannot receive");
        }
        if (strategy.requires().standby() == Standby.NETVSC) {
            return Optional.of(
                    "the guest's driver moves the host's data path before the primary goes and after it is up");
        }
        boolean hasVf = strategy.initial().primaryA() != PrimaryPresence.NONE
                || strategy.initial().primaryB() != PrimaryPresence.NONE
                || strategy.has(Action.DeviceAdd.class::isInstance);
        return hasVf ? Optional.empty() : Optional.of("the guest never has a VF");
    }
}
