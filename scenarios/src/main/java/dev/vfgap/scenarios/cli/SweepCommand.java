package dev.vfgap.scenarios.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep}: many variants of a scenario. */
@Command(
        name = "sweep",
        description = "Variants of a scenario: which there are by its key \"sweep\".",
        subcommands = {SweepPlanCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap sweep plan my-scenario.yaml"})
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
