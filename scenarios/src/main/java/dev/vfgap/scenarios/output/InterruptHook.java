package dev.vfgap.scenarios.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a work in good order when the program is interrupted (SIGINT, SIGTERM, SIGHUP): the work is told to end, and the program's
 * own end waits until the work is over. A second interrupt changes nothing; SIGKILL is not heard.
 */
public final class InterruptHook implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private InterruptHook(String name, Runnable end, long mostSeconds) {
        thread = new Thread(() -> endAndWait(end, mostSeconds), name);
    }

    /**
     * Listens from now on until the work is over.
     *
     * @param name the name of the thread that the runtime runs
     * @param end tells the work to end, and returns at once
     * @param mostSeconds so long the program waits for the work
     */
    public static InterruptHook begin(String name, Runnable end, long mostSeconds) {
        InterruptHook hook = new InterruptHook(name, end, mostSeconds);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    private void endAndWait(Runnable end, long mostSeconds) {
        end.run();
        try {
            over.await(mostSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The program is ending, and the hook has what it waited for.
        }
    }
}
