package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.library.Scenarios;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe scenarios}: the built-in scenarios. */
@Command(
        name = "scenarios",
        description = "Lists the built-in scenarios.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe scenarios", "  vfgap describe scenarios --json"})
final class DescribeScenarios implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        List<ScenarioHead> scenarios = Scenarios.heads();
        options.sessionUsing().result(() -> json(scenarios), () -> text(scenarios));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(List<ScenarioHead> scenarios) {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "scenarios", scenarios.stream().map(DescribeScenarios::summary).toList());
        return result;
    }

    private static Map<String, Object> summary(ScenarioHead scenario) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", scenario.name());
        summary.put("title", scenario.title());
        summary.put("strategy", scenario.strategy());
        return summary;
    }

    private static String text(List<ScenarioHead> scenarios) {
        StringBuilder text = new StringBuilder();
        scenarios.forEach(scenario -> text.append(String.format("%-28s %s\n", scenario.name(), scenario.title())));
        return text.append("\n\"vfgap describe scenario NAME\" shows one.\n").toString();
    }
}
