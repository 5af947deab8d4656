package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.compare.Comparison;
import dev.vfgap.scenarios.compare.Competition;
import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.compare.Ranked;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.sensitivity.Factors;
import dev.vfgap.scenarios.sensitivity.FlipsFigure;
import dev.vfgap.scenarios.sensitivity.FlipsText;
import dev.vfgap.scenarios.sensitivity.RankingFlips;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sensitivity flips}: which parameter changes the best strategy, and where. */
@Command(
        name = "flips",
        description = {
            "Which parameter changes the best of several strategies, and from which value on.",
            "--out writes flips.json and, where one does, flips.svg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sensitivity flips default --strategies filter-first,ordered-unplug-acpi",
            "  vfgap sensitivity flips default --strategies all --top 3 --replications 100",
            "  vfgap sensitivity flips my.yaml --strategies a.yaml,b.yaml --over all --range guest.vfProbe=10ms..1s"
        })
final class SensitivityFlipsCommand implements Callable<Integer> {
    private static final int MOST_STRATEGIES = 100;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    private String scenario;

    @Mixin
    private StrategiesOption strategies;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of more strategies than these only the best as assumed; without it 5.")
    private int top;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = Metric.USUAL,
            description = "What ranks, as of compare; without it lostFrames, rx and tx together.")
    private String metric;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "So many runs at each value instead of the scenario's.")
    private Integer replications;

    @Mixin
    private FactorOptions held;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        FactorOptions.require("--top", top, 2, MOST_STRATEGIES);
        Scenario found = Scenarios.find(scenario, options.settings(), Catalogue.all());
        int count = Counts.replications(replications, found, 2);
        long seed = options.seed().orElse(found.seed());
        double level = held.level();
        Competition competition = strategies.competition(found, seed, options.jobs());
        Metric by = Metric.find(
                metric, StrategiesOption.oneOf(competition, scenario).streams());
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        competition.run(count, (what, runs) -> new ShownRound(session.progress("runs as assumed", runs)));
        Comparison comparison = Comparison.of(found.name(), competition, List.of(by), level, seed, Optional.empty());
        List<RunTable> best =
                comparison.ranked().stream().map(Ranked::runs).limit(top).toList();
        if (best.size() < 2) {
            throw new BadInputException(InputProblem.ofFile(
                    scenario,
                    "fewer than two of the strategies migrate the guest in it, so nothing can change places",
                    "\"vfgap compare\" says why"));
        }
        Factors factors = held.factors(Factors.HeldAt.ALL_THAT_IT_MAY_BE, best);
        RankingFlips flips;
        long runs = RankingFlips.runs(factors.chosen().size(), best.size(), count);
        try (Progress progress = session.progress("runs", runs)) {
            flips = RankingFlips.of(best, by, factors, level, options.jobs(), progress::step);
        }
        session.result(() -> json(found, flips, seed, comparison), () -> FlipsText.of(found.name(), flips));
        out.ifPresent(folder -> {
            session.note("wrote " + folder.write("flips.json", JsonText.pretty(json(found, flips, seed, comparison))));
            if (flips.isChanged()) {
                session.note("wrote "
                        + folder.write(
                                "flips.svg", FlipsFigure.of(found.name(), flips).file()));
            }
        });
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Scenario found, RankingFlips flips, long seed, Comparison comparison) {
        Map<String, Object> result = JsonResult.of("sensitivity-flips", OptionalLong.of(seed), comparison.assumed());
        result.put("scenario", found.name());
        result.putAll(flips.fields());
        return result;
    }
}
