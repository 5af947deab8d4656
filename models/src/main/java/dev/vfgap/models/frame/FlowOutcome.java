package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the frames of one flow, each counted once by its luckiest instance.
 *
 * <p>Read from the ledger's spans, so its cost grows with them. Frames are looked at one by one only where a queue drops
 * fewer than one frame of two (each drop may be an outage of its own) and in a queue's hand-over that is late in part.
 *
 * @param deliveredFrames received at least once
 * @param duplicatedFrames receptions beyond the first
 * @param lateFrames delivered more than {@link #LATE_NANOS} after they were sent
 * @param byFate how many frames ended so, by fate, losses and deliveries; fates without a frame are left out
 * @param outages see {@link OutageScan}
 */
public record FlowOutcome(
        long deliveredFrames,
        long duplicatedFrames,
        long lateFrames,
        Map<FrameFate, Long> byFate,
        List<Outage> outages) {
    /** A frame delivered later than this after it was sent is late: 50 ms, the limit of the result format. */
    public static final long LATE_NANOS = 50_000_000;

    private static final int CODES = FrameFate.values().length * Host.values().length;

    /** How many frames were lost. */
    public long lostFrames() {
        return byFate.entrySet().stream()
                .filter(entry -> entry.getKey().isLoss())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The length of the longest outage in nanoseconds, 0 where there is none. */
    public long longestOutageNanos() {
        return outages.stream().mapToLong(Outage::lengthNanos).max().orElse(0);
    }

    /** Reads the outcome of {@code flow} from the ledger. */
    public static FlowOutcome of(Ledger ledger, Flow flow) {
        return of(ledger, flow, LATE_NANOS);
    }

    /** As {@link #of(Ledger, Flow)}, with another limit of lateness, in nanoseconds. */
    public static FlowOutcome of(Ledger ledger, Flow flow, long lateNanos) {
        return new Reader(ledger, flow, lateNanos).read();
    }

    private static final class Reader {
        /** At each end of a thinned run this many frames are looked at one by one. */
        private static final long EDGE_FRAMES = 4;

        private final Flow flow;
        private final long lateNanos;
        private final List<Ledger.Entry> entries = new ArrayList<>();
        private final Map<FrameFate, Long> byFate = new EnumMap<>(FrameFate.class);
        private final OutageScan scan = new OutageScan();
        private final int[] covering = new int[CODES];
        private final List<Ledger.Entry> thinned = new ArrayList<>();

        Reader(Ledger ledger, Flow flow, long lateNanos) {
            this.flow = flow;
            this.lateNanos = lateNanos;
            for (Ledger.Entry entry : ledger.entries()) {
                if (entry.span().flow().id() == flow.id()) {
                    entries.add(entry);
                }
            }
        }

        FlowOutcome read() {
            TreeMap<Long, List<Ledger.Entry>> starts = new TreeMap<>();
            TreeMap<Long, List<Ledger.Entry>> ends = new TreeMap<>();
            TreeMap<Long, Boolean> bounds = new TreeMap<>();
            long receptions = 0;
            long late = 0;
            for (Ledger.Entry entry : entries) {
                long from = entry.span().indexOf(0);
                long until = entry.span().indexOf(entry.span().count() - 1) + 1;
                starts.computeIfAbsent(from, none -> new ArrayList<>()).add(entry);
                ends.computeIfAbsent(until, none -> new ArrayList<>()).add(entry);
                bounds.put(from, true);
                bounds.put(until, true);
                if (entry.fate().isDelivered()) {
                    receptions += entry.frames();
                    late += countLate(entry.span());
                }
            }
            long previous = 0;
            for (long bound : bounds.keySet()) {
                readInterval(previous, bound);
                ends.getOrDefault(bound, List.of()).forEach(this::leave);
                starts.getOrDefault(bound, List.of()).forEach(this::enter);
                previous = bound;
            }
            long delivered = byFate.entrySet().stream()
                    .filter(entry -> entry.getKey().isDelivered())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new FlowOutcome(delivered, receptions - delivered, late, byFate, scan.outages());
        }

        private void enter(Ledger.Entry entry) {
            if (isThinned(entry)) {
                thinned.add(entry);
            } else {
                covering[Ledger.code(entry.fate(), entry.host())]++;
            }
        }

        private void leave(Ledger.Entry entry) {
            if (isThinned(entry)) {
                thinned.remove(entry);
            } else {
                covering[Ledger.code(entry.fate(), entry.host())]--;
            }
        }

        private static boolean isThinned(Ledger.Entry entry) {
            return entry.except() != null || entry.span().isSampled();
        }

        /** Frames {@code from .. until-1}: no entry starts or ends inside. */
        private void readInterval(long from, long until) {
            if (from >= until) {
                return;
            }
            int best = CODES - 1;
            while (best >= 0 && covering[best] == 0) {
                best--;
            }
            boolean thinnedMatters = false;
            for (Ledger.Entry entry : thinned) {
                thinnedMatters |= Ledger.code(entry.fate(), entry.host()) > best;
            }
            if (!thinnedMatters) {
                tell((byte) best, from, until);
                return;
            }
            byte whole = (byte) best;
            boolean worthwhile = until - from >= 4 * EDGE_FRAMES;
            boolean plain =
                    thinned.size() == 2 && (whole < 0 || !Ledger.fateOf(whole).isDelivered());
            Ledger.Entry kept = worthwhile && plain ? sampleAmongOthers() : null;
            if (kept == null) {
                walk(from, until, whole);
            } else if (kept.fate().isLoss()) {
                tellAllLost(kept.span(), from, until, whole);
            } else {
                walk(from, from + EDGE_FRAMES, whole);
                tellThinned(kept.span(), from + EDGE_FRAMES, until - EDGE_FRAMES, whole);
                walk(until - EDGE_FRAMES, until, whole);
            }
        }

        /**
         * The one sample among frames that were lost, if it was lost too or never has two neighbours; null when there is
         * none.
         */
        private Ledger.Entry sampleAmongOthers() {
            int sampled = thinned.get(0).except() == null ? 0 : 1;
            Ledger.Entry kept = thinned.get(sampled);
            Ledger.Entry others = thinned.get(1 - sampled);
            if (kept.except() != null
                    || others.except() == null
                    || !others.fate().isLoss()) {
                return null;
            }
            boolean apart = kept.span().minSpacingNanos() >= 2 * flow.times().maxSpacingNanos();
            return kept.fate().isLoss() || kept.fate().isDelivered() && apart ? kept : null;
        }

        /** A sample that was lost, among frames that were lost by another fate. */
        private void tellAllLost(Span kept, long from, long until, byte whole) {
            long firstKept = kept.positionAtOrAfter(from);
            long keptFrames = kept.positionAtOrAfter(until) - firstKept;
            if (keptFrames == 0 || keptFrames == until - from) {
                walk(from, until, whole);
                return;
            }
            byFate.merge(Ledger.fateOf(luckiestAt(kept.indexOf(firstKept), whole)), keptFrames, Long::sum);
            byFate.merge(Ledger.fateOf(luckiestAt(notKept(kept, from), whole)), until - from - keptFrames, Long::sum);
            scan.lost(flow.times().at(from), flow.times().at(until - 1), until - from);
        }

        /** The first frame from {@code index} on that is not of the sample. */
        private static long notKept(Span kept, long index) {
            long other = index;
            while (kept.positionOf(other) >= 0) {
                other++;
            }
            return other;
        }

        /** Drops with at most one delivered frame between any two: one outage, counted by arithmetic. */
        private void tellThinned(Span kept, long from, long until, byte whole) {
            long keptFrames = kept.positionAtOrAfter(until) - kept.positionAtOrAfter(from);
            long lostFrames = until - from - keptFrames;
            if (keptFrames == 0) {
                walk(from, until, whole);
                return;
            }
            FrameFate keptFate = Ledger.fateOf(luckiestAt(kept.indexOf(kept.positionAtOrAfter(from)), whole));
            long firstLost = kept.positionOf(from) >= 0 ? from + 1 : from;
            long lastLost = kept.positionOf(until - 1) >= 0 ? until - 2 : until - 1;
            FrameFate lostFate = Ledger.fateOf(luckiestAt(firstLost, whole));
            byFate.merge(keptFate, keptFrames, Long::sum);
            byFate.merge(lostFate, lostFrames, Long::sum);
            scan.delivered(firstLost - from);
            scan.lost(flow.times().at(firstLost), flow.times().at(lastLost), lostFrames);
            scan.delivered(until - 1 - lastLost);
        }

        private void walk(long from, long until, byte whole) {
            long index = from;
            while (index < until) {
                byte code = luckiestAt(index, whole);
                long next = index + 1;
                if (code >= 0 && !Ledger.fateOf(code).isDelivered()) {
                    next = Math.max(next, Math.min(until, nextKept(index)));
                }
                tell(code, index, next);
                index = next;
            }
        }

        /** The first frame from {@code index} on that a thinned span has, other than by leaving frames out. */
        private long nextKept(long index) {
            long next = Long.MAX_VALUE;
            for (Ledger.Entry entry : thinned) {
                Span sample = entry.except() == null ? entry.span() : entry.except();
                long k = sample.positionAtOrAfter(index);
                if (k < sample.count()) {
                    next = Math.min(next, sample.indexOf(k));
                }
            }
            return next;
        }

        private byte luckiestAt(long index, byte whole) {
            byte best = whole;
            for (Ledger.Entry entry : thinned) {
                boolean has = entry.except() == null
                        ? entry.span().positionOf(index) >= 0
                        : entry.except().positionOf(index) < 0;
                byte code = Ledger.code(entry.fate(), entry.host());
                if (has && code > best) {
                    best = code;
                }
            }
            return best;
        }

        private void tell(byte code, long from, long until) {
            if (code < 0) {
                return;
            }
            FrameFate fate = Ledger.fateOf(code);
            byFate.merge(fate, until - from, Long::sum);
            if (fate.isLoss()) {
                scan.lost(flow.times().at(from), flow.times().at(until - 1), until - from);
            } else if (fate.isDelivered()) {
                scan.delivered(until - from);
            }
        }

        private long countLate(Span span) {
            long shortest = Math.min(lateness(span, 0), lateness(span, span.count() - 1));
            long longest = Math.max(lateness(span, 0), lateness(span, span.count() - 1));
            if (span.isSampled()) {
                // A kept frame came at most one spacing after its tick, and left a constant time after that tick.
                shortest -= flow.times().maxSpacingNanos();
                longest += flow.times().maxSpacingNanos();
            }
            boolean monotone = !span.isClocked()
                    || span.isSampled()
                    || span.minSpacingNanos() >= flow.times().maxSpacingNanos()
                    || span.maxSpacingNanos() <= flow.times().minSpacingNanos();
            if (monotone && shortest > lateNanos) {
                return span.count();
            }
            if (monotone && longest <= lateNanos) {
                return 0;
            }
            return walkLate(span);
        }

        private long walkLate(Span span) {
            long late = 0;
            for (long k = 0; k < span.count(); k++) {
                late += lateness(span, k) > lateNanos ? 1 : 0;
            }
            return late;
        }

        private long lateness(Span span, long k) {
            return span.atNanos(k) - flow.times().at(span.indexOf(k));
        }
    }
}
