package dev.vfgap.scenarios.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One line on the terminal that says how far a long work is. Silent for the first two seconds, when standard error is no
 * terminal, and with {@code -q}.
 */
public final class Progress implements AutoCloseable {
    private static final long SILENT_NANOS = 2_000_000_000L;
    private static final long STEP_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final String what;
    private final long total;
    private final boolean shown;
    private final long startNanos = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private long lastNanos = startNanos;
    private boolean written;

    /** A work of so many parts. */
    Progress(PrintWriter err, String what, long total, boolean shown) {
        this.err = err;
        this.what = what;
        this.total = total;
        this.shown = shown;
    }

    /** One part is done; may be called by any thread. */
    public void step() {
        long now = System.nanoTime();
        long count = done.incrementAndGet();
        if (shown && now - startNanos > SILENT_NANOS) {
            show(now, count);
        }
    }

    private synchronized void show(long now, long count) {
        if (now - lastNanos >= STEP_NANOS) {
            lastNanos = now;
            long leftSeconds = (now - startNanos) / count * (total - count) / 1_000_000_000L;
            err.print("\r" + what + " " + count + "/" + total + ", about " + leftSeconds + " s left   ");
            err.flush();
            written = true;
        }
    }

    /** Clears the line. */
    @Override
    public synchronized void close() {
        if (written) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** Whether standard error is a terminal; Java knows only about standard output. */
    static boolean terminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().startsWith("/dev/pts/");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
