package dev.vfgap.scenarios.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code describe}: what the program knows. */
@Command(
        name = "describe",
        description =
                "Shows what the program knows: strategies as runbooks, NICs, parameters, fates, machines, published numbers.",
        subcommands = {
            DescribeStrategies.class,
            DescribeStrategy.class,
            DescribeScenarios.class,
            DescribeScenario.class,
            DescribePitfalls.class,
            DescribePitfall.class,
            DescribeParameters.class,
            DescribeFates.class,
            DescribeMilestones.class,
            DescribeMachines.class,
            DescribeMachine.class,
            DescribeNics.class,
            DescribeNic.class,
            DescribeDriver.class,
            DescribeValidation.class,
            DescribeSchema.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe strategies",
            "  vfgap describe strategy lab-S1",
            "  vfgap describe nic ixgbe",
            "  vfgap describe scenario default >my-scenario.yaml"
        })
final class DescribeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to describe: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** The head of every JSON result of this verb. */
    static Map<String, Object> head() {
        return JsonResult.of("describe", OptionalLong.empty(), List.of());
    }
}
