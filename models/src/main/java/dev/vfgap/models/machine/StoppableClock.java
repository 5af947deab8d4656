package dev.vfgap.models.machine;

import dev.vfgap.simcore.time.EventOrder;
import dev.vfgap.simcore.time.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A clock that can stand still, with timers that stand still with it.
 *
 * <p>A guest's clock runs while its vCPUs run: the five seconds of a pressed attention button are the guest's own, and
 * what QEMU tells a stopped guest waits until it runs again (QEMU's {@code QEMU_CLOCK_VIRTUAL} and the guest's timers).
 * A host's clock is one that nobody stops.
 */
public final class StoppableClock {

    private final Simulation simulation;
    private final List<ClockTimer> timers = new ArrayList<>();
    private boolean running = true;
    private long stoppedForNanos;
    private long stoppedAtNanos;
    private long armings;

    /** A running clock. */
    public StoppableClock(Simulation simulation) {
        this.simulation = simulation;
    }

    public boolean running() {
        return running;
    }

    /** Time during which this clock has run, in nanoseconds. */
    public long nowNanos() {
        return (running ? simulation.nowNanos() : stoppedAtNanos) - stoppedForNanos;
    }

    /** Makes this clock and its timers stand still; nothing happens when they do already. */
    public void stop() {
        if (running) {
            for (ClockTimer timer : timers) {
                timer.freeze();
            }
            stoppedAtNanos = simulation.nowNanos();
            running = false;
        }
    }

    /** Lets this clock and its timers go on; nothing happens when they do already. */
    public void resume() {
        if (!running) {
            running = true;
            stoppedForNanos += simulation.nowNanos() - stoppedAtNanos;
            List<ClockTimer> frozen = new ArrayList<>(timers);
            frozen.sort(Comparator.comparingLong(ClockTimer::arming));
            for (ClockTimer timer : frozen) {
                timer.thaw();
            }
        }
    }

    /** A timer of this clock; it lives as long as the clock. */
    public ClockTimer timer(String name, Runnable action) {
        ClockTimer timer = new ClockTimer(this, name, action);
        timers.add(timer);
        return timer;
    }

    dev.vfgap.simcore.time.Event event(String name, Runnable action) {
        return simulation.event(name, EventOrder.TIMER, action);
    }

    long nextArming() {
        return armings++;
    }
}
