package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.config.FileKind;
import dev.vfgap.scenarios.library.Scenarios;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code describe scenario}: a built-in scenario's file, to start one's own from. */
@Command(
        name = "scenario",
        description = "Shows a built-in scenario's file, to start your own from.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe scenario default", "  vfgap describe scenario default >my-scenario.yaml"})
final class DescribeScenario implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "NAME", description = "The name of a built-in scenario.")
    private String name;

    @Override
    public Integer call() {
        String yaml = Scenarios.text(name);
        options.sessionUsing().result(() -> json(yaml), () -> yaml);
        return ExitCode.DONE;
    }

    private Map<String, Object> json(String yaml) {
        Map<String, Object> result = DescribeCommand.head();
        result.put("name", name);
        result.put("format", FileKind.SCENARIO.format());
        result.put("yaml", yaml);
        return result;
    }
}
