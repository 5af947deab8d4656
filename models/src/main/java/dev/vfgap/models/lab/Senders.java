package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everybody's frames that are sent at times which are known beforehand, and how many of them were sent. */
final class Senders {
    private static final Period ONCE = new Period(1, 1);

    private final SpanPool pool;
    private final List<Flow> flows = new ArrayList<>();
    private final long[] next;
    private final long[] sent;
    private long offeredFrames;
    private int announcements;

    /**
     * @param flows everybody's flows; flow i has id i
     */
    Senders(List<Flow> flows, SpanPool pool) {
        this.pool = pool;
        this.next = new long[flows.size()];
        this.sent = new long[flows.size()];
        for (Flow flow : flows) {
            if (flow.id() != this.flows.size() || flow.kind() == Flow.Kind.ANNOUNCEMENT) {
                throw new IllegalArgumentException("flow " + flow.name() + " is out of order or announcements");
            }
            this.flows.add(flow);
        }
    }

    /** The destination of what goes to the guest: flows for several addresses have no place here. */
    long guestMac() {
        return flows.stream()
                .filter(flow -> flow.kind() == Flow.Kind.TO_GUEST)
                .mapToLong(flow -> flow.header().destination())
                .findFirst()
                .orElse(Flow.GUEST_MAC);
    }

    /** Sends all of a kind that are due before a moment, each at its time. */
    void emit(Flow.Kind kind, long untilNanos, Consumer<Span> to) {
        for (Flow flow : flows) {
            if (flow.kind() == kind) {
                long from = next[flow.id()];
                long until = flow.times().firstAtOrAfter(untilNanos);
                if (until > from) {
                    next[flow.id()] = until;
                    count(flow, until - from);
                    to.accept(pool.run(flow, from, until - from, 0));
                }
            }
        }
    }

    /** Those of a kind that are due before a moment are never sent. */
    void skip(Flow.Kind kind, long untilNanos) {
        for (Flow flow : flows) {
            if (flow.kind() == kind) {
                next[flow.id()] = Math.max(next[flow.id()], flow.times().firstAtOrAfter(untilNanos));
            }
        }
    }

    /** Frames of a flow were sent whose times were not known beforehand. */
    void count(Flow flow, long frames) {
        offeredFrames += frames;
        if (flow.id() < sent.length) {
            sent[flow.id()] += frames;
        }
    }

    /** One announcement that is sent now. */
    Span announcement(FrameHeader header, long atNanos) {
        int id = flows.size() + announcements++;
        SendTimes once = new SendTimes.Periodic(atNanos, ONCE, 1);
        Flow flow = new Flow(id, "announcement " + announcements, Flow.Kind.ANNOUNCEMENT, header, once);
        count(flow, 1);
        return pool.run(flow, 0, 1, 0);
    }

    /** When the next frame of a kind is due; {@code Long.MAX_VALUE} = there is none. */
    long nextAtNanos(Flow.Kind kind) {
        long at = Long.MAX_VALUE;
        for (Flow flow : flows) {
            if (flow.kind() == kind && next[flow.id()] < flow.times().size()) {
                at = Math.min(at, flow.times().at(next[flow.id()]));
            }
        }
        return at;
    }

    long offeredFrames() {
        return offeredFrames;
    }

    long offeredFrames(Flow flow) {
        return sent[flow.id()];
    }
}
