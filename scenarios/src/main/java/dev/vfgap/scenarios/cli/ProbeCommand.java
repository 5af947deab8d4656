package dev.vfgap.scenarios.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code probe}: when does a NIC's driver move a MAC from the PF to a VF? */
@Command(
        name = "probe",
        description =
                "Shows when a NIC's driver moves a MAC from the PF to a VF: where the frames of each step went, and why.",
        subcommands = {
            ProbePlanCommand.class,
            ProbeRunCommand.class,
            ProbeRestoreCommand.class,
            ProbeJudgeCommand.class,
            ProbeClassifyCommand.class,
            ProbePredictCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe run --pf enp1s0f0 --vf 0 --mac 52:54:00:fa:11:0e --from enp2s0",
            "  vfgap probe judge replay/samples/filter-probe/*",
            "  vfgap probe classify replay/samples/filter-probe/bridge-1",
            "  vfgap probe predict --nic igb replay/samples/filter-probe/bridge-1"
        })
final class ProbeCommand implements Callable<Integer> {
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
