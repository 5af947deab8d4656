package dev.vfgap.scenarios.cli;

import dev.vfgap.models.MachineTables;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe machines}: the state machines of the models. */
@Command(
        name = "machines",
        description = "Lists the state machines of the models.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe machines", "  vfgap describe machine pciehp-slot"})
final class DescribeMachines implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeMachines::json, DescribeMachines::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "machines",
                MachineTables.ALL.stream().map(DescribeMachines::summary).toList());
        return result;
    }

    private static Map<String, Object> summary(TransitionTable<?, ?, ?> table) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", DescribeMachine.key(table));
        summary.put("title", table.name());
        summary.put("initial", table.initial().name());
        summary.put("rows", table.rows().size());
        return summary;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (TransitionTable<?, ?, ?> table : MachineTables.ALL) {
            text.append(String.format(
                    "%-20s %s, %d rows\n",
                    DescribeMachine.key(table), table.name(), table.rows().size()));
        }
        return text.append("\n\"vfgap describe machine NAME\" shows one as a table, with --mermaid as a diagram.\n")
                .toString();
    }
}
