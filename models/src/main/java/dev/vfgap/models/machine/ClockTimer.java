package dev.vfgap.models.machine;

import dev.vfgap.simcore.time.Event;

/** One timer of a {@link StoppableClock}: armed for at most one moment, on that clock's time. */
public final class ClockTimer {

    private final StoppableClock clock;
    private final Event event;
    private boolean pending;
    private long dueAtNanos;
    private long arming;

    ClockTimer(StoppableClock clock, String name, Runnable action) {
        this.clock = clock;
        this.event = clock.event(name, () -> {
            pending = false;
            action.run();
        });
    }

    /**
     * Arms this timer.
     *
     * @param delayNanos nanoseconds of the clock's time, at least 0
     * @throws IllegalStateException if it is armed
     */
    public void after(long delayNanos) {
        if (pending) {
            throw new IllegalStateException("timer " + event.name() + " is armed already");
        }
        pending = true;
        arming = clock.nextArming();
        dueAtNanos = clock.nowNanos() + delayNanos;
        if (clock.running()) {
            event.after(delayNanos);
        }
    }

    /** Disarms this timer; nothing happens when it is not armed. */
    public void cancel() {
        pending = false;
        event.cancel();
    }

    public boolean armed() {
        return pending;
    }

    long arming() {
        return arming;
    }

    void freeze() {
        event.cancel();
    }

    void thaw() {
        if (pending) {
            event.after(dueAtNanos - clock.nowNanos());
        }
    }
}
