package dev.vfgap.models.frame;

import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Is told what happens to frames, in a run that is made again for it: the fast path keeps no history.
 *
 * <p>{@link #NOBODY} watches no frame and costs one comparison a span.
 */
public abstract class Tracer {
    /** A tracer that watches no frame. */
    public static final Tracer NOBODY = new FrameTracer(-1, -1);

    /** Notes a decision that follows from no control event. */
    public final void note(Span span, String place, Supplier<String> decision) {
        note(span, place, k -> decision.get(), Optional.empty());
    }

    /** Notes a decision that follows from a control event; one that waited for the event was made when it came. */
    public final void note(Span span, String place, Supplier<String> decision, Cause cause) {
        note(span, place, k -> decision.get(), Optional.of(cause));
    }

    /** As the other, of a decision that differs from frame to frame of the span. */
    public final void note(Span span, String place, LongFunction<String> decision, Cause cause) {
        note(span, place, decision, Optional.of(cause));
    }

    /**
     * Notes what happened to frames.
     *
     * @param decision what was decided of frame k of the span
     */
    abstract void note(Span span, String place, LongFunction<String> decision, Optional<Cause> cause);

    /** Notes a decision on those frames of a span that are not among others. */
    public abstract void noteAllBut(Span span, Span others, String place, Supplier<String> decision, Cause cause);

    /** When a decision on frame k of a span was made, in nanoseconds: when it arrived, or when the event came that it waited for. */
    static long decidedAt(Span span, long k, Optional<Cause> cause) {
        return Math.max(span.atNanos(k), cause.map(Cause::atNanos).orElse(Long.MIN_VALUE));
    }
}
