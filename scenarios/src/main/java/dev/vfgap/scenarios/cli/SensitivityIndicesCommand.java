package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.sensitivity.Factors;
import dev.vfgap.scenarios.sensitivity.SharedVariance;
import dev.vfgap.scenarios.sensitivity.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sensitivity indices}: where the variance of a prediction comes from. */
@Command(
        name = "indices",
        description = {
            "Where the variance of a prediction comes from: the part of each parameter, alone and with others (Sobol).",
            "What is not held is one input more, called luck. --out writes indices.json and indices.svg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sensitivity indices default",
            "  vfgap sensitivity indices default --over guest.vfProbe,guest.vfOpen,mgmt.filterMove --rows 4096",
            "  vfgap sensitivity indices my.yaml --strategy filter-first --metric downtimeMs --out results"
        })
final class SensitivityIndicesCommand implements Callable<Integer> {
    private static final int LEAST_ROWS = 16;
    private static final int MOST_ROWS = 1 << 20;

    @Mixin
    private CommonOptions options;

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

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1024",
            description =
                    "So many rows, each of three runs more than there are parameters; without it 1024, best a power"
                            + " of two.")
    private int rows;

    @Mixin
    private FactorOptions held;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        FactorOptions.require("--rows", rows, LEAST_ROWS, MOST_ROWS);
        Experiment experiment = RunCommand.experiment(scenario, strategy, options);
        long seed = options.seed().orElse(experiment.scenario().seed());
        Subject subject = new Subject(experiment, Metric.find(metric, experiment.streams()), seed, held.level());
        RunTable pilot = Factors.pilot(experiment, seed, options.jobs());
        Factors factors = held.factors(Factors.HeldAt.ITS_OWN_VALUES, List.of(pilot));
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        SharedVariance found;
        try (Progress progress =
                session.progress("runs", SharedVariance.runs(factors.chosen().size(), rows))) {
            found = SharedVariance.of(subject, factors, rows, options.jobs(), progress::step);
        }
        session.result(() -> json(found, pilot), found::text);
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("indices.json", JsonText.pretty(json(found, pilot))));
            if (found.variance() > 0) {
                session.note(
                        "wrote " + folder.write("indices.svg", found.figure().file()));
            }
        });
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(SharedVariance found, RunTable pilot) {
        Map<String, Object> result = JsonResult.of(
                "sensitivity-indices", OptionalLong.of(found.subject().seed()), pilot.assumed());
        result.putAll(found.fields());
        return result;
    }
}
