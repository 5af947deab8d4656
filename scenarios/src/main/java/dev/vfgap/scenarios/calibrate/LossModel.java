package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.LossFit;
import dev.vfgap.replay.calibrate.LossStatistics;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Bundles as a model of their losses: each bundle's plan is simulated with its own measured delays, and with the values that
 * are tried for what no event shows.
 *
 * @param bundles what is simulated
 * @param unknowns the parameters that are tried
 * @param seed of all runs
 * @param jobs how many runs at once; the result does not depend on it
 * @param done called after each run of all bundles, by any thread
 */
record LossModel(List<Bundle> bundles, List<LossFit.Unknown> unknowns, long seed, int jobs, Runnable done)
        implements LossFit.Model {
    private static final Provenance TRIED = new Provenance(Provenance.Kind.ASSUMED, "a value that is tried");

    /**
     * A bundle with the values that are known of it.
     *
     * @param usual puts what is known of its lab and NIC over the defaults
     * @param own what its own events show
     */
    record Bundle(CaptureBundle bundle, UnaryOperator<ParameterValues> usual, Map<String, Distribution> own) {
        private static final Provenance OWN = new Provenance(Provenance.Kind.MEASURED, "the bundle's own events");

        ParameterValues known(ParameterValues values) {
            ParameterValues result = usual.apply(values);
            for (Map.Entry<String, Distribution> one : own.entrySet()) {
                result = result.with(one.getKey(), one.getValue(), OWN);
            }
            return result;
        }

        MigrationSetup setup(UnaryOperator<ParameterValues> over) {
            return BundleSetup.of(bundle, values -> over.apply(known(values)));
        }
    }

    @Override
    public double[][] runs(double[][] scores, int first) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(jobs, task -> {
            Thread worker = new Thread(task, "fit");
            worker.setDaemon(true);
            return worker;
        });
        try {
            List<Future<double[]>> futures = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                double[] one = scores[i];
                int replication = first + i;
                futures.add(workers.submit(() -> {
                    double[] row = run(one, replication);
                    done.run();
                    return row;
                }));
            }
            double[][] rows = new double[scores.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = futures.get(i).get();
            }
            return rows;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError tooMuch) {
                throw tooMuch;
            }
            throw new IllegalStateException("a run failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** The statistics of all bundles at one value of each parameter. */
    double[] run(double[] scores, int replication) {
        double[] row = new double[bundles.size() * LossStatistics.COUNT];
        for (int b = 0; b < bundles.size(); b++) {
            MigrationSetup setup = bundles.get(b).setup(values -> tried(values, scores));
            double[] some = statistics(MigrationRun.of(setup, seed, replication));
            System.arraycopy(some, 0, row, b * LossStatistics.COUNT, LossStatistics.COUNT);
        }
        return row;
    }

    private ParameterValues tried(ParameterValues values, double[] scores) {
        ParameterValues result = values;
        for (int k = 0; k < unknowns.size(); k++) {
            LossFit.Unknown unknown = unknowns.get(k);
            Distribution value = unknown.around(unknown.typical(scores[k]));
            result = result.with(unknown.parameter().key(), value, TRIED);
        }
        return result;
    }

    /** What is compared of a simulated run, by the rules for a recorded one. */
    static double[] statistics(MigrationRun run) {
        List<Milestone> all = run.log().milestones();
        LossStatistics.Moments moments = new LossStatistics.Moments(
                first(all, one -> one.kind() == Milestone.Kind.REMOVE_STARTED),
                first(
                        all,
                        one -> one.kind() == Milestone.Kind.FILTER_MOVED
                                && !one.text().contains("to primary")),
                first(all, one -> one.kind() == Milestone.Kind.STOP && one.host() == Host.A),
                first(all, one -> one.kind() == Milestone.Kind.RESUME && one.host() == Host.B),
                last(all, one -> one.kind() == Milestone.Kind.LINK_UP));
        return LossStatistics.of(
                run.rx().outcome().lostFrames(), run.rx().outcome().outages(), moments);
    }

    private static OptionalLong first(List<Milestone> all, Predicate<Milestone> which) {
        return all.stream().filter(which).mapToLong(Milestone::atNanos).findFirst();
    }

    private static OptionalLong last(List<Milestone> all, Predicate<Milestone> which) {
        return all.stream().filter(which).mapToLong(Milestone::atNanos).reduce((before, after) -> after);
    }
}
