package dev.vfgap.scenarios.cli;

import dev.vfgap.models.operate.StepText;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.DeviceMark;
import dev.vfgap.scenarios.device.DevicePlan;
import dev.vfgap.scenarios.device.EarlyFilterPlan.Change;
import dev.vfgap.scenarios.library.Runbook;
import java.util.List;

/** What the mark of a device makes of a strategy, for people. */
final class DevicePlanText {
    private static final int INDENT = 20;

    private DevicePlanText() {}

    /** What stands on top of a runbook. */
    static String head(DevicePlan plan) {
        StringBuilder text = new StringBuilder();
        boolean notUsable = plan.effect() == DevicePlan.Effect.NOT_USABLE;
        plan.mark()
                .filter(mark -> mark.warns() && !notUsable)
                .map(DeviceMark::device)
                .ifPresent(device -> paragraph(text, "WARNING: " + device.warning() + "."));
        paragraph(text, plan.reason() + ".");
        if (notUsable) {
            text.append("To these strategies the filter of the NIC makes no difference:\n");
            for (Strategy strategy : DevicePlan.usableWithAnyNic()) {
                text.append(String.format(
                        "  %-17s %s%s%n",
                        strategy.name(),
                        strategy.title(),
                        strategy.obstacle().isPresent() ? " (nobody can do this today)" : ""));
            }
        }
        return text.toString().replace("\r\n", "\n");
    }

    /** What stands on top of a prediction: the steps that are not the strategy's own. */
    static String changes(DevicePlan plan) {
        StringBuilder text = new StringBuilder();
        paragraph(text, plan.reason() + ".");
        for (Change change : plan.changes()) {
            text.append(String.format(
                    "  %-6s %-9s  %s%n", change.number(), change.kind().word(), StepText.of(change.step())));
            lines(change.why(), Runbook.WIDTH - INDENT)
                    .forEach(
                            line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
        }
        return text.append('\n').toString().replace("\r\n", "\n");
    }

    private static void paragraph(StringBuilder text, String words) {
        lines(words, Runbook.WIDTH).forEach(line -> text.append(line).append('\n'));
    }

    private static List<String> lines(String words, int width) {
        return Runbook.wrapped(words, width);
    }
}
