package dev.vfgap.models.fabric;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.Tracer;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A switch on the way to the guest: the one between the peer and the hosts, or a bridge inside a host.
 *
 * <p>It learns at which of its ports the guest's MAC is from each frame of the guest, forgets it when none came for the
 * ageing time, and floods what it does not know. One of its ports leads to the peer; frames for the guest come in there,
 * and frames of the guest leave there. A neighbour's frames for the guest come in at another port, or from {@link #INSIDE}.
 * A port that came up listens, then learns, then forwards; a frame whose entry leads back to where it came from is dropped.
 *
 * <p>A broadcast is flooded whatever is known, and what is done with unknown unicast.
 *
 * <p>With a {@linkplain Settings#flowIdleNanos flow cache} frames from outside are sent where the last ones went, whatever the
 * entry says since, until none has come for that time.
 *
 * <p>Frames of the guest are dealt with first, as the frames that teach; a frame for the guest that arrives at the same
 * time as one that teaches follows the new entry. When the entry changes is found by arithmetic: steady traffic from one
 * port is one step.
 *
 * <p>Source: Linux {@code net/bridge/br_fdb.c} ({@code br_fdb_update}), {@code br_input.c} ({@code
 * br_handle_frame_finish}), {@code br_forward.c} ({@code should_deliver}), {@code br_stp.c} ({@code br_make_forwarding}),
 * {@code br_stp_if.c} ({@code br_stp_disable_port}); IEEE 802.1Q 8.7 (the learning process). Not modelled: the spanning
 * tree's election and the faster ageing after a topology change, VLAN-aware learning, several addresses.
 */
public final class LearningSwitch {
    /** No port: there is no entry. */
    public static final int NOWHERE = -1;

    /** The switch itself: a {@link EntryKind#LOCAL} entry leads there. */
    public static final int ITSELF = -2;

    /** A port with somebody behind it who is not the guest, which has no number: nothing for the guest leaves there. */
    public static final int INSIDE = -3;

    private final Settings settings;
    private final SpanPool pool;
    private final Outlet outlet;
    private final Tracer tracer;
    private final SpanQueue fromGuest;
    private final Inquiry fromOutside;
    private final Inquiry fromInside;
    private final GuestEntry entry;
    private final PortStates states;
    private final FlowCache cache;
    private long taughtUntilNanos = Long.MIN_VALUE;
    private long copiedFrames;

    /**
     * What a switch is, for its life.
     *
     * @param name for people
     * @param ports the names of its ports, for people; a port's number is its place here
     * @param outside the port that leads to the peer
     * @param learning whether it learns
     * @param ageingNanos how long a dynamic entry lives without a frame that confirms it
     * @param unknownUnicast what it does with frames for the guest without an entry
     * @param forwardDelayNanos how long a port that came up listens, and then learns, before it forwards; 0 = it forwards
     *     at once
     * @param flowIdleNanos how long it remembers where frames from outside went, from the last of them on; 0 = it does not
     */
    public record Settings(
            String name,
            List<String> ports,
            int outside,
            Learning learning,
            long ageingNanos,
            UnknownUnicast unknownUnicast,
            long forwardDelayNanos,
            long flowIdleNanos) {
        public Settings {
            ports = List.copyOf(ports);
        }
    }

    /** Frames for the guest that are dealt with together, and how far in the entry's changes they are. */
    private final class Inquiry {
        private final SpanQueue arriving = new SpanQueue(pool);
        private final GuestEntry.Cursor asked = entry.cursor();
        private final ToIntFunction<Span> from;
        private long forwardedUntilNanos = Long.MIN_VALUE;

        private Inquiry(ToIntFunction<Span> from) {
            this.from = from;
        }

        private void forward(long untilNanos) {
            long at = forwardedUntilNanos;
            while (at < untilNanos) {
                long end = Math.min(untilNanos, Math.min(asked.nextAtNanos(), states.nextChangeAfter(at)));
                for (Span span = next(end); span != null; span = next(end)) {
                    forwardToGuest(span, from.applyAsInt(span), asked, at);
                }
                at = end;
                while (asked.nextAtNanos() <= at && at < untilNanos) {
                    asked.advance();
                }
            }
            forwardedUntilNanos = at;
        }

        private Span next(long untilNanos) {
            return cache.remembers() ? arriving.takeInOrderBefore(untilNanos) : arriving.takeAnyBefore(untilNanos);
        }
    }

    /**
     * An entry for the guest's MAC.
     *
     * @param port where it leads, {@link #NOWHERE} = there is none, {@link #ITSELF} with a local one
     */
    public record Entry(EntryKind kind, int port) {
        /** The guest's MAC is not known. */
        public static final Entry NONE = new Entry(EntryKind.DYNAMIC, NOWHERE);
    }

    /** Why a switch drops a frame. */
    public enum Drop {
        /** The port where it came in, or the one where it would leave, does not forward. */
        PORT_NOT_FORWARDING,
        /** There is no entry, and unknown unicast is not flooded. */
        NOT_FLOODED,
        /** The entry leads to the port where the frame came from. */
        ENTRY_AT_INGRESS,
        /** The entry says that the address is the switch's own. */
        ENTRY_LOCAL
    }

    /** What a switch is connected to. */
    public interface Outlet {
        /** The port on which frames come in. */
        int portOf(Span span);

        /** Takes frames over that leave through a port, at the time at which they leave. */
        void forward(int port, Span span);

        /**
         * Takes frames over that it drops, at the time at which they came.
         *
         * @param port where the guest's frames came in, or where the entry leads that frames for it met
         */
        void drop(Drop why, int port, Span span);
    }

    /**
     * @param known the entry for the guest's MAC at first; every port forwards
     * @param knownSinceNanos since when
     */
    public LearningSwitch(
            Settings settings, Entry known, long knownSinceNanos, SpanPool pool, Outlet outlet, Tracer tracer) {
        this.settings = settings;
        this.pool = pool;
        this.outlet = outlet;
        this.tracer = tracer;
        this.fromGuest = new SpanQueue(pool);
        this.entry = new GuestEntry(settings.ageingNanos, known.kind, known.port, knownSinceNanos);
        this.states = new PortStates(settings.ports.size(), settings.forwardDelayNanos);
        this.cache = new FlowCache(settings.flowIdleNanos);
        this.fromOutside = new Inquiry(outlet::portOf);
        this.fromInside = new Inquiry(span -> INSIDE);
    }

    /** Takes frames over that arrive now or later. */
    public void accept(Span span) {
        if (span.flow().kind().isForGuest()) {
            fromOutside.arriving.add(span);
        } else {
            fromGuest.add(span);
        }
    }

    /** Takes frames of a neighbour over that come from {@link #INSIDE}, now or later. */
    public void acceptInside(Span span) {
        fromInside.arriving.add(span);
    }

    /** Follows the entry, for a copy of it elsewhere. */
    public EntryFollower follow() {
        return new EntryFollower(entry.cursor());
    }

    /** How many frames are on their way into it. */
    public long alive() {
        return fromGuest.frames() + fromOutside.arriving.frames() + fromInside.arriving.frames();
    }

    /** How many copies it made by flooding. */
    public long copiedFrames() {
        return copiedFrames;
    }

    /**
     * Deals with the frames of the guest that arrive before {@code untilNanos}: they teach, and go on. Frames that come
     * late, for a time until which it has been taught, must be ones that change nothing ({@link #isSteady}).
     */
    public void teach(long untilNanos) {
        long at = taughtUntilNanos;
        for (Span late = fromGuest.takeInOrderBefore(at); late != null; late = fromGuest.takeInOrderBefore(at)) {
            learnAndForward(late, at - 1);
        }
        while (at < untilNanos) {
            long end = Math.min(untilNanos, states.nextChangeAfter(at));
            for (Span span = fromGuest.takeInOrderBefore(end); span != null; span = fromGuest.takeInOrderBefore(end)) {
                learnAndForward(span, at);
            }
            at = end;
        }
        taughtUntilNanos = at;
        entry.expireBefore(untilNanos);
    }

    /** Deals with the frames for the guest that arrive before {@code untilNanos}; it has been taught until then. */
    public void forward(long untilNanos) {
        fromOutside.forward(untilNanos);
    }

    /** The same for those from {@link #INSIDE}. */
    public void forwardInside(long untilNanos) {
        fromInside.forward(untilNanos);
    }

    /** A port comes up or goes down; the caller has settled this component until then. */
    public void port(int port, LinkState state, long atNanos) {
        states.set(port, state, atNanos);
        if (state == LinkState.DOWN) {
            entry.flush(port, atNanos);
            cache.flush(port);
        }
    }

    /** Management writes the entry for the guest's MAC; the caller has settled this component until then. */
    public void enter(Entry known, long atNanos) {
        entry.set(known.kind, known.port, atNanos);
    }

    /**
     * Whether its ports and its entry stay as they are until a moment, when from now on the guest is heard on one port only.
     *
     * @param port which, {@link #NOWHERE} = the guest is not heard
     */
    public boolean isSteady(int port, long fromNanos, long untilNanos) {
        return fromGuest.allMatch(span -> outlet.portOf(span) == port)
                && states.nextChangeAfter(fromNanos) >= untilNanos
                && (settings.learning == Learning.OFF || entry.isSteady(port, untilNanos));
    }

    private void learnAndForward(Span arrivals, long atNanos) {
        int port = outlet.portOf(arrivals);
        if (!states.learns(port, atNanos)) {
            drop(Drop.PORT_NOT_FORWARDING, port, arrivals, fromOutside.asked);
            return;
        }
        Span span = arrivals;
        while (span != null) {
            // Frames further apart than the ageing time teach one by one: the entry dies between them.
            long together =
                    settings.learning == Learning.OFF ? span.count() : span.framesWithin(entry.longestSpacingNanos());
            Span taught = together == span.count() ? span : pool.split(span, together);
            span = taught == span ? null : span;
            if (settings.learning == Learning.ON) {
                entry.taught(port, taught.headAtNanos(), taught.lastAtNanos());
            }
            if (states.forwards(port, atNanos)) {
                forwardFromGuest(port, taught, atNanos);
            } else {
                drop(Drop.PORT_NOT_FORWARDING, port, taught, fromOutside.asked);
            }
        }
    }

    private void forwardFromGuest(int from, Span span, long atNanos) {
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            flood(from, span, atNanos);
        } else if (states.forwards(settings.outside, atNanos)) {
            outlet.forward(settings.outside, span);
        } else {
            drop(Drop.PORT_NOT_FORWARDING, from, span, fromOutside.asked);
        }
    }

    private void forwardToGuest(Span arrivals, int from, GuestEntry.Cursor asked, long atNanos) {
        if (arrivals.flow().kind() == Flow.Kind.BROADCAST) {
            send(arrivals, from, NOWHERE, asked, atNanos);
            return;
        }
        boolean remembers = cache.remembers() && from == settings.outside && states.forwards(from, atNanos);
        Span span = arrivals;
        while (span != null) {
            // Frames further apart than the cache's idle time are looked up one by one.
            long together = remembers ? span.framesWithin(settings.flowIdleNanos) : span.count();
            Span asking = together == span.count() ? span : pool.split(span, together);
            span = asking == span ? null : span;
            int to = remembers ? cache.port(asking, asked.port()) : asked.port();
            if (remembers && to >= 0 && to != from && states.forwards(to, atNanos)) {
                cache.sent(asking, to);
            }
            send(asking, from, to, asked, atNanos);
        }
    }

    private void send(Span span, int from, int to, GuestEntry.Cursor asked, long atNanos) {
        if (from >= 0 && !states.forwards(from, atNanos) || to >= 0 && !states.forwards(to, atNanos)) {
            drop(Drop.PORT_NOT_FORWARDING, to, span, asked);
        } else if (to == from) {
            drop(Drop.ENTRY_AT_INGRESS, to, span, asked);
        } else if (to == ITSELF) {
            drop(Drop.ENTRY_LOCAL, to, span, asked);
        } else if (to >= 0) {
            trace(span, (to == asked.port() ? "to " : "as before, to ") + settings.ports.get(to), asked);
            outlet.forward(to, span);
        } else if (settings.unknownUnicast == UnknownUnicast.FLOOD
                || span.flow().kind() == Flow.Kind.BROADCAST) {
            trace(span, "flooded", asked);
            flood(from, span, atNanos);
        } else {
            drop(Drop.NOT_FLOODED, to, span, asked);
        }
    }

    /** To every other port that forwards: the frames themselves to the first of them, copies to the others. */
    private void flood(int from, Span span, long atNanos) {
        // A neighbour's frame that came in at a port is nothing for the peer.
        int nobody = from >= 0 && span.flow().kind() == Flow.Kind.FROM_NEIGHBOUR ? settings.outside : NOWHERE;
        int first = NOWHERE;
        for (int port = 0; port < settings.ports.size(); port++) {
            if (port != from && port != nobody && states.forwards(port, atNanos)) {
                if (first == NOWHERE) {
                    first = port;
                } else {
                    copiedFrames += span.count();
                    outlet.forward(port, pool.copy(span));
                }
            }
        }
        if (first == NOWHERE) {
            drop(Drop.PORT_NOT_FORWARDING, from == settings.outside ? NOWHERE : from, span, fromOutside.asked);
        } else {
            outlet.forward(first, span);
        }
    }

    private void drop(Drop why, int port, Span span, GuestEntry.Cursor asked) {
        if (why == Drop.PORT_NOT_FORWARDING) {
            tracer.note(span, settings.name, () -> "dropped: " + why);
        } else {
            trace(span, "dropped: " + why, asked);
        }
        outlet.drop(why, port, span);
    }

    private void trace(Span span, String decision, GuestEntry.Cursor asked) {
        if (tracer != Tracer.NOBODY) {
            int known = asked.port();
            String why = known == NOWHERE
                    ? "the guest's MAC is not known"
                    : known == ITSELF
                            ? "the guest's MAC is entered as its own"
                            : "the guest's MAC was seen from " + settings.ports.get(known);
            tracer.note(span, settings.name, () -> decision, new Cause(asked.sinceNanos(), why));
        }
    }

    /** Reads where the entry leads, change by change. */
    public static final class EntryFollower {
        private final GuestEntry.Cursor cursor;

        private EntryFollower(GuestEntry.Cursor cursor) {
            this.cursor = cursor;
        }

        /** The port to which it leads until the next change, {@link #NOWHERE} or {@link #ITSELF}. */
        public int port() {
            return cursor.port();
        }

        /** When the next change comes, as far as the switch has been taught; {@code Long.MAX_VALUE} = none is known. */
        public long nextAtNanos() {
            return cursor.nextAtNanos();
        }

        /** Goes on to the next change. */
        public void advance() {
            cursor.advance();
        }
    }
}
