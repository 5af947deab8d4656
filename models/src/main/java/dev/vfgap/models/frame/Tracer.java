package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down the life of one frame, in a run that is made again for it: the fast path keeps no history.
 *
 * <p>{@link #NOBODY} watches no frame and costs one comparison a span.
 */
public final class Tracer {
    /** A tracer that watches no frame. */
    public static final Tracer NOBODY = new Tracer(-1, -1);

    private final int flow;
    private final long index;
    private final List<Hop> hops = new ArrayList<>();

    /** Watches frame {@code index} of the flow with id {@code flow}. */
    public Tracer(int flow, long index) {
        this.flow = flow;
        this.index = index;
    }

    /**
     * One thing that happened to the frame.
     *
     * @param atNanos when
     * @param place where
     * @param decision what was decided there
     * @param cause the control event that it follows from; empty where none is needed
     * @param copy whether it happened to a flooded copy
     */
    public record Hop(long atNanos, String place, String decision, Optional<Cause> cause, boolean copy) {}

    /** Notes a decision that follows from no control event, when the watched frame is among those of {@code span}. */
    public void note(Span span, String place, Supplier<String> decision) {
        note(span, place, decision, Optional.empty());
    }

    /** Notes a decision that follows from a control event; one that waited for the event was made when it came. */
    public void note(Span span, String place, Supplier<String> decision, Cause cause) {
        note(span, place, decision, Optional.of(cause));
    }

    private void note(Span span, String place, Supplier<String> decision, Optional<Cause> cause) {
        if (span.flow().id() == flow) {
            long k = span.positionOf(index);
            if (k >= 0) {
                long at = Math.max(span.atNanos(k), cause.map(Cause::atNanos).orElse(Long.MIN_VALUE));
                hops.add(new Hop(at, place, decision.get(), cause, span.isCopy()));
            }
        }
    }

    /** Whether the watched frame is among those of {@code span}. */
    public boolean watchesOneOf(Span span) {
        return span.flow().id() == flow && span.positionOf(index) >= 0;
    }

    /** What happened, in the order in which the components told it. */
    public List<Hop> hops() {
        return List.copyOf(hops);
    }
}
