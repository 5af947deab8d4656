package dev.vfgap.scenarios.cli;

import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.DevicePlan;
import dev.vfgap.scenarios.library.PlanDiagram;
import dev.vfgap.scenarios.library.Runbook;
import dev.vfgap.scenarios.library.Strategies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe strategy}: a strategy as a runbook. */
@Command(
        name = "strategy",
        description = {
            "Shows a strategy as a runbook with the real commands.",
            "With --catalogue and a device its steps are ordered as the device's mark says, with the reasons."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe strategy qemu-failover-acpi",
            "  vfgap describe strategy ./my-strategy.yaml",
            "  vfgap describe strategy filter-first --yaml >my-strategy.yaml",
            "  vfgap describe strategy filter-first --mermaid >filter-first.mmd",
            "  vfgap describe strategy lab-S2 --catalogue replay/samples/catalogue --device 8086:10c9"
        })
final class DescribeStrategy implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "NAME", description = "A name, an alias, or the path of a strategy file.")
    private String name;

    @Option(names = "--yaml", description = "The built-in strategy's file instead, to start your own from.")
    private boolean yaml;

    @Option(names = "--mermaid", description = "As a Mermaid sequence diagram.")
    private boolean mermaid;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        if (yaml && device.isGiven()) {
            throw new BadInputException(InputProblem.ofFile(
                    "--yaml",
                    "prints the strategy's own file, whatever the device",
                    "leave --catalogue and the device out"));
        }
        if (yaml && !options.json()) {
            options.sessionUsing().text(Strategies.text(name));
            return ExitCode.DONE;
        }
        Strategy found = Strategies.find(name);
        Optional<DevicePlan> plan = device.plan(found);
        Runbook runbook = plan.map(changed -> Runbook.of(changed.strategy(), changed.nics(), changed.notes()))
                .orElseGet(() -> Runbook.of(found));
        options.sessionUsing()
                .result(
                        () -> json(runbook, plan),
                        () -> mermaid
                                ? PlanDiagram.of(runbook)
                                : plan.map(changed -> DevicePlanText.head(changed) + "\n")
                                                .orElse("")
                                        + runbook.text());
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Runbook runbook, Optional<DevicePlan> plan) {
        Strategy strategy = runbook.strategy();
        Map<String, Object> shown = DescribeStrategies.summary(strategy);
        shown.put("summary", strategy.summary());
        shown.put("source", strategy.source());
        shown.put("initial", initial(strategy.initial()));
        shown.put(
                "before", runbook.before().stream().map(DescribeStrategy::hint).toList());
        shown.put("plan", StepText.of(strategy.plan()));
        shown.put(
                "runbook", runbook.lines().stream().map(DescribeStrategy::line).toList());
        shown.put("toFillIn", runbook.used());
        Map<String, Object> result = DescribeCommand.head();
        result.put("strategy", shown);
        plan.ifPresent(changed -> result.put("forDevice", changed.fields()));
        return result;
    }

    private static Map<String, Object> initial(Initial initial) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("filterA", initial.filterA().word());
        shown.put("filterB", initial.filterB().word());
        shown.put("primaryA", initial.primaryA().word());
        shown.put("primaryB", initial.primaryB().word());
        return shown;
    }

    private static Map<String, Object> line(Runbook.Line line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", line.number());
        shown.put("text", line.text());
        if (!line.note().isEmpty()) {
            shown.put("note", line.note());
        }
        shown.put("hints", line.hints().stream().map(DescribeStrategy::hint).toList());
        if (!line.limit().isEmpty()) {
            shown.put("limit", line.limit());
            shown.put("otherwise", line.otherwise());
            shown.put(
                    "instead",
                    line.instead().stream().map(DescribeStrategy::line).toList());
        }
        return shown;
    }

    private static Map<String, Object> hint(Runbook.Hint hint) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("where", hint.where());
        shown.put("text", hint.text());
        shown.put("note", hint.note());
        return shown;
    }
}
