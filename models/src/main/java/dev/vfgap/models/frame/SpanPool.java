package dev.vfgap.models.frame;

/** Where spans come from and go back to: a run allocates no more than the most that were alive at once. */
public final class SpanPool {
    private Span free;
    private long taken;
    private long merged;

    /** A run of {@code frames} frames of a flow from {@code first} on, {@code delayNanos} after they were sent. */
    public Span run(Flow flow, long first, long frames, long delayNanos) {
        Span span = take();
        span.becomeRun(flow, first, frames, delayNanos);
        return span;
    }

    /** Cuts the first {@code frames} (1 .. count-1) frames off and returns them; {@code span} keeps the rest. */
    public Span split(Span span, long frames) {
        if (frames <= 0 || frames >= span.count()) {
            throw new IllegalArgumentException("cannot cut " + frames + " of " + span.count() + " frames");
        }
        Span head = take();
        head.become(span);
        head.truncate(frames);
        span.dropHead(frames);
        return head;
    }

    /** A second set of the same frames, marked as copies. */
    public Span copy(Span span) {
        Span copy = take();
        copy.become(span);
        copy.markCopy();
        return copy;
    }

    /** The frames of another flow that answer those of {@code span}, each so long after it arrives; that stays as it is. */
    public Span answer(Span span, Flow answers, long thinkNanos) {
        Span answer = take();
        answer.become(span);
        answer.belongTo(answers);
        answer.delayBy(thinkNanos);
        return answer;
    }

    /**
     * The frames of {@code span} (a run at its flow's own times) that an overloaded queue accepts: the first to arrive at
     * or after each tick; {@code span} itself is left as it was.
     */
    public Span sample(Span span, long fromNanos, long periodNanos, long ticks) {
        Span kept = take();
        kept.become(span);
        kept.sample(fromNanos, periodNanos, ticks);
        return kept;
    }

    /** Gives a span back; it must not be used again. */
    public void release(Span span) {
        span.next = free;
        free = span;
    }

    /** Gives a span back that another one has taken in. */
    void releaseMerged(Span span) {
        merged++;
        release(span);
    }

    /** How many spans were handed out so far. */
    public long taken() {
        return taken;
    }

    /** How many spans came to be that no other one took in: pieces of traffic that shared one way and one fate. */
    public long created() {
        return taken - merged;
    }

    private Span take() {
        taken++;
        Span span = free;
        if (span == null) {
            return new Span();
        }
        free = span.next;
        return span;
    }
}
