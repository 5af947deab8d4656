package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.live.LiveProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** One line on the terminal that says what each interface has given so far, and what was dropped. */
final class CaptureProgress implements AutoCloseable {
    private static final long STEP_NANOS = 500_000_000L;

    private final PrintWriter err;
    private final boolean shown;
    private long lastNanos = System.nanoTime();
    private boolean written;

    CaptureProgress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Shows how far it is, twice a second at most. */
    void show(List<LiveProgress> interfaces) {
        long now = System.nanoTime();
        if (shown && now - lastNanos >= STEP_NANOS) {
            lastNanos = now;
            written = true;
            err.print("\r\u001b[K" + line(interfaces));
            err.flush();
        }
    }

    static String line(List<LiveProgress> interfaces) {
        return interfaces.stream()
                .map(one -> one.place().interfaceName() + " " + one.frames() + " frames"
                        + (one.counts().dropped() > 0 ? ", " + one.counts().dropped() + " dropped" : ""))
                .collect(Collectors.joining(" | "));
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (written) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
