package dev.vfgap.models.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which a receiver got no frame of a flow: lost frames, frames that a queue held, or a sender that did not run.
 *
 * <p>An {@link Outage} is told by when lost frames were sent, a silence by when frames arrived. Timers of protocols run by
 * silences.
 *
 * @param fromNanos when the last frame before it arrived
 * @param untilNanos when the first frame after it arrived; where none came any more, when the flow's last frame was sent
 */
public record Silence(long fromNanos, long untilNanos) {

    /** Shorter ones are not told: 10 ms, above what a queue that is not full takes. */
    public static final long LEAST_NANOS = 10_000_000;

    public Silence {
        if (untilNanos < fromNanos) {
            throw new IllegalArgumentException("a silence cannot end before it starts");
        }
    }

    public long lengthNanos() {
        return untilNanos - fromNanos;
    }

    /**
     * Reads the silences of a flow from the ledger, in order: those that are by {@link #LEAST_NANOS} or more longer than the time
     * from the newest frame that arrived to the sender's next, because a sender that pauses of itself is no silence of the path.
     *
     * <p>Found between spans: within one, each frame follows the one before. A silence before the first frame that arrives is
     * counted from the flow's first frame.
     */
    public static List<Silence> of(Ledger ledger, Flow flow) {
        return of(ledger, flow, LEAST_NANOS);
    }

    /** As {@link #of(Ledger, Flow)}, with another least length, in nanoseconds. */
    public static List<Silence> of(Ledger ledger, Flow flow, long leastNanos) {
        List<Silence> silences = new ArrayList<>();
        SendTimes times = flow.times();
        if (times.size() == 0) {
            return silences;
        }
        List<Span> arrived = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            if (entry.span().flow().id() == flow.id() && entry.fate().isDelivered()) {
                arrived.add(entry.span());
            }
        }
        arrived.sort(Comparator.comparingLong(Span::headAtNanos));
        long reached = times.at(0);
        long index = 0;
        for (Span span : arrived) {
            if (span.headAtNanos() - reached >= leastNanos + spacing(times, index)) {
                silences.add(new Silence(reached, span.headAtNanos()));
            }
            reached = Math.max(reached, span.lastAtNanos());
            index = Math.max(index, span.indexOf(span.count() - 1));
        }
        long lastSent = times.at(times.size() - 1);
        if (lastSent - reached >= leastNanos + spacing(times, index)) {
            silences.add(new Silence(reached, lastSent));
        }
        return List.copyOf(silences);
    }

    /** The time from a frame to the next one, in nanoseconds; 0 behind the last. */
    private static long spacing(SendTimes times, long index) {
        return index + 1 < times.size() ? times.at(index + 1) - times.at(index) : 0;
    }

    /**
     * The silences of two receivers together: the times in which at least one of them got nothing.
     *
     * @param one in order
     * @param other in order
     */
    public static List<Silence> either(List<Silence> one, List<Silence> other) {
        List<Silence> all = new ArrayList<>(one);
        all.addAll(other);
        all.sort(Comparator.comparingLong(Silence::fromNanos));
        List<Silence> joined = new ArrayList<>();
        for (Silence silence : all) {
            Silence last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && silence.fromNanos <= last.untilNanos) {
                joined.set(
                        joined.size() - 1, new Silence(last.fromNanos, Math.max(last.untilNanos, silence.untilNanos)));
            } else {
                joined.add(silence);
            }
        }
        return List.copyOf(joined);
    }
}
