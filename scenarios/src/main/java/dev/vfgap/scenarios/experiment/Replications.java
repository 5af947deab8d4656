package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.SendList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Runs the replications of a setup side by side; the result does not depend on how many at once. */
public final class Replications {
    private static final int AHEAD = 64;

    private Replications() {}

    /**
     * The runs of replications 0 .. count-1, in this order.
     *
     * @param jobs how many at once, at least 1
     * @param done called after each
     * @throws InterruptedException when the calling thread is interrupted; the runs under way are given up
     * @throws SendList.TooLongException when a run has traffic that needs too much memory
     */
    public static List<MigrationRun> run(MigrationSetup setup, long seed, int count, int jobs, Runnable done)
            throws InterruptedException {
        List<MigrationRun> runs = new ArrayList<>();
        run(setup, seed, 0, count, jobs, Function.identity(), run -> {
            runs.add(run);
            done.run();
        });
        return runs;
    }

    /**
     * Makes the runs of replications first .. end-1 and hands over what is kept of each, in this order.
     *
     * @param jobs how many at once, at least 1
     * @param keep what is kept of a run; called by any thread
     * @param taken called by the calling thread
     * @throws InterruptedException when the calling thread is interrupted; the runs under way are given up
     * @throws SendList.TooLongException when a run has traffic that needs too much memory
     */
    public static <T> void run(
            MigrationSetup setup,
            long seed,
            int first,
            int end,
            int jobs,
            Function<MigrationRun, T> keep,
            Consumer<T> taken)
            throws InterruptedException {
        sideBySide(first, end, jobs, replication -> keep.apply(MigrationRun.of(setup, seed, replication)), taken);
    }

    /**
     * Makes things that are numbered first .. end-1 and hands them over in this order.
     *
     * @param jobs how many at once, at least 1
     * @param make makes one; called by any thread
     * @param taken called by the calling thread
     * @throws InterruptedException when the calling thread is interrupted; what is under way is given up
     */
    public static <T> void sideBySide(int first, int end, int jobs, IntFunction<T> make, Consumer<T> taken)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, Math.max(1, end - first)), task -> {
            Thread worker = new Thread(task, "replication");
            worker.setDaemon(true);
            return worker;
        });
        try {
            Deque<Future<T>> begun = new ArrayDeque<>();
            int next = first;
            while (next < end || !begun.isEmpty()) {
                // Enough that no worker waits, and few enough that what nobody has taken yet needs no room.
                for (; next < end && begun.size() < AHEAD * jobs; next++) {
                    int number = next;
                    begun.add(workers.submit(() -> make.apply(number)));
                }
                taken.accept(begun.remove().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError tooMuch) {
                throw tooMuch;
            }
            if (e.getCause() instanceof SendList.TooLongException tooLong) {
                throw tooLong;
            }
            throw new IllegalStateException(
                    "a replication failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
