package dev.vfgap.scenarios.compare;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.compare.statistics.KimNelson;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Strategies that run in one scenario, each with the same seed: replication i of every strategy draws from the same named streams,
 * so that it meets the same luck (common random numbers).
 */
public final class Competition {
    /** So many runs are averaged to one observation of a selection, which asks for normal ones. */
    public static final int RUNS_AN_OBSERVATION = 10;

    /** From so many observations at least the variances are taken. */
    public static final int LEAST_OBSERVATIONS = 10;

    /** So many observations of each strategy are made at once; those behind the end of the selection are made in vain. */
    private static final int OBSERVATIONS_A_ROUND = 5;

    private final List<Contestant> contestants = new ArrayList<>();
    private final long seed;
    private final int jobs;

    /** Is told of a round before it begins. */
    @FunctionalInterface
    public interface Rounds {
        /**
         * @param what one of {@code runs}, {@code round 2, 5 strategies left}, …
         * @param runs how many runs it makes
         * @return called after each
         */
        Round begin(String what, long runs);
    }

    /** A round that is under way. */
    public interface Round extends AutoCloseable {
        /** A run is done. */
        void step();

        @Override
        void close();
    }

    /** What becomes of a strategy that the scenario refuses. */
    public enum Refused {
        /** It ends the comparison: somebody named it. */
        IS_AN_ERROR,
        /** It is listed with the reason: it is one of all. */
        IS_LISTED
    }

    /**
     * Puts strategies into a scenario.
     *
     * @throws BadInputException when they do not fit together, and that is an error
     */
    public Competition(
            Scenario scenario,
            List<Strategy> strategies,
            Refused refused,
            ParameterCatalog catalog,
            long seed,
            int jobs) {
        this.seed = seed;
        this.jobs = jobs;
        for (Strategy strategy : strategies) {
            try {
                Experiment experiment = Experiment.of(scenario, strategy, catalog);
                contestants.add(new Contestant(strategy, Optional.of(new RunTable(experiment, seed)), ""));
            } catch (BadInputException e) {
                if (refused == Refused.IS_AN_ERROR) {
                    throw e;
                }
                String why = e.problems().stream().map(InputProblem::sentence).collect(Collectors.joining("; "));
                contestants.add(new Contestant(strategy, Optional.empty(), why));
            }
        }
    }

    /** All strategies, in the order in which they were named. */
    public List<Contestant> contestants() {
        return List.copyOf(contestants);
    }

    private List<RunTable> tables() {
        return contestants.stream().flatMap(one -> one.runs().stream()).toList();
    }

    /** The first experiment that can run; empty where none can. */
    public Optional<Experiment> anExperiment() {
        return tables().stream().findFirst().map(RunTable::experiment);
    }

    /** Makes replications 0 .. count-1 of every strategy. */
    public void run(int count, Rounds rounds) throws InterruptedException {
        List<RunTable> tables = tables();
        try (Round round = rounds.begin("runs", (long) count * tables.size())) {
            for (RunTable table : tables) {
                extend(table, count, round);
            }
        }
    }

    private void extend(RunTable table, int end, Round round) throws InterruptedException {
        Replications.run(table.experiment().setup(), seed, table.runs(), end, jobs, table.keep(), run -> {
            table.add(run);
            round.step();
        });
    }

    /**
     * Runs in rounds until the strategy with the least mean is selected, or the budget would be exceeded. Strategies that
     * {@linkplain Contestant#notRankedBecause cannot be ranked} after the first round do not take part.
     *
     * @param metric what the mean is of
     * @param first how many replications the first round has, a multiple of {@value #RUNS_AN_OBSERVATION}
     * @param level the probability of a right selection
     * @param indifference the least difference that matters, in the metric's unit
     * @param budgetRuns how many runs may be made in all, at least the first round's
     * @return empty where fewer than two strategies can be ranked
     */
    public Optional<Selection> runUntilDecided(
            Metric metric, int first, double level, double indifference, long budgetRuns, Rounds rounds)
            throws InterruptedException {
        run(first, rounds);
        List<RunTable> ranked = contestants.stream()
                .filter(one -> one.notRankedBecause(List.of(metric)).isEmpty())
                .map(one -> one.runs().orElseThrow())
                .toList();
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        int firstObservations = first / RUNS_AN_OBSERVATION;
        KimNelson selection = new KimNelson(ranked.size(), level, indifference, firstObservations);
        long made = (long) first * tables().size();
        feed(selection, ranked, metric);
        for (int number = 2; !selection.isDecided(); number++) {
            List<Integer> left = selection.left();
            int more = OBSERVATIONS_A_ROUND * RUNS_AN_OBSERVATION;
            if (made + (long) more * left.size() > budgetRuns) {
                break;
            }
            made += (long) more * left.size();
            try (Round round = rounds.begin(
                    "round " + number + ", " + left.size() + " strategies left: runs", (long) more * left.size())) {
                for (int one : left) {
                    extend(ranked.get(one), ranked.get(one).runs() + more, round);
                }
            }
            feed(selection, ranked, metric);
        }
        return Optional.of(new Selection(
                selection.isDecided(),
                name(ranked.get(selection.leader())),
                selection.left().stream().map(one -> name(ranked.get(one))).toList(),
                level,
                indifference,
                RUNS_AN_OBSERVATION,
                firstObservations,
                selection.rows(),
                made,
                budgetRuns));
    }

    private static String name(RunTable table) {
        return table.experiment().strategy().name();
    }

    /** Gives the selection the observations that it has not seen, until it ends. */
    private static void feed(KimNelson selection, List<RunTable> tables, Metric metric) {
        double[][] numbers = new double[tables.size()][];
        for (int one : selection.left()) {
            numbers[one] = metric.of(tables.get(one));
        }
        int rows = numbers[selection.left().get(0)].length / RUNS_AN_OBSERVATION;
        double[] row = new double[tables.size()];
        while (!selection.isDecided() && selection.rows() < rows) {
            for (int one : selection.left()) {
                double sum = 0;
                for (int i = 0; i < RUNS_AN_OBSERVATION; i++) {
                    sum += numbers[one][selection.rows() * RUNS_AN_OBSERVATION + i];
                }
                // A run without the metric puts its strategy out; in the first round nobody has one.
                row[one] = Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / RUNS_AN_OBSERVATION;
            }
            selection.add(row);
        }
    }
}
