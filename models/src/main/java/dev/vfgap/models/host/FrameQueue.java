package dev.vfgap.models.host;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.QueueState.Mode;

/**
 * A bounded first-in-first-out queue with one reader: a tap, a VF's receive ring.
 *
 * <p>The reader takes at most one frame each {@code servicePeriodNanos}: a frame leaves at max(its arrival, the departure
 * before it + service period). A departure frees its slot before a frame that arrives at the same time; a change of state
 * comes before both. Frames that find the queue full are dropped at the tail.
 *
 * <p>Work grows with spans, not with frames: steady traffic passes, fills, empties or overflows the queue by arithmetic.
 * Flows that mix pass span by span as long as no two of their frames come within a service period. A step per frame,
 * without allocation, costs only what is irregular (listed one by one, or already thinned by another queue) at a reader with a
 * service period, and frames of two flows that meet there.
 *
 * <p>A ring whose consumer hands slots back in batches (Linux {@code ptr_ring}, {@code consumer_head} against
 * {@code consumer_tail}) keeps fewer frames after its reader stopped; this counts while nobody reads.
 *
 * <p>Source: {@code tun_net_xmit} (a full queue drops the newest frame), {@code TUN_READQ_SIZE} and
 * {@code txqueuelen} in Linux. Not modelled: the reader's batches and wake-up latency.
 */
public final class FrameQueue {
    private final String name;
    private final Host host;
    private final long capacity;
    private final long freeBatch;
    private final long servicePeriodNanos;
    private final SpanPool pool;
    private final Ledger ledger;
    private final SpanSink out;
    private final Tracer tracer;
    private final SpanQueue arriving;
    private final SpanQueue held;

    private QueueState state = QueueState.dropping(FrameFate.NO_DEVICE);
    private Cause cause = new Cause(Long.MIN_VALUE, "the start");
    private long nextDepartureNanos = Long.MIN_VALUE;
    private long consumed;
    private long readAtFirstHold = -1;

    /**
     * @param name for people
     * @param host where it is
     * @param capacity how many frames it keeps, at least 1
     * @param freeBatch while nobody reads, slots of frames read before come free in batches of so many, at least 1
     * @param servicePeriodNanos the least time between two frames that the reader takes, 0 = no limit
     * @param out where departing frames go, at the time of their departure
     */
    public FrameQueue(
            String name,
            Host host,
            long capacity,
            long freeBatch,
            long servicePeriodNanos,
            SpanPool pool,
            Ledger ledger,
            SpanSink out,
            Tracer tracer) {
        if (capacity < 1 || freeBatch < 1 || servicePeriodNanos < 0) {
            throw new IllegalArgumentException(
                    "a queue needs room and a batch of at least 1 frame, and a period of at least 0");
        }
        this.name = name;
        this.host = host;
        this.capacity = capacity;
        this.freeBatch = freeBatch;
        this.servicePeriodNanos = servicePeriodNanos;
        this.pool = pool;
        this.ledger = ledger;
        this.out = out;
        this.tracer = tracer;
        this.arriving = new SpanQueue(pool);
        this.held = new SpanQueue(pool);
    }

    /** Takes frames over that arrive now or later. */
    public void accept(Span span) {
        arriving.add(span);
    }

    public QueueState state() {
        return state;
    }

    /**
     * Takes it that, when frames are held for the first time, so many had been read since slots last came free: for a
     * queue whose history began before the run.
     */
    public void assumeReadAtFirstHold(long frames) {
        readAtFirstHold = frames;
    }

    /** How many frames are on their way into it or held by it. */
    public long alive() {
        return arriving.frames() + held.frames();
    }

    /**
     * Changes what the queue does from {@code cause.atNanos()} on; the caller has settled it until then.
     *
     * @param purged the fate of the frames it holds, when the new state gives them up
     */
    public void change(QueueState newState, FrameFate purged, Cause newCause) {
        if (newState.mode() == Mode.DROPPING) {
            while (!held.isEmpty()) {
                Span span = held.takeFromHead(held.head().count());
                tracer.note(span, name, () -> "given up: " + purged, newCause);
                ledger.close(span, purged, host);
            }
        } else if (newState.mode() == Mode.READING && state.mode() != Mode.READING) {
            nextDepartureNanos = Math.max(nextDepartureNanos, newCause.atNanos());
        } else if (newState.mode() == Mode.HOLDING && readAtFirstHold >= 0) {
            consumed = readAtFirstHold;
            readAtFirstHold = -1;
        }
        state = newState;
        cause = newCause;
    }

    /** Gives up the oldest frames that it holds, at most {@code frames}: a reader took them and dropped them. */
    public void dropOldest(long frames, FrameFate fate, Cause why) {
        long left = Math.min(frames, held.frames());
        consumed += left;
        while (left > 0) {
            Span span = held.takeFromHead(Math.min(left, held.head().count()));
            left -= span.count();
            tracer.note(span, name, () -> "given up: " + fate, why);
            ledger.close(span, fate, host);
        }
    }

    /** Gives up all frames that wait while nobody reads, with the fate of those that found it full. */
    public void giveUpWaiting(Cause why) {
        if (state.mode() == Mode.HOLDING) {
            dropOldest(held.frames(), state.refused(), why);
        }
    }

    /** Deals with everything that arrives or departs before {@code untilNanos}. */
    public void settle(long untilNanos) {
        if (state.mode() == Mode.READING) {
            read(untilNanos);
        } else if (state.mode() == Mode.HOLDING) {
            for (Span span = nextToHold(untilNanos); span != null; span = nextToHold(untilNanos)) {
                hold(span);
            }
        }
        if (state.mode() != Mode.READING) {
            // What is refused whatever comes before or after it needs no order: where flows mix that is a step a frame.
            for (Span span = arriving.takeAnyBefore(untilNanos);
                    span != null;
                    span = arriving.takeAnyBefore(untilNanos)) {
                refuse(span);
            }
        }
    }

    /** The next frames to keep; null when none come, or there is no room for any until somebody reads. */
    private Span nextToHold(long untilNanos) {
        return roomWhileHolding() > 0 ? arriving.takeInOrderBefore(untilNanos) : null;
    }

    private long roomWhileHolding() {
        long readAhead = state.readAhead();
        return capacity + readAhead - (consumed + readAhead) % freeBatch - held.frames();
    }

    private void hold(Span span) {
        long room = roomWhileHolding();
        if (room >= span.count()) {
            keep(span);
        } else {
            keep(pool.split(span, room));
            refuse(span);
        }
    }

    private void read(long untilNanos) {
        if (servicePeriodNanos == 0) {
            // Nobody waits for anybody, so the order of flows decides nothing.
            departBefore(untilNanos);
            passAllBefore(untilNanos);
            return;
        }
        passWhileApart(untilNanos);
        for (Span span = arriving.takeInOrderBefore(untilNanos);
                span != null;
                span = arriving.takeInOrderBefore(untilNanos)) {
            serve(span);
            passWhileApart(untilNanos);
        }
        departBefore(untilNanos);
    }

    /** As long as no two frames of flows that mix come within a service period, nobody waits either. */
    private void passWhileApart(long untilNanos) {
        if (held.isEmpty()) {
            long apart = arriving.apartUntilNanos(servicePeriodNanos, nextDepartureNanos);
            if (apart > nextDepartureNanos) {
                passAllBefore(Math.min(untilNanos, apart));
            }
        }
    }

    private void passAllBefore(long untilNanos) {
        for (Span span = arriving.takeAnyBefore(untilNanos); span != null; span = arriving.takeAnyBefore(untilNanos)) {
            nextDepartureNanos = Math.max(nextDepartureNanos, span.lastAtNanos() + servicePeriodNanos);
            pass(span);
        }
    }

    private void pass(Span span) {
        consumed += span.count();
        tracer.note(span, name, () -> "read at once", cause);
        out.accept(span);
    }

    private void serve(Span arrivals) {
        Span rest = arrivals;
        while (rest != null) {
            Span part = cutSteady(rest);
            rest = part == rest ? null : rest;
            servePart(part);
        }
    }

    /** A reader who does not keep up with bursts deals with them one by one: within each, its load is steady. */
    private Span cutSteady(Span span) {
        boolean whole = !span.hasPeriod()
                || span.steadyFrames() == span.count()
                || span.minSpacingNanos() >= servicePeriodNanos;
        return whole ? span : pool.split(span, span.steadyFrames());
    }

    private void servePart(Span arrivals) {
        Span span = arrivals;
        while (span != null) {
            long headAt = span.headAtNanos();
            departBefore(headAt + 1);
            if (held.isEmpty() && nextDepartureNanos <= headAt) {
                span = passIdle(span);
            } else if (held.frames() >= capacity) {
                span = overflow(span);
            } else {
                span = queueUp(span);
            }
        }
    }

    /** The reader is idle: all frames pass when it keeps up with them, the first one when not. */
    private Span passIdle(Span span) {
        boolean keepsUp = span.count() == 1 || span.minSpacingNanos() >= servicePeriodNanos;
        long passing = keepsUp ? span.count() : 1;
        nextDepartureNanos = span.atNanos(passing - 1) + servicePeriodNanos;
        Span rest = keepsUp ? null : span;
        Span passed = keepsUp ? span : pool.split(span, 1);
        pass(passed);
        return rest;
    }

    /** There is room behind frames that wait: frames join them until the reader has caught up or the queue is full. */
    private Span queueUp(Span span) {
        long joining;
        if (span.minSpacingNanos() >= servicePeriodNanos) {
            joining = countUntilCaughtUp(span);
        } else if (span.maxSpacingNanos() <= servicePeriodNanos) {
            joining = countUntilFull(span);
        } else {
            joining = 1;
        }
        if (joining == span.count()) {
            long lastAt = span.lastAtNanos();
            keep(span);
            departBefore(lastAt + 1);
            return null;
        }
        Span joined = pool.split(span, joining);
        long lastAt = joined.lastAtNanos();
        keep(joined);
        departBefore(lastAt + 1);
        return span;
    }

    /** The queue is full: of steady traffic one frame enters for each that leaves, of other traffic we look at each. */
    private Span overflow(Span span) {
        long beyond = held.frames() - capacity;
        boolean steady = !span.isClocked()
                && beyond == 0
                && servicePeriodNanos > 0
                && span.maxSpacingNanos() <= servicePeriodNanos
                && span.count() > 1;
        long lastAt = span.lastAtNanos();
        if (steady && lastAt >= nextDepartureNanos) {
            long ticks = (lastAt - nextDepartureNanos) / servicePeriodNanos + 1;
            Span kept = pool.sample(span, nextDepartureNanos, servicePeriodNanos, ticks);
            if (kept.count() < span.count()) {
                traceRefusedAround(span, kept);
                ledger.closeAllBut(span, kept, state.refused(), host);
            } else {
                pool.release(span);
            }
            keep(kept);
            departBefore(lastAt + 1);
            return null;
        }
        // What a reader had kept beyond the capacity leaves first.
        long refused = Math.max(1, span.countBefore(nextDepartureNanos + beyond * servicePeriodNanos));
        if (refused == span.count()) {
            refuse(span);
            return null;
        }
        refuse(pool.split(span, refused));
        return span;
    }

    /** How many frames (at least 1) arrive before the reader, who keeps up with them, has caught up. */
    private long countUntilCaughtUp(Span span) {
        long low = 1;
        long high = span.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (span.atNanos(middle) >= nextDepartureNanos + (held.frames() + middle) * servicePeriodNanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many frames (at least 1) arrive before one, at a reader who does not keep up, finds the queue full. */
    private long countUntilFull(Span span) {
        long low = 1;
        long high = span.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (held.frames() + middle - departuresUntil(span.atNanos(middle)) >= capacity) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long departuresUntil(long atNanos) {
        return atNanos < nextDepartureNanos ? 0 : (atNanos - nextDepartureNanos) / servicePeriodNanos + 1;
    }

    private void departBefore(long untilNanos) {
        while (!held.isEmpty() && nextDepartureNanos < untilNanos) {
            long departing = held.head().count();
            if (servicePeriodNanos > 0) {
                departing = Math.min(departing, (untilNanos - nextDepartureNanos - 1) / servicePeriodNanos + 1);
            }
            Span span = held.takeFromHead(departing);
            consumed += departing;
            span.clock(nextDepartureNanos, servicePeriodNanos);
            nextDepartureNanos += departing * servicePeriodNanos;
            tracer.note(span, name, () -> "handed over", cause);
            out.accept(span);
        }
    }

    private void keep(Span span) {
        tracer.note(span, name, k -> "waits behind " + (held.frames() + k) + " frames", cause);
        held.add(span);
    }

    private void refuse(Span span) {
        if (state.mode() == Mode.DROPPING) {
            consumed += span.count();
        }
        tracer.note(span, name, () -> "dropped: " + state.refused(), cause);
        ledger.close(span, state.refused(), host);
    }

    private void traceRefusedAround(Span span, Span kept) {
        if (tracer != Tracer.NOBODY) {
            Span view = pool.copy(span);
            tracer.noteAllBut(view, kept, name, () -> "dropped: " + state.refused(), cause);
            pool.release(view);
        }
    }
}
