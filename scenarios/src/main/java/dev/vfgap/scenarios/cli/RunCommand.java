package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.PredictionText;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunsCsv;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: what a strategy loses in a scenario. */
@Command(
        name = "run",
        description = {
            "Predicts what a strategy loses in a scenario: frames by direction and cause, outages, phases.",
            "--out writes run.json and runs.csv, a row for each run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap run default",
            "  vfgap run default --strategy filter-first --replications 1000",
            "  vfgap run default --set traffic.rx.rate=1Mpps --set guest.vfProbe=80ms",
            "  vfgap run my-scenario.yaml --json --out results"
        })
final class RunCommand implements Callable<Integer> {
    private static final int MOST_REPLICATIONS = 100_000;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    private String scenario;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Another strategy than the scenario's.")
    private String strategy;

    @Option(names = "--replications", paramLabel = "N", description = "So many runs instead of the scenario's.")
    private Integer replications;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        Experiment experiment = experiment(scenario, strategy, options);
        int count = count(experiment.scenario());
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        long seed = options.seed().orElse(experiment.scenario().seed());
        Prediction prediction;
        try (Progress progress = session.progress("runs", count)) {
            prediction = new Prediction(
                    experiment,
                    seed,
                    Replications.run(experiment.setup(), seed, count, options.jobs(), progress::step));
        }
        session.result(() -> json(prediction), () -> PredictionText.of(prediction));
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("run.json", JsonText.pretty(json(prediction))));
            session.note("wrote " + folder.write("runs.csv", RunsCsv.of(prediction)));
        });
        return ExitCode.DONE;
    }

    /** The experiment that a scenario, the name of another strategy (or null) and the settings say. */
    static Experiment experiment(String scenarioName, String strategyName, CommonOptions options) {
        Scenario found = Scenarios.find(scenarioName, options.settings(), Catalogue.all());
        Strategy chosen = Strategies.find(strategyName == null ? found.strategy() : strategyName);
        return Experiment.of(found, chosen, Catalogue.all());
    }

    private int count(Scenario found) {
        int count = replications == null ? found.replications() : replications;
        if (count < 1 || count > MOST_REPLICATIONS) {
            throw new BadInputException(InputProblem.ofFile(
                    "--replications " + count, "is not from 1 to " + MOST_REPLICATIONS, "write for example 200"));
        }
        return count;
    }

    private static Map<String, Object> json(Prediction prediction) {
        Map<String, Object> result = JsonResult.of("run", OptionalLong.of(prediction.seed()), prediction.assumed());
        result.putAll(prediction.fields());
        return result;
    }
}
