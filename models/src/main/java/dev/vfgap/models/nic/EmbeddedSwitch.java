package dev.vfgap.models.nic;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.operate.FilterTarget;

/** One host's NIC on the way to the guest: the {@link Classifier} in front of the primary's and the standby's port. */
public final class EmbeddedSwitch {
    private final String name;
    private final Classifier classifier;
    private final SpanPool pool;
    private final SpanQueue arriving;
    private final SpanSink primary;
    private final SpanSink standby;
    private final Tracer tracer;
    private long copiedFrames;
    private Cause cause = new Cause(Long.MIN_VALUE, "the start");

    /**
     * @param name for people
     * @param filter where the entry for the guest's MAC leads at first
     * @param primary takes what the primary's port receives, at the time of the decision
     * @param standby takes what the standby's port receives, at the time of the decision
     */
    public EmbeddedSwitch(
            String name, FilterTarget filter, SpanPool pool, SpanSink primary, SpanSink standby, Tracer tracer) {
        this.name = name;
        this.classifier = new Classifier(filter);
        this.pool = pool;
        this.primary = primary;
        this.standby = standby;
        this.tracer = tracer;
        this.arriving = new SpanQueue(pool);
    }

    /** Takes frames over that arrive from the wire. */
    public void accept(Span span) {
        arriving.add(span);
    }

    /** How many frames are on their way into it. */
    public long alive() {
        return arriving.frames();
    }

    /** How many copies it made by flooding. */
    public long copiedFrames() {
        return copiedFrames;
    }

    /** Moves the entry for the guest's MAC; the caller has settled this component until now. */
    public void lead(FilterTarget to, Cause why) {
        classifier.lead(to);
        cause = why;
    }

    /** Deals with everything that arrives before {@code untilNanos}. */
    public void settle(long untilNanos) {
        for (Span span = arriving.takeAnyBefore(untilNanos); span != null; span = arriving.takeAnyBefore(untilNanos)) {
            int pools = span.flow().kind() == Flow.Kind.ANNOUNCEMENT
                    ? classifier.classifyBroadcast()
                    : classifier.classifyForGuest();
            tracer.note(span, name, () -> "to " + describe(pools), cause);
            if (pools == (Classifier.PRIMARY | Classifier.STANDBY)) {
                copiedFrames += span.count();
                standby.accept(pool.copy(span));
            }
            ((pools & Classifier.PRIMARY) != 0 ? primary : standby).accept(span);
        }
    }

    private static String describe(int pools) {
        return switch (pools) {
            case Classifier.PRIMARY -> "the primary";
            case Classifier.STANDBY -> "the standby";
            default -> "both";
        };
    }
}
