package dev.vfgap.scenarios.cli;

import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.scenarios.library.StrategyGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe strategies}: the built-in strategies. */
@Command(
        name = "strategies",
        description = "Lists the built-in strategies.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe strategies", "  vfgap describe strategies --json"})
final class DescribeStrategies implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeStrategies::json, DescribeStrategies::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "strategies",
                Strategies.all().stream().map(DescribeStrategies::summary).toList());
        return result;
    }

    /** What a list says of a strategy. */
    static Map<String, Object> summary(Strategy strategy) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", strategy.name());
        summary.put("aliases", strategy.aliases());
        summary.put("title", strategy.title());
        summary.put("hotplug", strategy.requires().hotplug().map(Hotplug::word));
        summary.put("standby", strategy.requires().standby().word());
        summary.put("primary", strategy.requires().primary().device().word());
        summary.put("busMaster", strategy.requires().primary().busMaster().word());
        summary.put("claim", strategy.claim());
        strategy.obstacle().ifPresent(obstacle -> summary.put("obstacle", obstacle));
        return summary;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (StrategyGroup group : StrategyGroup.values()) {
            text.append(group.title()).append('\n');
            for (Strategy strategy : Strategies.of(group)) {
                text.append(String.format(
                        "  %-27s %-14s %s\n", strategy.name(), String.join(" ", strategy.aliases()), strategy.title()));
            }
            text.append('\n');
        }
        return text.append("\"vfgap describe strategy NAME\" shows one as a runbook; an alias does for the name.\n")
                .toString();
    }
}
