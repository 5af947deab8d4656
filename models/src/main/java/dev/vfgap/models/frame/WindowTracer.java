package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Writes down all that happens to all frames within some time: as many records as frames have hops in it. */
public final class WindowTracer extends Tracer {
    private final long fromNanos;
    private final long untilNanos;
    private final int most;
    private final List<Sighting> sightings = new ArrayList<>();
    private boolean full;

    /**
     * Watches a part of a run.
     *
     * @param fromNanos its begin
     * @param untilNanos its end, not contained
     * @param most so many sightings are kept, the first ones that are told
     */
    public WindowTracer(long fromNanos, long untilNanos, int most) {
        this.fromNanos = fromNanos;
        this.untilNanos = untilNanos;
        this.most = most;
    }

    /**
     * A frame at a place.
     *
     * @param atNanos when
     * @param place where
     * @param flow of which flow
     * @param index its index there
     * @param copy whether it is a flooded copy
     * @param decision what was decided there
     * @param cause the control event that it follows from; empty where none is needed
     */
    public record Sighting(
            long atNanos, String place, Flow flow, long index, boolean copy, String decision, Optional<Cause> cause) {}

    @Override
    void note(Span span, String place, LongFunction<String> decision, Optional<Cause> cause) {
        for (long k = firstWithin(span, cause); k < span.count() && see(span, k, place, decision, cause); k++) {
            // Seeing is all.
        }
    }

    @Override
    public void noteAllBut(Span span, Span others, String place, Supplier<String> decision, Cause cause) {
        Optional<Cause> why = Optional.of(cause);
        for (long k = firstWithin(span, why); k < span.count(); k++) {
            boolean other = others.positionOf(span.indexOf(k)) >= 0;
            if (!other && !see(span, k, place, any -> decision.get(), why)) {
                return;
            }
        }
    }

    private long firstWithin(Span span, Optional<Cause> cause) {
        boolean waited = cause.isPresent() && cause.get().atNanos() >= fromNanos;
        return waited ? 0 : span.countBefore(fromNanos);
    }

    /** Keeps a sighting; false when it is behind the window, as all later frames of its span are, or no more are kept. */
    private boolean see(Span span, long k, String place, LongFunction<String> decision, Optional<Cause> cause) {
        long at = decidedAt(span, k, cause);
        if (at >= untilNanos) {
            return false;
        }
        if (sightings.size() == most) {
            full = true;
            return false;
        }
        sightings.add(new Sighting(at, place, span.flow(), span.indexOf(k), span.isCopy(), decision.apply(k), cause));
        return true;
    }

    /** Whether there was more to see than is kept. */
    public boolean isFull() {
        return full;
    }

    /** What was seen, in order of time; at equal times in the order in which the components told it. */
    public List<Sighting> sightings() {
        List<Sighting> sorted = new ArrayList<>(sightings);
        sorted.sort(Comparator.comparingLong(Sighting::atNanos));
        return sorted;
    }
}
