package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the frames of one flow, each counted once by its luckiest instance.
 *
 * <p>Read from the ledger's spans, so its cost grows with them. Frames are looked at one by one only where an overloaded
 * queue lets through four or five between two drops (some drops are outages of their own there, some are not), where
 * several overloaded queues have copies of the same frames, and in a queue's hand-over that is late in part.
 *
 * @param deliveredFrames received at least once
 * @param duplicatedFrames receptions beyond the first
 * @param lateFrames delivered more than {@link #LATE_NANOS} after they were sent
 * @param byFate how many frames ended so, by fate, losses and deliveries; fates without a frame are left out
 * @param outages see {@link OutageScan}; the first {@link #MOST_LISTED} of them
 * @param longestOutageNanos the length of the longest outage, listed or not, in nanoseconds; 0 where there is none
 */
public record FlowOutcome(
        long deliveredFrames,
        long duplicatedFrames,
        long lateFrames,
        Map<FrameFate, Long> byFate,
        List<Outage> outages,
        long longestOutageNanos) {
    /** So many outages are listed: a queue that is a little overloaded makes one of each frame that it drops. */
    public static final int MOST_LISTED = 1_000;

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
        private final OutageScan scan = new OutageScan(MOST_LISTED);
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
            long receptions = 0;
            long late = 0;
            for (Ledger.Entry entry : entries) {
                if (entry.fate().isDelivered()) {
                    receptions += entry.frames();
                    late += LateFrames.of(entry.span(), lateNanos);
                }
            }
            EntryBounds bounds = new EntryBounds(entries);
            long previous = 0;
            while (bounds.hasNext()) {
                long bound = bounds.next();
                readInterval(previous, bound);
                bounds.forEachEnding(this::leave);
                bounds.forEachStarting(this::enter);
                previous = bound;
            }
            long delivered = byFate.entrySet().stream()
                    .filter(entry -> entry.getKey().isDelivered())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new FlowOutcome(
                    delivered, receptions - delivered, late, byFate, scan.outages(), scan.longestNanos());
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
                switch (drops(kept.span())) {
                    case ONE_OUTAGE -> {
                        walk(from, from + EDGE_FRAMES, whole);
                        tellThinned(kept.span(), from + EDGE_FRAMES, until - EDGE_FRAMES, whole);
                        walk(until - EDGE_FRAMES, until, whole);
                    }
                    case OUTAGES_OF_ONE -> tellSingles(kept.span(), from, until, whole);
                    case MIXED -> walk(from, until, whole);
                }
            }
        }

        /** How the drops between the frames of a sample make outages. */
        private enum Drops {
            /** At most as many frames between any two as an outage bridges. */
            ONE_OUTAGE,
            /** More than that between any two. */
            OUTAGES_OF_ONE,
            /** Neither. */
            MIXED
        }

        /**
         * A sample's tick and the flow's spacing, t &lt; 2s, let ⌊s / (t - s)⌋ or ⌈s / (t - s)⌉ frames through between
         * two drops: each tick gains t - s on the frames, and drops one when it has gained s.
         */
        private Drops drops(Span kept) {
            if (flow.times().period() == null) {
                return Drops.MIXED;
            }
            long first = kept.indexOf(0);
            long end = kept.indexOf(kept.count() - 1) + 1;
            long shortest = flow.times().minSpacingNanos(first, end);
            long longest = flow.times().maxSpacingNanos(first, end);
            long tick = kept.minSpacingNanos();
            if (tick > longest && (tick - 1) / (tick - longest) <= OutageScan.MAX_BRIDGED_FRAMES) {
                return Drops.ONE_OUTAGE;
            }
            boolean apart = tick <= shortest || shortest / (tick - shortest) > OutageScan.MAX_BRIDGED_FRAMES;
            return apart ? Drops.OUTAGES_OF_ONE : Drops.MIXED;
        }

        /** The one sample, if it was delivered or lost, among frames that were lost; null when there is none. */
        private Ledger.Entry sampleAmongOthers() {
            int sampled = thinned.get(0).except() == null ? 0 : 1;
            Ledger.Entry kept = thinned.get(sampled);
            Ledger.Entry others = thinned.get(1 - sampled);
            boolean among = kept.except() == null
                    && others.except() != null
                    && others.fate().isLoss();
            return among && (kept.fate().isLoss() || kept.fate().isDelivered()) ? kept : null;
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

        /** Drops with few delivered frames between any two: one outage, counted by arithmetic. */
        private void tellThinned(Span kept, long from, long until, byte whole) {
            long keptFrames = kept.positionAtOrAfter(until) - kept.positionAtOrAfter(from);
            long lostFrames = until - from - keptFrames;
            if (keptFrames == 0 || lostFrames == 0) {
                walk(from, until, whole);
                return;
            }
            FrameFate keptFate = Ledger.fateOf(luckiestAt(kept.indexOf(kept.positionAtOrAfter(from)), whole));
            long firstLost = notKept(kept, from);
            long lastLost = until - 1;
            while (kept.positionOf(lastLost) >= 0) {
                lastLost--;
            }
            FrameFate lostFate = Ledger.fateOf(luckiestAt(firstLost, whole));
            byFate.merge(keptFate, keptFrames, Long::sum);
            byFate.merge(lostFate, lostFrames, Long::sum);
            scan.delivered(firstLost - from);
            scan.lost(flow.times().at(firstLost), flow.times().at(lastLost), lostFrames);
            scan.delivered(until - 1 - lastLost);
        }

        /** Drops with many delivered frames between any two: told one by one while outages are listed, then counted. */
        private void tellSingles(Span kept, long from, long until, byte whole) {
            long index = from;
            do {
                long drop = firstDrop(kept, index, until);
                tellRun(index, drop, whole);
                tellRun(drop, Math.min(drop + 1, until), whole);
                index = drop + 1;
            } while (index < until && !scan.isFull());
            if (index >= until) {
                return;
            }
            long last = until - 1 - keptAtEnd(kept, index, until);
            long told = Math.max(index, last);
            long keptFrames = kept.positionAtOrAfter(told) - kept.positionAtOrAfter(index);
            if (keptFrames > 0) {
                long firstKept = kept.indexOf(kept.positionAtOrAfter(index));
                byFate.merge(Ledger.fateOf(luckiestAt(firstKept, whole)), keptFrames, Long::sum);
            }
            if (told - index > keptFrames) {
                FrameFate lostFate = Ledger.fateOf(luckiestAt(firstDrop(kept, index, until), whole));
                byFate.merge(lostFate, told - index - keptFrames, Long::sum);
            }
            scan.delivered(keptFrames);
            tellRun(told, Math.min(told + 1, until), whole);
            tellRun(told + 1, until, whole);
        }

        /** Frames {@code from .. until-1}, all of which share their fates. */
        private void tellRun(long from, long until, byte whole) {
            if (from < until) {
                tell(luckiestAt(from, whole), from, until);
            }
        }

        /** The first frame from {@code index} on that is not of the sample; {@code until} when there is none before. */
        private static long firstDrop(Span kept, long index, long until) {
            long before = kept.positionAtOrAfter(index);
            long step = 1;
            while (index + step < until && kept.positionAtOrAfter(index + step) - before == step) {
                step *= 2;
            }
            long low = step / 2;
            long high = Math.min(step, until - index);
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (kept.positionAtOrAfter(index + middle + 1) - before == middle + 1) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return index + low;
        }

        /** How many frames of {@code index .. until-1} after the last drop are of the sample. */
        private static long keptAtEnd(Span kept, long index, long until) {
            long low = 0;
            long high = until - index;
            long after = kept.positionAtOrAfter(until);
            while (low < high) {
                long middle = (low + high + 1) >>> 1;
                if (after - kept.positionAtOrAfter(until - middle) == middle) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }

        private void walk(long from, long until, byte whole) {
            SampleCursors cursors = new SampleCursors(thinned, from);
            long index = from;
            while (index < until) {
                cursors.advanceTo(index);
                byte code = cursors.luckiest(whole);
                long next = index + 1;
                if (code >= 0 && !Ledger.fateOf(code).isDelivered() && cursors.nextKept() > index) {
                    next = Math.max(next, Math.min(until, cursors.nextKept()));
                }
                tell(code, index, next);
                index = next;
            }
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
    }
}
