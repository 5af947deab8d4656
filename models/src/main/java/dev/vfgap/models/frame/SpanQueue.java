package dev.vfgap.models.frame;

import java.util.function.Predicate;

/**
 * The spans on their way into a component, or held by one, in the order in which they came.
 *
 * <p>A span that continues the last one is taken into it, so steady traffic stays one span however often it is settled.
 */
public final class SpanQueue {
    private final SpanPool pool;
    private Span first;
    private Span last;
    private long frames;

    /** Whether the last frame of each span comes before the first one of the next: then the first span is the next. */
    private boolean sequential = true;

    public SpanQueue(SpanPool pool) {
        this.pool = pool;
    }

    /** Takes a span over. */
    public void add(Span span) {
        frames += span.count();
        if (last != null && last.append(span)) {
            pool.releaseMerged(span);
            return;
        }
        span.next = null;
        if (last == null) {
            first = span;
            sequential = true;
        } else {
            sequential = (sequential || first == last) && last.lastAtNanos() < span.headAtNanos();
            last.next = span;
        }
        last = span;
    }

    public boolean isEmpty() {
        return first == null;
    }

    /** How many frames it holds. */
    public long frames() {
        return frames;
    }

    /** Whether all its spans are such. */
    public boolean allMatch(Predicate<Span> such) {
        for (Span span = first; span != null; span = span.next) {
            if (!such.test(span)) {
                return false;
            }
        }
        return true;
    }

    /** The first span in the order of coming, still owned by this queue; null when empty. */
    public Span head() {
        return first;
    }

    /** Takes the first {@code count} frames (1 .. head().count()) of the head out. */
    public Span takeFromHead(long count) {
        frames -= count;
        if (count < first.count()) {
            return pool.split(first, count);
        }
        Span taken = first;
        first = taken.next;
        if (first == null) {
            last = null;
        }
        taken.next = null;
        return taken;
    }

    /**
     * Takes out the next frames that arrive before {@code untilNanos}, in the total order (time, flow, originals before
     * copies, index): the longest piece of one span that no frame of another span interrupts. Null when there is none.
     *
     * <p>Costs a step a span only while spans overlap in time.
     */
    public Span takeInOrderBefore(long untilNanos) {
        if (sequential) {
            long count = first == null ? 0 : first.countBefore(untilNanos);
            return count == 0 ? null : takeFromHead(count);
        }
        Span earliest = null;
        Span beforeEarliest = null;
        Span previous = null;
        for (Span span = first; span != null; previous = span, span = span.next) {
            if (earliest == null || comesFirst(span, earliest)) {
                earliest = span;
                beforeEarliest = previous;
            }
        }
        if (earliest == null || earliest.headAtNanos() >= untilNanos) {
            return null;
        }
        long limit = earliest.countBefore(untilNanos);
        for (Span other = first; other != null && limit > 1; other = other.next) {
            if (other != earliest) {
                long until = other.headAtNanos();
                if (earliest.precedesAtEqualTimes(other)) {
                    until++;
                }
                limit = Math.min(limit, Math.max(1, earliest.countBefore(until)));
            }
        }
        return cut(earliest, beforeEarliest, limit);
    }

    /**
     * A moment before which every frame is at least {@code spacingNanos} from every other, and none comes before
     * {@code fromNanos}; at most {@code fromNanos} when there is none, it cannot be told, or spans do not overlap.
     */
    public long apartUntilNanos(long spacingNanos, long fromNanos) {
        if (sequential) {
            return fromNanos;
        }
        for (Span span = first; span != null; span = span.next) {
            boolean bySelf = span.count() == 1 || span.minSpacingNanos() >= spacingNanos;
            if (!span.hasPeriod() || !bySelf || span.headAtNanos() < fromNanos) {
                return fromNanos;
            }
        }
        // Two more, since each of two frames may be sent up to a nanosecond before where its period puts it.
        long zone = spacingNanos + 2;
        long until = Long.MAX_VALUE;
        for (Span span = first; span != null; span = span.next) {
            long steady = span.steadyFrames();
            if (steady < span.count()) {
                // What comes behind a pause of the sender is looked at when the time has come.
                until = Math.min(until, span.atNanos(steady) - zone);
            }
            for (Span other = span.next; other != null; other = other.next) {
                long before = span.framesBeforeNear(other, zone);
                if (before < span.count()) {
                    until = Math.min(until, span.atNanos(before) - zone);
                }
            }
        }
        return until;
    }

    /** Takes out the frames of any one span that arrive before {@code untilNanos}; null when there is none. */
    public Span takeAnyBefore(long untilNanos) {
        Span previous = null;
        for (Span span = first; span != null; previous = span, span = span.next) {
            long count = span.countBefore(untilNanos);
            if (count > 0) {
                return cut(span, previous, count);
            }
        }
        return null;
    }

    private static boolean comesFirst(Span span, Span other) {
        long at = span.headAtNanos();
        long otherAt = other.headAtNanos();
        return at != otherAt ? at < otherAt : span.precedesAtEqualTimes(other);
    }

    private Span cut(Span span, Span previous, long count) {
        frames -= count;
        if (count < span.count()) {
            return pool.split(span, count);
        }
        if (previous == null) {
            first = span.next;
        } else {
            previous.next = span.next;
        }
        if (last == span) {
            last = previous;
        }
        span.next = null;
        return span;
    }
}
