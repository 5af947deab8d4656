package dev.vfgap.models.fabric;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.Tracer;
import java.util.Arrays;

/**
 * The switch between the peer and the two hosts: it learns at which host's port the guest's MAC is from each frame that
 * comes from there, forgets it when none came for the ageing time, and floods what it does not know.
 *
 * <p>Frames from the hosts are dealt with first, as the frames that teach; a frame from the peer that arrives at the same
 * time as one that teaches follows the new entry. When the entry changes is found by arithmetic: steady traffic from one
 * port is one step.
 *
 * <p>Source: {@code br_fdb_update} in Linux ({@code net/bridge/br_fdb.c}) and IEEE 802.1Q 8.7 (the learning process).
 * Not modelled: spanning tree, VLAN-aware learning, static entries.
 */
public final class LearningSwitch {
    private final SpanPool pool;
    private final long ageingNanos;
    private final SwitchPorts ports;
    private final Tracer tracer;
    private final SpanQueue fromHosts;
    private final SpanQueue fromPeer;

    private Host learned;
    private long lastTaughtNanos;
    private long learnedAtNanos;

    /** From {@code changeAtNanos[i]} on frames for the guest go to {@code changeTo[i]}, null = everywhere. */
    private long[] changeAtNanos = new long[16];

    private Host[] changeTo = new Host[16];
    private int changes;
    private long copiedFrames;

    /**
     * @param ageingNanos how long an entry lives without a frame that confirms it (IEEE 802.1Q default 300 s)
     * @param known at which host's port the guest's MAC is known at first, null = nowhere
     * @param knownSinceNanos since when
     * @param ports where frames go
     */
    public LearningSwitch(
            SpanPool pool, long ageingNanos, Host known, long knownSinceNanos, SwitchPorts ports, Tracer tracer) {
        this.pool = pool;
        this.ageingNanos = ageingNanos;
        this.learned = known;
        this.lastTaughtNanos = knownSinceNanos;
        this.ports = ports;
        this.tracer = tracer;
        this.learnedAtNanos = knownSinceNanos;
        this.fromHosts = new SpanQueue(pool);
        this.fromPeer = new SpanQueue(pool);
    }

    /** Takes frames over that arrive on a host's port; {@link Span#via} says on which, see {@link #portOf}. */
    public void acceptFromHost(Span span) {
        fromHosts.add(span);
    }

    /** Takes frames over that arrive on the peer's port. */
    public void acceptFromPeer(Span span) {
        fromPeer.add(span);
    }

    /** How many frames are on their way into it. */
    public long alive() {
        return fromHosts.frames() + fromPeer.frames();
    }

    /** How many copies it made by flooding. */
    public long copiedFrames() {
        return copiedFrames;
    }

    /** Deals with everything that arrives before {@code untilNanos}. */
    public void settle(long untilNanos) {
        changes = 0;
        Host to = learned;
        long since = learnedAtNanos;
        for (Span span = fromHosts.takeInOrderBefore(untilNanos);
                span != null;
                span = fromHosts.takeInOrderBefore(untilNanos)) {
            learnAndForward(span);
        }
        if (learned != null && lastTaughtNanos + ageingNanos < untilNanos) {
            change(lastTaughtNanos + ageingNanos, null);
        }
        for (int i = 0; i < changes; i++) {
            forwardFromPeer(changeAtNanos[i], to, since);
            to = changeTo[i];
            since = changeAtNanos[i];
        }
        forwardFromPeer(untilNanos, to, since);
    }

    /** The host whose port a {@link Span#via} names. */
    public static Host portOf(int via) {
        return Host.values()[via & 1];
    }

    private void learnAndForward(Span arrivals) {
        Span span = arrivals;
        while (span != null) {
            // Frames further apart than the ageing time teach one by one: the entry dies between them.
            boolean alive = span.count() == 1 || span.maxSpacingNanos() <= ageingNanos;
            Span taught = alive ? span : pool.split(span, 1);
            span = alive ? null : span;
            learn(portOf(taught.via()), taught.headAtNanos());
            lastTaughtNanos = taught.lastAtNanos();
            forwardFromHost(taught);
        }
    }

    private void learn(Host port, long atNanos) {
        if (learned != null && lastTaughtNanos + ageingNanos < atNanos) {
            change(lastTaughtNanos + ageingNanos, null);
        }
        if (learned != port) {
            change(atNanos, port);
        }
    }

    private void change(long atNanos, Host port) {
        if (changes == changeAtNanos.length) {
            changeAtNanos = Arrays.copyOf(changeAtNanos, 2 * changes);
            changeTo = Arrays.copyOf(changeTo, 2 * changes);
        }
        changeAtNanos[changes] = atNanos;
        changeTo[changes++] = port;
        learned = port;
        learnedAtNanos = atNanos;
    }

    private void forwardFromHost(Span span) {
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            Span copy = copyOf(span);
            ports.toHost(portOf(span.via()) == Host.A ? Host.B : Host.A, copy);
        }
        ports.toPeer(span);
    }

    private void forwardFromPeer(long untilNanos, Host to, long sinceNanos) {
        for (Span span = fromPeer.takeAnyBefore(untilNanos); span != null; span = fromPeer.takeAnyBefore(untilNanos)) {
            if (tracer != Tracer.NOBODY) {
                trace(span, to, sinceNanos);
            }
            if (to == null) {
                ports.toHost(Host.B, copyOf(span));
                ports.toHost(Host.A, span);
            } else {
                ports.toHost(to, span);
            }
        }
    }

    private void trace(Span span, Host to, long sinceNanos) {
        String why = to == null ? "the guest's MAC is not known" : "the guest's MAC was seen from host " + to;
        tracer.note(span, "switch", () -> to == null ? "flooded" : "to host " + to, new Cause(sinceNanos, why));
    }

    private Span copyOf(Span span) {
        copiedFrames += span.count();
        return pool.copy(span);
    }

    /** Where a switch sends frames. */
    public interface SwitchPorts {
        /** Takes frames over that leave towards a host, at the time at which they leave. */
        void toHost(Host host, Span span);

        /** Takes frames over that leave towards the peer, at the time at which they leave. */
        void toPeer(Span span);
    }
}
