package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.sensitivity.Subject;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an analysis of one strategy is about. */
final class SubjectOptions {
    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    private String scenario;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Another strategy than the scenario's.")
    private String strategy;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = Metric.USUAL,
            description = "The number that is looked at, as of compare; without it lostFrames, rx and tx together.")
    private String metric;

    /** What is meant, with the seed of the command line or the scenario. */
    Subject subject(CommonOptions options, double level) {
        Experiment experiment = RunCommand.experiment(scenario, strategy, options);
        long seed = options.seed().orElse(experiment.scenario().seed());
        return new Subject(experiment, Metric.find(metric, experiment.streams()), seed, level);
    }
}
