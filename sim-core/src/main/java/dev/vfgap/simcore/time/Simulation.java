package dev.vfgap.simcore.time;

import java.util.Arrays;

/**
 * A clock in nanoseconds and the events that are still to come.
 *
 * <p><b>The order of events is total:</b> by time, then by {@link EventOrder}, then by the order in which they were
 * armed (first in, first out; arming again after a cancel goes to the end). The next event is always the least of those
 * pending, so an event armed for the present moment fires within that moment, and ahead of the pending events of a
 * higher rank. At equal times a frame comes after every event: a component settles what arrived <em>before</em> the
 * moment, then changes.
 *
 * <p>The pending events are a heap of fan-out four with each event's key beside it in {@code long} arrays, and each
 * event knows its place in it. Nothing is allocated for an event once the arrays have grown to the largest number
 * pending at one time.
 *
 * <p>Not thread safe: a run belongs to one thread. An action must not run the simulation it is called by.
 */
public final class Simulation {

    /** Bits of the arming sequence in the second key; the rank is above them. */
    static final int SEQUENCE_BITS = 61;

    private static final int INITIAL_CAPACITY = 64;
    private static final int FAN_OUT_BITS = 2;

    private long nowNanos;
    private long firedEvents;
    private long armings;
    private boolean running;
    private final Fingerprint fingerprint = new Fingerprint();

    private int size;
    private long[] dueAtNanos = new long[INITIAL_CAPACITY];
    private long[] rankAndSequence = new long[INITIAL_CAPACITY];
    private Event[] events = new Event[INITIAL_CAPACITY];

    /** The present moment, nanoseconds since the start of the run. It never goes back. */
    public long nowNanos() {
        return nowNanos;
    }

    /**
     * Makes a reusable, cancellable event that belongs to this simulation. It is not armed.
     *
     * @param name name in the fingerprint and in errors, not blank; several events may share it
     * @param order rank among the events of one moment
     * @param action what happens; the event is not armed while it runs and may arm itself again
     */
    public Event event(String name, EventOrder order, Runnable action) {
        return new Event(this, name, order, action);
    }

    /**
     * Fires every event up to and including a moment, also those armed on the way, then moves the clock to that moment.
     *
     * @param untilNanos moment, nanoseconds since the start of the run
     * @throws IllegalArgumentException if the moment is in the past
     * @throws IllegalStateException if called from inside an event
     */
    public void runUntil(long untilNanos) {
        if (untilNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "cannot run until " + untilNanos + " ns: it is already " + nowNanos + " ns");
        }
        enter();
        try {
            while (size > 0 && dueAtNanos[0] <= untilNanos) {
                fireNext();
            }
        } finally {
            running = false;
        }
        nowNanos = untilNanos;
    }

    /**
     * Fires the next event and moves the clock to it.
     *
     * @return false when none is pending; the clock then stands still
     * @throws IllegalStateException if called from inside an event
     */
    public boolean runNext() {
        enter();
        try {
            if (size == 0) {
                return false;
            }
            fireNext();
            return true;
        } finally {
            running = false;
        }
    }

    /** How many events have fired. */
    public long firedEvents() {
        return firedEvents;
    }

    /** How many events are armed. */
    public int pendingEvents() {
        return size;
    }

    /** The order-sensitive hash of time and name of every event fired so far; a component may add its own facts. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    void arm(Event event, long atNanos) {
        if (event.armed()) {
            throw new IllegalStateException("event '" + event.name() + "' is armed already, for "
                    + dueAtNanos[event.place] + " ns; cancel it first");
        }
        if (atNanos < nowNanos) {
            throw new IllegalArgumentException("event '" + event.name() + "' cannot be armed for " + atNanos
                    + " ns: it is already " + nowNanos + " ns");
        }
        if (size == events.length) {
            grow();
        }
        siftUp(size++, atNanos, event.rank | armings++, event);
    }

    void disarm(Event event) {
        if (event.armed()) {
            removeAt(event.place);
        }
    }

    long dueAtNanos(Event event) {
        if (!event.armed()) {
            throw new IllegalStateException("event '" + event.name() + "' is not armed");
        }
        return dueAtNanos[event.place];
    }

    private void enter() {
        if (running) {
            throw new IllegalStateException("an event must not run the simulation that fires it");
        }
        running = true;
    }

    private void fireNext() {
        Event next = events[0];
        nowNanos = dueAtNanos[0];
        removeAt(0);
        firedEvents++;
        fingerprint.add(nowNanos);
        fingerprint.add(next.nameHash);
        next.action.run();
    }

    private void removeAt(int place) {
        events[place].place = Event.NOT_ARMED;
        int last = --size;
        Event moved = events[last];
        long movedDue = dueAtNanos[last];
        long movedRank = rankAndSequence[last];
        events[last] = null;
        if (place == last) {
            return;
        }
        int parent = (place - 1) >> FAN_OUT_BITS;
        if (place > 0 && before(movedDue, movedRank, dueAtNanos[parent], rankAndSequence[parent])) {
            siftUp(place, movedDue, movedRank, moved);
        } else {
            siftDown(place, movedDue, movedRank, moved);
        }
    }

    /** Moves the hole at a place up until the key fits there. */
    private void siftUp(int hole, long due, long rank, Event event) {
        while (hole > 0) {
            int parent = (hole - 1) >> FAN_OUT_BITS;
            if (!before(due, rank, dueAtNanos[parent], rankAndSequence[parent])) {
                break;
            }
            put(hole, dueAtNanos[parent], rankAndSequence[parent], events[parent]);
            hole = parent;
        }
        put(hole, due, rank, event);
    }

    /** Moves the hole at a place down until the key fits there. */
    private void siftDown(int hole, long due, long rank, Event event) {
        int firstChild = (hole << FAN_OUT_BITS) + 1;
        while (firstChild < size) {
            int least = firstChild;
            int end = Math.min(firstChild + (1 << FAN_OUT_BITS), size);
            for (int child = firstChild + 1; child < end; child++) {
                if (before(dueAtNanos[child], rankAndSequence[child], dueAtNanos[least], rankAndSequence[least])) {
                    least = child;
                }
            }
            if (!before(dueAtNanos[least], rankAndSequence[least], due, rank)) {
                break;
            }
            put(hole, dueAtNanos[least], rankAndSequence[least], events[least]);
            hole = least;
            firstChild = (hole << FAN_OUT_BITS) + 1;
        }
        put(hole, due, rank, event);
    }

    private void put(int place, long due, long rank, Event event) {
        dueAtNanos[place] = due;
        rankAndSequence[place] = rank;
        events[place] = event;
        event.place = place;
    }

    private static boolean before(long dueA, long rankA, long dueB, long rankB) {
        return dueA < dueB || dueA == dueB && rankA < rankB;
    }

    private void grow() {
        int capacity = 2 * events.length;
        dueAtNanos = Arrays.copyOf(dueAtNanos, capacity);
        rankAndSequence = Arrays.copyOf(rankAndSequence, capacity);
        events = Arrays.copyOf(events, capacity);
    }
}
