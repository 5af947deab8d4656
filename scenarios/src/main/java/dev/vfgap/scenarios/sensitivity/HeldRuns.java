package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunColumns;
import dev.vfgap.scenarios.experiment.RunNumbers;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleBiFunction;

/**
 * The metric of runs in which some parameters are held at given values. What is not held is drawn as in any run of the same
 * replication: a held parameter takes its number from the same place, so nothing else changes (common random numbers).
 */
final class HeldRuns {
    private static final Provenance HELD =
            new Provenance(Provenance.Kind.ASSUMED, "held by an analysis of sensitivity");

    private final Experiment experiment;
    private final Metric metric;
    private final long seed;
    private final int jobs;
    private final Runnable done;
    private final RunColumns columns;
    private int notMigrated;

    /** @param done called after each run */
    HeldRuns(Experiment experiment, Metric metric, long seed, int jobs, Runnable done) {
        this.experiment = experiment;
        this.metric = metric;
        this.seed = seed;
        this.jobs = jobs;
        this.done = done;
        this.columns = new RunColumns(experiment.streams());
    }

    /**
     * A run.
     *
     * @param number not a number where the run has none
     * @param migrated whether it migrated the guest and came to the end of its plan
     */
    private record Made(double number, boolean migrated) {}

    private Made make(MigrationSetup setup, int replication) {
        MigrationRun run = MigrationRun.of(setup, seed, replication);
        RunNumbers numbers = RunNumbers.of(run, columns, setup.beforeNanos());
        return new Made(metric.of(numbers, columns), numbers.completed());
    }

    /** How many of all runs did not migrate the guest or did not come to the end of their plan. */
    int notMigrated() {
        return notMigrated;
    }

    /**
     * The number of each of some runs.
     *
     * @param setup of a run by its place; called by any thread
     * @param replication of a run by its place
     */
    double[] each(int count, IntFunction<MigrationSetup> setup, IntUnaryOperator replication)
            throws InterruptedException {
        double[] values = new double[count];
        int[] next = new int[1];
        Replications.sideBySide(0, count, jobs, i -> make(setup.apply(i), replication.applyAsInt(i)), made -> {
            values[next[0]++] = made.number();
            notMigrated += made.migrated() ? 0 : 1;
            done.run();
        });
        return values;
    }

    /**
     * The number of replications 0 .. count-1 with a factor held at a value; infinite in each where most of them do not migrate
     * the guest, or have no number.
     */
    double[] migrated(Factor factor, double value, int count) throws InterruptedException {
        MigrationSetup setup = holding(List.of(factor), List.of(new Constant(value)));
        int before = notMigrated;
        double[] values;
        try {
            values = each(count, i -> setup, IntUnaryOperator.identity());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    experiment.strategy().name() + " with " + factor.key() + "=" + factor.text(value) + ", seed " + seed
                            + ": " + e.getMessage(),
                    e);
        }
        boolean nothing =
                2 * (notMigrated - before) > count || Arrays.stream(values).anyMatch(Double::isNaN);
        if (nothing) {
            Arrays.fill(values, Double.POSITIVE_INFINITY);
        }
        return values;
    }

    /** The mean of replications 0 .. count-1 of each of some setups. */
    double[] means(List<MigrationSetup> rows, int count) throws InterruptedException {
        double[] each = each(rows.size() * count, i -> rows.get(i / count), i -> i % count);
        double[] means = new double[rows.size()];
        for (int i = 0; i < each.length; i++) {
            means[i / count] += each[i] / count;
        }
        return means;
    }

    /**
     * The experiment's setup with factors held.
     *
     * @param parts one for each factor, from 0 to 1; what stands behind them is left alone
     * @param value the value of a factor at a part
     */
    MigrationSetup holding(List<Factor> factors, double[] parts, ToDoubleBiFunction<Factor, Double> value) {
        List<Constant> values = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            values.add(factors.get(i).held(value.applyAsDouble(factors.get(i), parts[i])));
        }
        return holding(factors, values);
    }

    private MigrationSetup holding(List<Factor> factors, List<Constant> values) {
        ParameterValues held = experiment.setup().values();
        for (int i = 0; i < factors.size(); i++) {
            held = held.with(factors.get(i).key(), values.get(i), HELD);
        }
        return experiment.setup().with(held);
    }
}
