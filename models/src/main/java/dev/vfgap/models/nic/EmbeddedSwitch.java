package dev.vfgap.models.nic;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.operate.FilterTarget;

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
    private final long guestMac;
    private final FilterRegisters registers;
    private final Classifier classifier;
    private final Verdict verdict = new Verdict();
    private final Ledger ledger;
    private final SpanPool pool;
    private final SpanQueue arriving;
    private final SpanSink primary;
    private final SpanSink standby;
    private final Tracer tracer;
    private long copiedFrames;
    private Cause cause = new Cause(Long.MIN_VALUE, "the start");

    /**
     * @param host whose NIC it is
     * @param guestMac the address that its entry is for
     * @param filter where the entry for the guest's MAC leads at first
     * @param ledger takes what it gives to nobody
     * @param primary takes what the primary's port receives, at the time of the decision
     * @param standby takes what the standby's port receives, at the time of the decision
     */
    public EmbeddedSwitch(
            Host host,
            long guestMac,
            FilterTarget filter,
            SpanPool pool,
            Ledger ledger,
            SpanSink primary,
            SpanSink standby,
            Tracer tracer) {
        this.name = "NIC " + host;
        this.host = host;
        this.guestMac = guestMac;
        this.registers = BridgeAsNic.registers(guestMac, filter);
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

    /** Moves the entry for the guest's MAC; the caller has settled this component until now. */
    public void lead(FilterTarget to, Cause why) {
        BridgeAsNic.lead(registers, guestMac, to);
        cause = why;
    }

    /** Deals with everything that arrives before {@code untilNanos}. */
    public void settle(long untilNanos) {
        for (Span span = arriving.takeAnyBefore(untilNanos); span != null; span = arriving.takeAnyBefore(untilNanos)) {
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
                ledger.close(span, verdict.dropped().orElseThrow().fate(), host);
            }
        }
    }

    private String decision() {
        if (verdict.dropped().isPresent()) {
            return "dropped: " + verdict.dropped().get();
        }
        return verdict.reaches(PRIMARY) ? verdict.reaches(STANDBY) ? "to both" : "to the primary" : "to the standby";
    }
}
