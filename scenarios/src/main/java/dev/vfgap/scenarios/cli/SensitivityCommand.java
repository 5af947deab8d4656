package dev.vfgap.scenarios.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sensitivity}: what a prediction or a ranking hangs on. */
@Command(
        name = "sensitivity",
        description = {
            "What a prediction hangs on, and which parameter would change the best strategy.",
            "A parameter is held at one value through a run, while all else is drawn as before."
        },
        subcommands = {SensitivityScreenCommand.class, SensitivityIndicesCommand.class, SensitivityFlipsCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sensitivity screen default",
            "  vfgap sensitivity indices default --over guest.vfProbe,guest.vfOpen,mgmt.filterMove",
            "  vfgap sensitivity flips default --strategies all"
        })
final class SensitivityCommand implements Callable<Integer> {
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
