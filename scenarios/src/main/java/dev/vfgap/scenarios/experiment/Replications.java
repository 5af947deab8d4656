package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the replications of a setup side by side; the result does not depend on how many at once. */
public final class Replications {
    private Replications() {}

    /**
     * The runs of replications 0 .. count-1, in this order.
     *
     * @param jobs how many at once, at least 1
     * @param done called after each, by any thread
     * @throws InterruptedException when the calling thread is interrupted; the runs under way are given up
     */
    public static List<MigrationRun> run(MigrationSetup setup, long seed, int count, int jobs, Runnable done)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, Math.max(1, count)), task -> {
            Thread worker = new Thread(task, "replication");
            worker.setDaemon(true);
            return worker;
        });
        try {
            List<Future<MigrationRun>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int replication = i;
                futures.add(workers.submit(() -> {
                    MigrationRun run = MigrationRun.of(setup, seed, replication);
                    done.run();
                    return run;
                }));
            }
            List<MigrationRun> runs = new ArrayList<>();
            for (Future<MigrationRun> future : futures) {
                runs.add(future.get());
            }
            return runs;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError tooMuch) {
                throw tooMuch;
            }
            throw new IllegalStateException(
                    "a replication failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
