package dev.vfgap.models.lab;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.QueueState;
import java.util.ArrayDeque;

/** A bounded queue with one reader, one frame at a time, for {@link FrameByFrame}. */
final class PlainQueue {
    /** Who has the queue. */
    interface Owner {
        /** Calls back then, before the frames that arrive then. */
        void departAt(long atNanos, Runnable what);

        /** The guest takes a frame out of it. */
        void receive(long atNanos, Host host, FrameFate delivery, PlainFrame frame);

        /** A frame is lost in it. */
        void end(PlainFrame frame, FrameFate fate, Host host, long atNanos);
    }

    private final Owner owner;
    private final Host host;
    private final long capacity;
    private final long freeBatch;
    private final long period;
    private final FrameFate delivery;
    private final ArrayDeque<PlainFrame> held = new ArrayDeque<>();
    private QueueState state = QueueState.dropping(FrameFate.NO_DEVICE);
    private long nextDeparture = Long.MIN_VALUE;
    private int epoch;
    private long consumed;

    PlainQueue(Owner owner, Host host, long capacity, long freeBatch, long period, FrameFate delivery) {
        this.owner = owner;
        this.freeBatch = freeBatch;
        this.host = host;
        this.capacity = capacity;
        this.period = period;
        this.delivery = delivery;
    }

    void arrive(long at, PlainFrame frame) {
        if (state.mode() == QueueState.Mode.READING && held.isEmpty() && nextDeparture <= at) {
            nextDeparture = at + period;
            consumed++;
            owner.receive(at, host, delivery, frame);
        } else if (state.mode() == QueueState.Mode.DROPPING || held.size() >= room()) {
            consumed += state.mode() == QueueState.Mode.DROPPING ? 1 : 0;
            owner.end(frame, state.refused(), host, at);
        } else {
            held.add(frame);
            if (state.mode() == QueueState.Mode.READING && held.size() == 1) {
                armDeparture();
            }
        }
    }

    private long room() {
        if (state.mode() == QueueState.Mode.READING) {
            return capacity;
        }
        long taken = consumed + state.readAhead();
        return capacity + state.readAhead() - taken % freeBatch;
    }

    void dropOldest(long at, long frames, FrameFate fate) {
        for (long i = 0; i < frames && !held.isEmpty(); i++) {
            consumed++;
            owner.end(held.remove(), fate, host, at);
        }
        epoch++;
        if (state.mode() == QueueState.Mode.READING && !held.isEmpty()) {
            armDeparture();
        }
    }

    void change(long at, QueueState newState, FrameFate purged) {
        if (newState.mode() == QueueState.Mode.DROPPING) {
            held.forEach(frame -> owner.end(frame, purged, host, at));
            held.clear();
        }
        boolean starts = newState.mode() == QueueState.Mode.READING && state.mode() != QueueState.Mode.READING;
        boolean stops = newState.mode() != QueueState.Mode.READING;
        state = newState;
        if (stops) {
            epoch++;
        } else if (starts) {
            nextDeparture = Math.max(nextDeparture, at);
            if (!held.isEmpty()) {
                armDeparture();
            }
        }
    }

    private void armDeparture() {
        int armedIn = epoch;
        owner.departAt(nextDeparture, () -> {
            if (armedIn == epoch) {
                long at = nextDeparture;
                nextDeparture += period;
                consumed++;
                owner.receive(at, host, delivery, held.remove());
                if (!held.isEmpty()) {
                    armDeparture();
                }
            }
        });
    }
}
