package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.simcore.time.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The numbers of an experiment's replications 0, 1, …, by column: a few hundred bytes a run, so that many runs of many
 * strategies can be held.
 */
public final class RunTable {
    private static final int FIRST_ROOM = 256;

    private final Experiment experiment;
    private final long seed;
    private final RunColumns columns;
    /** A column in which every run has 0 has no array. */
    private final long[][] values;

    private final Map<String, String> outcomeTexts = new HashMap<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> fingerprints = new ArrayList<>();
    private final Set<String> drawn = new TreeSet<>();

    /** A table without runs. */
    public RunTable(Experiment experiment, long seed) {
        this.experiment = experiment;
        this.seed = seed;
        this.columns = new RunColumns(experiment.streams());
        this.values = new long[columns.count()][];
    }

    /** The runs of a prediction. */
    static RunTable of(Prediction prediction) {
        RunTable table = new RunTable(prediction.experiment(), prediction.seed());
        Function<MigrationRun, RunNumbers> numbers = table.keep();
        prediction.runs().forEach(run -> table.add(numbers.apply(run)));
        return table;
    }

    public Experiment experiment() {
        return experiment;
    }

    public long seed() {
        return seed;
    }

    public RunColumns columns() {
        return columns;
    }

    /** How many runs it has. */
    public int runs() {
        return outcomes.size();
    }

    /** What is kept of a run; may be called by any thread. */
    public Function<MigrationRun, RunNumbers> keep() {
        long before = experiment.setup().beforeNanos();
        return run -> RunNumbers.of(run, columns, before);
    }

    /** Adds the next replication. */
    public void add(RunNumbers run) {
        int row = runs();
        for (int c = 0; c < values.length; c++) {
            long number = run.numbers()[c];
            if (values[c] == null && number != 0) {
                values[c] = new long[Math.max(FIRST_ROOM, row + 1)];
            }
            if (values[c] != null) {
                values[c] = row < values[c].length ? values[c] : Arrays.copyOf(values[c], 2 * values[c].length);
                values[c][row] = number;
            }
        }
        outcomes.add(outcomeTexts.computeIfAbsent(run.outcome(), text -> text));
        fingerprints.add(run.fingerprint());
        drawn.addAll(run.drawnKeys());
    }

    /** A number of a run by the place of its column; {@link RunColumns#NONE} where the run has no such thing. */
    public long number(int column, int run) {
        return values[column] == null ? 0 : values[column][run];
    }

    /** The numbers of a column over the runs; not a number where a run has none. */
    public double[] column(String name) {
        int column = columns.names().indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        double[] numbers = new double[runs()];
        for (int run = 0; run < numbers.length; run++) {
            long number = number(column, run);
            numbers[run] = number == RunColumns.NONE ? Double.NaN : number;
        }
        return numbers;
    }

    /** How a run ended. */
    public String outcome(int run) {
        return outcomes.get(run);
    }

    /** How many runs ended how, in the order of the texts. */
    public Map<String, Long> outcomes() {
        Map<String, Long> counted = new TreeMap<>();
        outcomes.forEach(outcome -> counted.merge(outcome, 1L, Long::sum));
        return counted;
    }

    /** The hash of a run's events. */
    public String fingerprint(int run) {
        return fingerprints.get(run);
    }

    /** One hash over the events of all runs, as {@link Prediction#fingerprint}. */
    public String fingerprint() {
        Fingerprint all = new Fingerprint();
        fingerprints.forEach(all::add);
        return all.hex();
    }

    /** Whether a run drew a parameter or takes it as it is. */
    public boolean uses(String key) {
        return drawn.contains(key) || experiment.constantKeys().contains(key);
    }

    /** The assumed parameters that the runs drew or took as they are, in the order of the catalogue. */
    public List<String> assumed() {
        return experiment.assumed(drawn);
    }
}
