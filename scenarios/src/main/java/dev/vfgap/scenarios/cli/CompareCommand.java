package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.compare.Comparison;
import dev.vfgap.scenarios.compare.ComparisonFigure;
import dev.vfgap.scenarios.compare.ComparisonText;
import dev.vfgap.scenarios.compare.Competition;
import dev.vfgap.scenarios.compare.Contestant;
import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.compare.Selection;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.experiment.RunsCsv;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: which of several strategies loses least in a scenario, and how sure that is. */
@Command(
        name = "compare",
        description = {
            "Ranks strategies in a scenario: each runs with the same luck, and differences in pairs have intervals.",
            "Ends with 1 when fewer than two strategies can be ranked.",
            "--out writes compare.json, compare.svg and runs.csv, a row for each run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap compare default --strategies filter-first,ordered-unplug-acpi",
            "  vfgap compare default --strategies all --replications 1000 --out results",
            "  vfgap compare my.yaml --strategies a.yaml,b.yaml --metric longestOutageMs,downtimeMs",
            "  vfgap compare default --strategies all --until-decided --indifference 100frames"
        })
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    private String scenario;

    @Mixin
    private StrategiesOption strategies;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description =
                    "So many runs of each instead of the scenario's; with --until-decided those of the first round.")
    private Integer replications;

    @Option(
            names = "--level",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "The confidence, from 0.5 to 0.9999; without it 0.95.")
    private double level;

    @Option(
            names = "--metric",
            paramLabel = "NAME[,NAME…]",
            split = ",",
            defaultValue = Metric.USUAL,
            description = "What is compared; the first ranks. Without it lostFrames, rx and tx together.")
    private List<String> metrics;

    @Option(names = "--until-decided", description = "Run on until the best is decided; needs --indifference.")
    private boolean untilDecided;

    @Option(
            names = "--indifference",
            paramLabel = "AMOUNT",
            description = "The least difference of means that matters, like 100frames or 5ms.")
    private String indifference;

    @Option(
            names = "--budget",
            paramLabel = "RUNS",
            description = "So many runs at most with --until-decided, of all strategies together; without it 1000000.")
    private Long budget;

    @Mixin
    private CatalogueOption catalogue;

    @Override
    public Integer call() throws InterruptedException {
        Session session = options.session();
        Scenario found = Scenarios.find(scenario, options.settings(), Catalogue.all());
        long seed = options.seed().orElse(found.seed());
        Competition competition = strategies.competition(found, seed, options.jobs());
        List<Metric> wanted = metrics(competition);
        int count = count(found);
        Counts.level(level);
        Optional<Double> zone = zone(wanted.get(0));
        catalogue.warn(found, session);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        Competition.Rounds rounds = (what, runs) -> new ShownRound(session.progress(what, runs));
        Optional<Selection> selection = Optional.empty();
        if (zone.isPresent()) {
            selection = competition.runUntilDecided(
                    wanted.get(0), count, level, zone.get(), budget(count, competition), rounds);
        } else {
            competition.run(count, rounds);
        }
        Comparison comparison = Comparison.of(found.name(), competition, wanted, level, seed, selection);
        session.result(() -> json(comparison), () -> ComparisonText.of(comparison));
        out.ifPresent(folder -> write(folder, comparison, competition, session));
        return comparison.ranked().size() < 2 ? ExitCode.ANSWER_NO : ExitCode.DONE;
    }

    private List<Metric> metrics(Competition competition) {
        Experiment one = StrategiesOption.oneOf(competition, scenario);
        List<Metric> found = new ArrayList<>();
        for (String name : metrics) {
            Metric metric = Metric.find(name, one.streams());
            if (found.contains(metric)) {
                throw bad("--metric " + String.join(",", metrics), "has " + name + " twice", "write it once");
            }
            found.add(metric);
        }
        return found;
    }

    private int count(Scenario found) {
        int count = Counts.replications(replications, found, 2);
        int unit = Competition.RUNS_AN_OBSERVATION;
        if (untilDecided && (count % unit != 0 || count < unit * Competition.LEAST_OBSERVATIONS)) {
            throw bad(
                    "--replications " + count,
                    "is no first round for --until-decided, which takes a multiple of " + unit + " runs, "
                            + unit * Competition.LEAST_OBSERVATIONS + " at least",
                    "write for example 200");
        }
        return count;
    }

    /** The indifference zone where one runs until decided. */
    private Optional<Double> zone(Metric metric) {
        if (!untilDecided) {
            String unused = indifference != null ? "--indifference" : budget != null ? "--budget" : "";
            if (!unused.isEmpty()) {
                throw bad(unused, "has no meaning without --until-decided", "add --until-decided or leave it out");
            }
            return Optional.empty();
        }
        if (indifference == null) {
            throw bad(
                    "--until-decided",
                    "needs --indifference, the least difference of " + metric.name() + " that matters to you",
                    "write for example --indifference " + metric.example());
        }
        return Optional.of(metric.amount("--indifference", indifference));
    }

    private long budget(int count, Competition competition) {
        long first = (long) count
                * competition.contestants().stream()
                        .filter(one -> one.runs().isPresent())
                        .count();
        long allowed = budget == null ? Math.max(first, 1_000_000) : budget;
        if (allowed < first) {
            throw bad(
                    "--budget " + allowed,
                    "is less than the first round needs, " + first + " runs",
                    "write more, or fewer --replications");
        }
        return allowed;
    }

    private static void write(OutputFolder folder, Comparison comparison, Competition competition, Session session) {
        session.note("wrote " + folder.write("compare.json", JsonText.pretty(json(comparison))));
        if (!comparison.ranked().isEmpty()) {
            session.note("wrote "
                    + folder.write(
                            "compare.svg", ComparisonFigure.of(comparison).file()));
        }
        List<RunTable> tables = competition.contestants().stream()
                .map(Contestant::runs)
                .flatMap(Optional::stream)
                .toList();
        session.note("wrote " + folder.write("runs.csv", stream -> RunsCsv.write(tables, stream)));
    }

    private static Map<String, Object> json(Comparison comparison) {
        Map<String, Object> result = JsonResult.of("compare", OptionalLong.of(comparison.seed()), comparison.assumed());
        result.putAll(comparison.fields());
        return result;
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
