package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Writes down the life of one frame. */
public final class FrameTracer extends Tracer {
    private final int flow;
    private final long index;
    private final List<Hop> hops = new ArrayList<>();

    /** Watches frame {@code index} of the flow with id {@code flow}. */
    public FrameTracer(int flow, long index) {
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

    @Override
    void note(Span span, String place, LongFunction<String> decision, Optional<Cause> cause) {
        if (span.flow().id() == flow) {
            long k = span.positionOf(index);
            if (k >= 0) {
                hops.add(new Hop(decidedAt(span, k, cause), place, decision.apply(k), cause, span.isCopy()));
            }
        }
    }

    @Override
    public void noteAllBut(Span span, Span others, String place, Supplier<String> decision, Cause cause) {
        if (others.flow().id() != flow || others.positionOf(index) < 0) {
            note(span, place, decision, cause);
        }
    }

    /** What happened, in the order in which the components told it. */
    public List<Hop> hops() {
        return List.copyOf(hops);
    }
}
