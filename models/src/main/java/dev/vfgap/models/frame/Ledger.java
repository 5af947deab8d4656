package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where every frame of a run ended: the one result of the simulator and of a capture.
 *
 * <p>Frames are closed span by span, so a ledger grows with control events and not with frames. Conservation: what was
 * offered plus what was copied equals what was closed plus what is still alive.
 */
public final class Ledger {
    /** {@link #fates} of a frame that was not offered, or is still alive. */
    public static final byte OPEN = -1;

    // values() makes a new array each time.
    private static final List<FrameFate> FATES = List.of(FrameFate.values());
    private static final List<Host> HOSTS = List.of(Host.values());

    private final SpanPool pool;
    private final List<Entry> entries = new ArrayList<>();
    private final List<long[]> closedByFlow = new ArrayList<>();

    public Ledger(SpanPool pool) {
        this.pool = pool;
    }

    /**
     * One closed span.
     *
     * @param span the frames
     * @param except frames of {@code span} that are not part of this entry, or null: an overloaded queue closes all but
     *     the frames that it keeps
     * @param fate what became of them
     * @param host where
     */
    public record Entry(Span span, Span except, FrameFate fate, Host host) {
        public long frames() {
            return span.count() - (except == null ? 0 : except.count());
        }
    }

    /** Ends the way of all frames of {@code span}, which now belongs to the ledger. */
    public void close(Span span, FrameFate fate, Host host) {
        count(span.flow().id(), fate, span.count());
        for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - 4); i--) {
            Entry entry = entries.get(i);
            if (entry.fate == fate && entry.host == host && entry.except == null && entry.span.append(span)) {
                pool.releaseMerged(span);
                return;
            }
        }
        entries.add(new Entry(span, null, fate, host));
    }

    /** Ends the way of all frames of {@code span} (now the ledger's) but those of {@code kept} (still the caller's). */
    public void closeAllBut(Span span, Span kept, FrameFate fate, Host host) {
        count(span.flow().id(), fate, span.count() - kept.count());
        Span except = pool.copy(kept);
        entries.add(new Entry(span, except, fate, host));
    }

    public List<Entry> entries() {
        return entries;
    }

    /** How many instances (originals and copies) of a flow ended so. */
    public long frames(Flow flow, FrameFate fate) {
        return flow.id() < closedByFlow.size() ? closedByFlow.get(flow.id())[fate.ordinal()] : 0;
    }

    /** How many instances (originals and copies) of a flow were closed. */
    public long frames(Flow flow) {
        return flow.id() < closedByFlow.size()
                ? Arrays.stream(closedByFlow.get(flow.id())).sum()
                : 0;
    }

    /**
     * Each frame's fate, by index in the flow: the {@linkplain #code code} of its luckiest instance, {@link #OPEN} where
     * none was closed. Needs one byte a frame.
     */
    public byte[] fates(Flow flow) {
        byte[] fates = new byte[Math.toIntExact(flow.times().size())];
        Arrays.fill(fates, OPEN);
        for (Entry entry : entries) {
            if (entry.span.flow().id() == flow.id()) {
                byte code = code(entry.fate, entry.host);
                long skipped = 0;
                for (long k = 0; k < entry.span.count(); k++) {
                    long index = entry.span.indexOf(k);
                    if (entry.except != null
                            && skipped < entry.except.count()
                            && entry.except.indexOf(skipped) == index) {
                        skipped++;
                    } else if (fates[(int) index] < code) {
                        fates[(int) index] = code;
                    }
                }
            }
        }
        return fates;
    }

    /**
     * When each frame was first delivered, by index in the flow, in nanoseconds; {@code Long.MIN_VALUE} where it was not.
     * Needs eight bytes a frame.
     */
    public long[] deliveredAt(Flow flow) {
        long[] times = new long[Math.toIntExact(flow.times().size())];
        Arrays.fill(times, Long.MIN_VALUE);
        for (Entry entry : entries) {
            if (entry.span.flow().id() == flow.id() && entry.fate.isDelivered()) {
                for (long k = 0; k < entry.span.count(); k++) {
                    int index = (int) entry.span.indexOf(k);
                    long at = entry.span.atNanos(k);
                    times[index] = times[index] == Long.MIN_VALUE ? at : Math.min(times[index], at);
                }
            }
        }
        return times;
    }

    /** The {@linkplain #code code} of the luckiest instance of one frame, {@link #OPEN} where none was closed. */
    public byte fate(Flow flow, long index) {
        byte luckiest = OPEN;
        for (Entry entry : entries) {
            if (entry.span.flow().id() == flow.id()
                    && entry.span.positionOf(index) >= 0
                    && (entry.except == null || entry.except.positionOf(index) < 0)) {
                luckiest = (byte) Math.max(luckiest, code(entry.fate, entry.host));
            }
        }
        return luckiest;
    }

    /** A fate on a host as one small number; a luckier fate has a larger one. */
    public static byte code(FrameFate fate, Host host) {
        return (byte) (fate.ordinal() * HOSTS.size() + host.ordinal());
    }

    public static FrameFate fateOf(byte code) {
        return FATES.get(code / HOSTS.size());
    }

    public static Host hostOf(byte code) {
        return HOSTS.get(code % HOSTS.size());
    }

    private void count(int flow, FrameFate fate, long frames) {
        while (closedByFlow.size() <= flow) {
            closedByFlow.add(new long[FATES.size()]);
        }
        closedByFlow.get(flow)[fate.ordinal()] += frames;
    }
}
