package dev.vfgap.models.machine;

/**
 * One timed phase of a machine: it begins, and ends once, by its timer or because somebody says so.
 *
 * <p>What happens at its end is always the same, whoever ends it.
 */
public final class Phase {

    private final String key;
    private final Delays delays;
    private final ClockTimer timer;
    private final Runnable ended;
    private boolean running;

    Phase(String name, String key, StoppableClock clock, Delays delays, Runnable ended) {
        this.key = key;
        this.delays = delays;
        this.ended = ended;
        this.timer = clock.timer(name, this::finish);
    }

    /**
     * Begins this phase with the length that {@link Delays} gives.
     *
     * @throws IllegalStateException if it is running
     */
    public void begin() {
        begin(delays.next(key));
    }

    /**
     * Begins this phase with a given length.
     *
     * @param nanos nanoseconds, or {@link Delays#EXTERNAL}
     * @throws IllegalStateException if it is running
     */
    public void begin(long nanos) {
        if (running) {
            throw new IllegalStateException("phase " + key + " is running already");
        }
        running = true;
        if (nanos != Delays.EXTERNAL) {
            timer.after(nanos);
        }
    }

    /** Ends this phase now, as its timer would; does nothing and says false when it is not running. */
    public boolean finish() {
        if (!running) {
            return false;
        }
        cancel();
        ended.run();
        return true;
    }

    /** Gives this phase up: its end does not come. Nothing happens when it is not running. */
    public void cancel() {
        running = false;
        timer.cancel();
    }

    public boolean running() {
        return running;
    }
}
