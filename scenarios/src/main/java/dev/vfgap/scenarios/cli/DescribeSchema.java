package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.config.FileKind;
import dev.vfgap.scenarios.config.JsonSchemas;
import dev.vfgap.scenarios.output.JsonText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code describe schema}: the JSON Schema of a kind of file. */
@Command(
        name = "schema",
        description = "Writes the JSON Schema of a kind of file, for editors.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe schema strategy >strategy.json",
            "  # and as the first line of the file: # yaml-language-server: $schema=./strategy.json"
        })
final class DescribeSchema implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "KIND", description = "One of strategy, scenario, profile.")
    private FileKind kind;

    @Override
    public Integer call() {
        options.sessionUsing().result(() -> JsonSchemas.of(kind), () -> JsonText.pretty(JsonSchemas.of(kind)));
        return ExitCode.DONE;
    }
}
