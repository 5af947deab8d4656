package dev.vfgap.replay.bundle;

/**
 * The time in which frames were sent that count.
 *
 * @param fromNanos its start on the bundle's clock, nanoseconds since the epoch
 * @param untilNanos its end, not before the start
 */
public record Window(long fromNanos, long untilNanos) {

    /** The window of a bundle that gives none: every frame counts. */
    public static final Window ALL = new Window(0, Long.MAX_VALUE);

    public Window {
        if (untilNanos < fromNanos) {
            throw new IllegalArgumentException("a window cannot end before it starts");
        }
    }

    /** Whether a moment lies in it; both ends do. */
    public boolean contains(long atNanos) {
        return atNanos >= fromNanos && atNanos <= untilNanos;
    }
}
