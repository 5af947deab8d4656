package dev.vfgap.models.frame;

/** Counts the frames of a span that came later than a limit after they were sent, part by part where delays grow evenly. */
final class LateFrames {
    private final Span span;
    private final SendTimes times;
    private final long limitNanos;

    private LateFrames(Span span, long limitNanos) {
        this.span = span;
        this.times = span.flow().times();
        this.limitNanos = limitNanos;
    }

    /** How many frames of a span arrived more than {@code limitNanos} after they were sent. */
    static long of(Span span, long limitNanos) {
        LateFrames counted = new LateFrames(span, limitNanos);
        long late = 0;
        for (long from = 0, until; from < span.count(); from = until) {
            until = from + (counted.times.period() == null ? span.count() : span.evenFrames(from));
            late += counted.among(from, until);
        }
        return late;
    }

    private long among(long from, long until) {
        long first = span.indexOf(from);
        long end = span.indexOf(until - 1) + 1;
        long least = times.minSpacingNanos(first, end);
        long most = times.maxSpacingNanos(first, end);
        long shortest = Math.min(lateness(from), lateness(until - 1));
        long longest = Math.max(lateness(from), lateness(until - 1));
        if (span.isSampled()) {
            // A kept frame came at most one spacing after its tick, and left a constant time after that tick.
            shortest -= most;
            longest += most;
        }
        boolean monotone = !span.isClocked()
                || span.isSampled()
                || span.minSpacingNanos() >= most
                || span.maxSpacingNanos() <= least;
        if (monotone && shortest > limitNanos) {
            return until - from;
        }
        if (monotone && longest <= limitNanos) {
            return 0;
        }
        long late = 0;
        for (long k = from; k < until; k++) {
            late += lateness(k) > limitNanos ? 1 : 0;
        }
        return late;
    }

    private long lateness(long k) {
        return span.atNanos(k) - times.at(span.indexOf(k));
    }
}
