package dev.vfgap.simcore.time;

import java.util.Objects;

/**
 * Something that can happen in a {@link Simulation}: an action that is armed for a moment, fires once, and may be armed
 * again, also from inside its own action.
 *
 * <p>An event is made once and reused for the whole run, so arming, firing and cancelling allocate nothing. It is armed
 * for at most one moment at a time; what needs two pending moments is two events.
 */
public final class Event {

    /** The place of an event that is not armed. */
    static final int NOT_ARMED = -1;

    final Runnable action;
    final long nameHash;
    /** The rank in the top bits, above any arming sequence. */
    final long rank;
    /** The index in the simulation's heap, kept by the heap; {@link #NOT_ARMED} when the event is not in it. */
    int place = NOT_ARMED;

    private final Simulation simulation;
    private final String name;

    Event(Simulation simulation, String name, EventOrder order, Runnable action) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an event needs a name");
        }
        this.simulation = simulation;
        this.name = name;
        this.nameHash = Fingerprint.hash(name);
        this.rank = (long) order.ordinal() << Simulation.SEQUENCE_BITS;
        this.action = Objects.requireNonNull(action, "action");
    }

    /** The name given at creation, part of the run's fingerprint. */
    public String name() {
        return name;
    }

    /**
     * Arms the event for a moment. The present moment is allowed: the event then takes its place among those of this
     * moment that have not fired yet.
     *
     * @param atNanos moment, nanoseconds since the start of the run
     * @throws IllegalStateException if the event is armed already
     * @throws IllegalArgumentException if the moment is in the past
     */
    public void at(long atNanos) {
        simulation.arm(this, atNanos);
    }

    /**
     * Arms the event for a delay from now.
     *
     * @param delayNanos nanoseconds from the present moment, at least 0
     * @throws IllegalStateException if the event is armed already
     * @throws IllegalArgumentException if the delay is negative or ends beyond the last moment a {@code long} can hold
     */
    public void after(long delayNanos) {
        long now = simulation.nowNanos();
        if (delayNanos < 0 || delayNanos > Long.MAX_VALUE - now) {
            throw new IllegalArgumentException("event '" + name + "' cannot be armed " + delayNanos + " ns after " + now
                    + " ns: the delay must be 0 or more and end before " + Long.MAX_VALUE + " ns");
        }
        simulation.arm(this, now + delayNanos);
    }

    /** Takes the event out of the simulation; nothing happens when it is not armed. O(log n) in the pending events. */
    public void cancel() {
        simulation.disarm(this);
    }

    /** Whether the event is pending. Inside its own action it is not. */
    public boolean armed() {
        return place != NOT_ARMED;
    }

    /**
     * The moment for which the event is armed, nanoseconds since the start of the run.
     *
     * @throws IllegalStateException if the event is not armed
     */
    public long atNanos() {
        return simulation.dueAtNanos(this);
    }

    @Override
    public String toString() {
        return armed() ? name + " at " + atNanos() + " ns" : name;
    }
}
