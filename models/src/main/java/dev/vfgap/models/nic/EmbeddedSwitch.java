package dev.vfgap.models.nic;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import java.util.Optional;

/**
 * One host's NIC on the way to the guest: the {@link Classifier} in front of the primary's and the standby's port, which
 * are its pools {@link #PRIMARY} and {@link #STANDBY}.
 */
public final class EmbeddedSwitch {
    /** The pool of the primary: a VF's, or what stands for one. */
    public static final int PRIMARY = 0;

    /** The pool of the standby's port: the PF's. With VFs its number is their count, as the 82576's driver has it. */
    public static final int STANDBY = 1;

    private final String name;
    private final Host host;
    private Classifier classifier;
    private Optional<FrameFate> refusedByPrimary = Optional.empty();
    private final Verdict verdict = new Verdict();
    private final Ledger ledger;
    private final SpanPool pool;
    private final SpanQueue arriving;
    private final SpanSink primary;
    private final SpanSink standby;
    private final Tracer tracer;
    private long copiedFrames;
    private Cause cause = new Cause(Long.MIN_VALUE, "the start");
    private LinkState port = LinkState.UP;
    private Cause portCause = cause;

    /**
     * @param host whose NIC it is
     * @param registers what it decides by at first
     * @param ledger takes what it gives to nobody
     * @param primary takes what the primary's port receives, at the time of the decision
     * @param standby takes what the standby's port receives, at the time of the decision
     */
    public EmbeddedSwitch(
            Host host,
            FilterRegisters registers,
            SpanPool pool,
            Ledger ledger,
            SpanSink primary,
            SpanSink standby,
            Tracer tracer) {
        this.name = "NIC " + host;
        this.host = host;
        this.classifier = new Classifier(registers);
        this.ledger = ledger;
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

    /**
     * Decides by other registers from now on; the caller has settled this component until now.
     *
     * @param refused the fate of a frame that is led to the primary's function while that cannot receive; empty = this
     *     NIC's own reason
     */
    public void configure(FilterRegisters registers, Optional<FrameFate> refused, Cause why) {
        classifier = new Classifier(registers);
        refusedByPrimary = refused;
        cause = why;
    }

    /** Its port comes up or goes down, whatever its registers say; the caller has settled this component until now. */
    public void port(LinkState state, Cause why) {
        port = state;
        portCause = why;
    }

    /** Whether its port sends and receives. */
    public LinkState port() {
        return port;
    }

    /**
     * What becomes of frames that one of its pools sends. The verdict is valid until the next one.
     *
     * <p>Not modelled: copies of the guest's unicast frames that reach another pool; nobody there takes them.
     */
    public Verdict sends(Span span, int sender) {
        classifier.transmit(span.flow().header(), sender, verdict);
        if (!verdict.leavesOnWire()) {
            tracer.note(span, name, this::decision, cause);
        }
        return verdict;
    }

    /** Deals with everything that arrives before {@code untilNanos}. */
    public void settle(long untilNanos) {
        for (Span span = arriving.takeAnyBefore(untilNanos); span != null; span = arriving.takeAnyBefore(untilNanos)) {
            if (port == LinkState.DOWN) {
                tracer.note(span, name, () -> "dropped: its port is down", portCause);
                ledger.close(span, FrameFate.RX_DISABLED, host);
                continue;
            }
            classifier.receive(span.flow().header(), verdict);
            tracer.note(span, name, this::decision, cause);
            boolean toPrimary = verdict.reaches(PRIMARY);
            boolean toStandby = verdict.reaches(STANDBY);
            if (toPrimary && toStandby) {
                copiedFrames += span.count();
                standby.accept(pool.copy(span));
                primary.accept(span);
            } else if (toPrimary) {
                primary.accept(span);
            } else if (toStandby) {
                standby.accept(span);
            } else {
                ledger.close(span, fateOf(verdict.dropped().orElseThrow()), host);
            }
        }
    }

    /** A VF that cannot receive is ahead of its driver, or behind it: that says more than which enable bit is off. */
    private FrameFate fateOf(DropReason reason) {
        boolean ofPrimary = verdict.refusedBy(PRIMARY).filter(reason::equals).isPresent();
        return switch (reason) {
            case POOL_RX_DISABLED, QUEUE_DISABLED, BUS_MASTER_OFF ->
                ofPrimary ? refusedByPrimary.orElse(reason.fate()) : reason.fate();
            default -> reason.fate();
        };
    }

    private String decision() {
        if (verdict.dropped().isPresent()) {
            return "dropped: " + verdict.dropped().get();
        }
        if (verdict.reaches(PRIMARY)) {
            return verdict.reaches(STANDBY) ? "to both" : "to the primary";
        }
        return "to the standby";
    }
}
