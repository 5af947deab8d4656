package dev.vfgap.scenarios.device;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.EarlyFilterPlan.Change;
import dev.vfgap.scenarios.library.Runbook;
import dev.vfgap.scenarios.library.Strategies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the mark of a device makes of a strategy.
 *
 * @param strategy the strategy, with its steps in the order that the mark asks for
 * @param nic what the device was called
 * @param mark the mark; empty where the catalogue has none of the device
 * @param effect what the mark makes of the strategy
 * @param reason the same as a sentence without its end
 * @param changes the steps that are not as the strategy has them
 */
public record DevicePlan(
        Strategy strategy, String nic, Optional<DeviceMark> mark, Effect effect, String reason, List<Change> changes) {

    /** What a mark makes of a strategy. */
    public enum Effect {
        NOT_MARKED("not-marked"),
        NO_DIFFERENCE("no-difference"),
        NOT_USABLE("not-usable"),
        KEEPS_THE_RULE("keeps-the-rule"),
        CHANGED("changed");

        private final String word;

        Effect(String word) {
            this.word = word;
        }

        /** The word in results. */
        public String word() {
            return word;
        }
    }

    public DevicePlan {
        changes = List.copyOf(changes);
    }

    /**
     * A strategy as it is to be carried out with a device.
     *
     * @param nic what the device was called
     * @param marks its marks, the severest first: that one counts
     */
    public static DevicePlan of(Strategy strategy, String nic, List<DeviceMark> marks) {
        if (marks.isEmpty()) {
            return new DevicePlan(
                    strategy,
                    nic,
                    Optional.empty(),
                    Effect.NOT_MARKED,
                    nic + " is not marked in the catalogue: the steps are the strategy's own",
                    List.of());
        }
        DeviceMark mark = marks.get(0);
        EarlyFilterPlan early = EarlyFilterPlan.of(strategy);
        Effect effect = effect(mark.device(), early);
        boolean changed = effect == Effect.CHANGED;
        return new DevicePlan(
                changed ? early.strategy() : strategy,
                nic,
                Optional.of(mark),
                effect,
                reason(strategy, mark, effect, early),
                changed ? early.changes() : List.of());
    }

    private static Effect effect(DeviceRecord device, EarlyFilterPlan early) {
        if (early.exempt().isPresent()) {
            return Effect.NO_DIFFERENCE;
        }
        if (device.usable() == Usable.NO) {
            return Effect.NOT_USABLE;
        }
        if (device.verdict() != ProbeVerdict.EARLY && device.verdict() != ProbeVerdict.UNDECIDED) {
            return Effect.NO_DIFFERENCE;
        }
        if (device.verdict() == ProbeVerdict.EARLY && !device.isHeldByPf()) {
            return Effect.NOT_USABLE;
        }
        return early.changes().isEmpty() ? Effect.KEEPS_THE_RULE : Effect.CHANGED;
    }

    private static String reason(Strategy own, DeviceMark mark, Effect effect, EarlyFilterPlan early) {
        String whose = " (mark " + mark.words() + ")";
        DeviceRecord device = mark.device();
        String open = device.verdict() == ProbeVerdict.UNDECIDED
                ? "It is not decided when the filter of this device leads to the VF, so it is taken for an early one; whether"
                        + " the PF's own entry brings the frames to it is not shown either. "
                : "";
        return switch (effect) {
            case NOT_MARKED -> throw new IllegalArgumentException("there is a mark");
            case NOT_USABLE ->
                (device.wouldDecide().isPresent() ? "NOT TO BE USED YET" : "NOT USABLE") + " with this device: "
                        + device.device().words() + " (" + device.date() + ") is marked \""
                        + device.usable().word() + "\" for failover: " + device.verdict()
                        + device.remedy()
                                .map(words -> "; what its mark names against it is no order of steps: " + words)
                                .or(() -> device.wouldDecide()
                                        .map(probe ->
                                                ", and no probe has tried whether an order of steps avoids the loss; what"
                                                        + " would tell: " + probe))
                                .orElse(", and no order of steps is known to avoid the loss")
                        + whose;
            case KEEPS_THE_RULE ->
                open
                        + "The steps already keep the rule of the mark, and stay as they are: whenever the filter leads to the VF alone,"
                        + " the VF is up" + whose;
            case CHANGED ->
                open
                        + "The steps are changed for this device, each with the reason beside it: as long as the VF is not up, the PF has"
                        + " the guest's MAC too. A branch that ends before the VF is up leaves it there; frames then come"
                        + " twice" + whose;
            case NO_DIFFERENCE ->
                early.exempt()
                                .map(why -> "The mark changes nothing in this strategy: " + why)
                                .orElseGet(() -> "The mark changes no step: " + withoutEarlyFilter(device, own))
                        + whose;
        };
    }

    private static String withoutEarlyFilter(DeviceRecord device, Strategy strategy) {
        return device.verdict() == ProbeVerdict.SWITCHDEV
                ? "the host's switch rules lead the frames, whatever the VF does"
                : "the filter leads to the VF only when the VF is up"
                        + device.remedy()
                                .map(words -> "; after the VF is down: " + words + ". " + whereItIsTaken(strategy))
                                .orElse("");
    }

    /** In which step a plan takes the MAC from A's VF, which is what a filter that stays behind asks for. */
    private static String whereItIsTaken(Strategy strategy) {
        List<Step> steps = strategy.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Action.SetFilter filter
                    && filter.host() == Host.A
                    && (filter.to() == FilterTarget.STANDBY || filter.to() == FilterTarget.NONE)) {
                return "The plan takes the MAC from the VF on A in step " + (i + 1)
                        + "; between the stop of the guest's driver and this step the frames are lost";
            }
        }
        return "No step of the plan takes the MAC from the VF on A: do it as soon as the guest has let the VF go, or the frames"
                + " are lost until it leaves A";
    }

    /** The built-in strategies to which the filter of the device's NIC makes no difference. */
    public static List<Strategy> usableWithAnyNic() {
        return Strategies.all().stream()
                .filter(strategy -> EarlyFilterPlan.of(strategy).exempt().isPresent())
                .toList();
    }

    /** Whose commands the steps need. */
    public Runbook.Nics nics() {
        return mark.map(one -> switch (one.device().verdict()) {
                    case SWITCHDEV -> Runbook.Nics.SWITCHDEV;
                    case EARLY, LATE -> Runbook.Nics.LEGACY;
                    default -> Runbook.Nics.ANY;
                })
                .orElse(Runbook.Nics.ANY);
    }

    /** Why each step that is not the strategy's own is there, by its number in a runbook. */
    public Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        changes.forEach(change -> notes.merge(
                change.number(), change.kind().word() + ": " + change.why(), (one, other) -> one + "; " + other));
        return notes;
    }

    /** The keys and values of a result. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("nic", nic);
        fields.put("mark", mark.map(DeviceMark::fields).orElse(null));
        fields.put("effect", effect.word());
        fields.put("reason", reason);
        List<Object> changed = new ArrayList<>();
        changes.forEach(change -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", change.number());
            one.put("change", change.kind().word());
            one.put("step", StepText.of(change.step()));
            one.put("why", change.why());
            changed.add(one);
        });
        fields.put("changes", changed);
        if (effect == Effect.NOT_USABLE) {
            fields.put(
                    "usableStrategies",
                    usableWithAnyNic().stream().map(Strategy::name).toList());
        }
        return fields;
    }
}
