package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.DeviceMark;
import dev.vfgap.scenarios.device.DevicePlan;
import dev.vfgap.scenarios.device.SoughtNic;
import dev.vfgap.scenarios.expect.Ending;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.expect.Refusal;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.NotCarriedOut;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.PredictionText;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunsCsv;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.util.List;
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
            "Ends with 1 when the runs do not show what the scenario expects, and when none of them carries the plan out",
            "without the scenario saying how it ends.",
            "--out writes run.json and runs.csv, a row for each run; with --trace and --capture also one run as a time line",
            "for Perfetto's viewer, and a part of it as a capture for Wireshark."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap run default",
            "  vfgap run default --strategy filter-first --replications 1000",
            "  vfgap run default --set nic=igb --catalogue replay/samples/catalogue --remedy",
            "  vfgap run default --set traffic.rx.rate=1Mpps --set guest.vfProbe=80ms",
            "  vfgap run my-scenario.yaml --json --out results",
            "  vfgap run default --trace 0 --capture 0 --out results"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    private String scenario;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Another strategy than the scenario's.")
    private String strategy;

    @Option(names = "--replications", paramLabel = "N", description = "So many runs instead of the scenario's.")
    private Integer replications;

    @Mixin
    private CatalogueOption catalogue;

    @Option(
            names = "--remedy",
            description = "Run with the steps ordered as the mark of the scenario's NIC says; the report tells which.")
    private boolean remedy;

    @Mixin
    private OneRunOptions one;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        Experiment experiment;
        try {
            experiment = experiment(scenario, strategy, options);
        } catch (BadInputException refused) {
            return refused(refused, session);
        }
        List<DeviceMark> marks = catalogue.warn(experiment.scenario(), session);
        Optional<DevicePlan> plan = remedy ? Optional.of(remedied(experiment, marks)) : Optional.empty();
        experiment = plan.isEmpty()
                ? experiment
                : Experiment.of(experiment.scenario(), plan.get().strategy(), Catalogue.all());
        int count = Counts.replications(replications, experiment.scenario(), 1);
        one.require(count, options.out());
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        long seed = options.seed().orElse(experiment.scenario().seed());
        Prediction prediction;
        try (Progress progress = session.progress("runs", count)) {
            prediction = new Prediction(
                    experiment,
                    seed,
                    Replications.run(experiment.setup(), seed, count, options.jobs(), progress::step));
        }
        session.result(
                () -> json(prediction, plan),
                () -> plan.map(DevicePlanText::changes).orElse("") + PredictionText.of(prediction));
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("run.json", JsonText.pretty(json(prediction, plan))));
            session.note("wrote " + folder.write("runs.csv", RunsCsv.of(prediction)));
            one.write(prediction, folder, session);
        });
        boolean held = prediction.verdicts().stream().allMatch(Expectation.Verdict::held);
        return held && !endsUnexpectedly(prediction) ? ExitCode.DONE : ExitCode.ANSWER_NO;
    }

    /** Whether no run carries the plan out, and the scenario does not say that it should end so. */
    private static boolean endsUnexpectedly(Prediction prediction) {
        return prediction.notCarriedOut().filter(NotCarriedOut::isEveryRun).isPresent()
                && prediction.experiment().scenario().expectations().stream().noneMatch(Ending.class::isInstance);
    }

    /** A scenario that is refused with the error that it expects did what its author expects. */
    private Integer refused(BadInputException refused, Session session) {
        Optional<Refusal> expected = Scenarios.expectedRefusal(scenario);
        if (expected.isEmpty()) {
            throw refused;
        }
        List<String> sentences =
                refused.problems().stream().map(InputProblem::sentence).toList();
        Expectation.Verdict verdict = expected.get().refusedWith(sentences);
        if (!verdict.held()) {
            session.problem(
                    "an error was expected, but not these: \"" + expected.get().part() + "\"");
            throw refused;
        }
        session.result(
                () -> {
                    Map<String, Object> result = JsonResult.of("run", OptionalLong.empty(), List.of());
                    result.put("scenario", scenario);
                    result.put("refused", sentences);
                    result.put("expectations", Prediction.fields(List.of(verdict)));
                    return result;
                },
                () -> scenario + ": refused before anything ran\n" + PredictionText.of(List.of(verdict)));
        return ExitCode.DONE;
    }

    /** The steps of an experiment as the marks of its NIC ask for them. */
    private DevicePlan remedied(Experiment experiment, List<DeviceMark> marks) {
        Scenario of = experiment.scenario();
        if (!catalogue.isGivenFor(of)) {
            throw bad("is of a device's mark, and there is no catalogue of marks", "add --catalogue DIR");
        }
        String nic = SoughtNic.of(of).map(SoughtNic::words).orElse("a bridge in the place of the NIC");
        DevicePlan plan = DevicePlan.of(experiment.strategy(), nic, marks);
        if (plan.effect() == DevicePlan.Effect.NOT_USABLE) {
            throw bad(
                    plan.reason(),
                    "run it without --remedy to see what is lost, or one of these: "
                            + String.join(
                                    ", ",
                                    DevicePlan.usableWithAnyNic().stream()
                                            .map(Strategy::name)
                                            .toList()));
        }
        return plan;
    }

    private static BadInputException bad(String message, String mend) {
        return new BadInputException(InputProblem.ofFile("--remedy", message, mend));
    }

    /** The experiment that a scenario, the name of another strategy (or null) and the settings say. */
    static Experiment experiment(String scenarioName, String strategyName, CommonOptions options) {
        Scenario found = Scenarios.find(scenarioName, options.settings(), Catalogue.all());
        Strategy chosen = strategyName == null ? Strategies.of(found) : Strategies.find(strategyName);
        return Experiment.of(found, chosen, Catalogue.all());
    }

    private static Map<String, Object> json(Prediction prediction, Optional<DevicePlan> plan) {
        Map<String, Object> result = JsonResult.of("run", OptionalLong.of(prediction.seed()), prediction.assumed());
        result.putAll(prediction.fields());
        plan.ifPresent(changed -> result.put("forDevice", changed.fields()));
        return result;
    }
}
