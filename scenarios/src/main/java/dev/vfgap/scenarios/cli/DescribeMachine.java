package dev.vfgap.scenarios.cli;

import dev.vfgap.models.MachineTables;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.simcore.table.TransitionTable;
import dev.vfgap.simcore.table.TransitionTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe machine}: one state machine, as a table or a diagram. */
@Command(
        name = "machine",
        description = "Shows a state machine as a table, or as a Mermaid diagram.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe machine migration",
            "  vfgap describe machine pciehp-slot --mermaid >pciehp-slot.mmd"
        })
final class DescribeMachine implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "NAME", description = "A name that \"vfgap describe machines\" lists.")
    private String name;

    @Option(names = "--mermaid", description = "As a Mermaid state diagram.")
    private boolean mermaid;

    @Override
    public Integer call() {
        TransitionTable<?, ?, ?> table = find(name);
        options.sessionUsing().result(() -> json(table), () -> mermaid ? table.toMermaid() : table.toMarkdown());
        return ExitCode.DONE;
    }

    /** The name of a machine on the command line. */
    static String key(TransitionTable<?, ?, ?> table) {
        return table.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static TransitionTable<?, ?, ?> find(String name) {
        List<String> known =
                MachineTables.ALL.stream().map(DescribeMachine::key).toList();
        int at = known.indexOf(name);
        if (at < 0) {
            throw new BadInputException(
                    InputProblem.ofFile(name, "there is no machine of this name", Nearest.mend(name, known)));
        }
        return MachineTables.ALL.get(at);
    }

    private static Map<String, Object> json(TransitionTable<?, ?, ?> table) {
        Map<String, Object> result = DescribeCommand.head();
        result.put("name", key(table));
        result.put("title", table.name());
        result.put("initial", table.initial().name());
        result.put("rows", table.rows().stream().map(DescribeMachine::row).toList());
        return result;
    }

    private static Map<String, Object> row(Row<?, ?, ?> row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", row.from().toString());
        shown.put("event", row.event().toString());
        shown.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
        shown.put("to", row.to().toString());
        shown.put("commands", row.commands().stream().map(Object::toString).toList());
        shown.put("why", row.why());
        return shown;
    }
}
