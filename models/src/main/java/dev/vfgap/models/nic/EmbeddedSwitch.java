package dev.vfgap.models.nic;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One host's NIC on the way to the guest: the {@link Classifier} in front of the primary's and the standby's port, which
 * are two of its pools (see {@link NicPools}), and of somebody else's on the host who sends to the guest.
 *
 * <p>What it decides by is a list of settings, each from its moment on: frames from the wire and frames of a neighbour are
 * dealt with in turns, and each meets the setting of its own time.
 */
public final class EmbeddedSwitch {
    /** The pool of the primary: a VF's, or what stands for one. */
    public static final int PRIMARY = 0;

    /** The pool of the standby's port with one VF: the PF's, whose number is their count, as the 82576's driver has it. */
    public static final int STANDBY = 1;

    private final String name;
    private final Host host;
    private final NicPools pools;
    private final Verdict verdict = new Verdict();
    private final Ledger ledger;
    private final SpanPool pool;
    private final Reader fromWire;
    private final Reader fromNeighbour;
    private final Ways ways;
    private final Tracer tracer;
    private final List<Setting> settings = new ArrayList<>();
    private long copiedFrames;
    private LinkState port = LinkState.UP;
    private Cause portCause = new Cause(Long.MIN_VALUE, "the start");

    /** Where its frames go, at the time of the decision. */
    public interface Ways {
        /** Takes frames over that the primary's pool receives. */
        void toPrimary(Span span);

        /** Takes frames over that the standby's pool receives. */
        void toStandby(Span span);

        /** Takes frames of a neighbour over that leave on the wire. */
        void toWire(Span span);
    }

    /**
     * What it decides by from a moment on.
     *
     * @param refused the fate of a frame that is led to the primary's function while that cannot receive
     */
    private record Setting(Classifier classifier, Optional<FrameFate> refused, Cause cause) {}

    /** Frames on their way into it that are dealt with together, and how far in its settings they are. */
    private final class Reader {
        private final SpanQueue arriving = new SpanQueue(pool);
        private int setting;

        private boolean isLast() {
            return setting == settings.size() - 1;
        }

        /** The next frames before a moment, or null; {@link #setting} is theirs. */
        private Span next(long untilNanos) {
            while (!isLast()) {
                long endNanos = settings.get(setting + 1).cause.atNanos();
                Span span = arriving.takeAnyBefore(Math.min(untilNanos, endNanos));
                if (span != null || endNanos >= untilNanos) {
                    return span;
                }
                setting++;
            }
            return arriving.takeAnyBefore(untilNanos);
        }

        private Setting setting() {
            return settings.get(setting);
        }
    }

    /**
     * @param host whose NIC it is
     * @param pools who is behind its pools
     * @param registers what it decides by at first
     * @param ledger takes what it gives to nobody
     */
    public EmbeddedSwitch(
            Host host,
            NicPools pools,
            FilterRegisters registers,
            SpanPool pool,
            Ledger ledger,
            Ways ways,
            Tracer tracer) {
        this.name = "NIC " + host;
        this.host = host;
        this.pools = pools;
        this.ledger = ledger;
        this.pool = pool;
        this.ways = ways;
        this.tracer = tracer;
        this.fromWire = new Reader();
        this.fromNeighbour = new Reader();
        settings.add(new Setting(new Classifier(registers), Optional.empty(), portCause));
    }

    /** Takes frames over that arrive from the wire. */
    public void accept(Span span) {
        fromWire.arriving.add(span);
    }

    /** Takes frames over that a neighbour on this host sends. */
    public void acceptFromNeighbour(Span span) {
        fromNeighbour.arriving.add(span);
    }

    /** How many frames are on their way into it. */
    public long alive() {
        return fromWire.arriving.frames() + fromNeighbour.arriving.frames();
    }

    /** How many copies it made by flooding. */
    public long copiedFrames() {
        return copiedFrames;
    }

    /**
     * Decides by other registers from {@code why.atNanos()} on, which is no earlier than that of the call before.
     *
     * @param refused the fate of a frame that is led to the primary's function while that cannot receive; empty = this
     *     NIC's own reason
     */
    public void configure(FilterRegisters registers, Optional<FrameFate> refused, Cause why) {
        if (fromWire.isLast() && fromNeighbour.isLast()) {
            Setting last = settings.get(settings.size() - 1);
            settings.clear();
            settings.add(last);
            fromWire.setting = 0;
            fromNeighbour.setting = 0;
        }
        settings.add(new Setting(new Classifier(registers), refused, why));
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
     * What becomes of frames that one of its pools sends now. The verdict is valid until the next one.
     *
     * <p>Not modelled: copies of the guest's unicast frames that reach another pool; nobody there takes them.
     */
    public Verdict sends(Span span, int sender) {
        Setting last = settings.get(settings.size() - 1);
        last.classifier.transmit(span.flow().header(), sender, verdict);
        if (!verdict.leavesOnWire()) {
            tracer.note(span, name, this::decision, last.cause);
        }
        return verdict;
    }

    /** Deals with everything that arrives from the wire before {@code untilNanos}. */
    public void settle(long untilNanos) {
        for (Span span = fromWire.next(untilNanos); span != null; span = fromWire.next(untilNanos)) {
            receive(span, fromWire.setting());
        }
    }

    /** Takes frames over that arrive from the wire now, whoever else is under way. */
    public void receiveNow(Span span) {
        receive(span, settings.get(settings.size() - 1));
    }

    private void receive(Span span, Setting by) {
        if (port == LinkState.DOWN) {
            tracer.note(span, name, () -> "dropped: its port is down", portCause);
            ledger.close(span, FrameFate.RX_DISABLED, host);
        } else {
            by.classifier.receive(span.flow().header(), verdict);
            handOut(span, by);
        }
    }

    /** Deals with everything that a neighbour sends before {@code untilNanos}. */
    public void settleNeighbour(long untilNanos) {
        for (Span span = fromNeighbour.next(untilNanos); span != null; span = fromNeighbour.next(untilNanos)) {
            if (port == LinkState.DOWN) {
                tracer.note(span, name, () -> "dropped: its port is down", portCause);
                ledger.close(span, FrameFate.NIC_PORT_DOWN, host);
                continue;
            }
            fromNeighbour.setting().classifier.transmit(span.flow().header(), pools.neighbour(), verdict);
            handOut(span, fromNeighbour.setting());
        }
    }

    /** To whom the verdict says: the frames themselves to the first of them, copies to the others. */
    private void handOut(Span span, Setting by) {
        tracer.note(span, name, this::decision, by.cause);
        boolean toPrimary = verdict.reaches(PRIMARY);
        boolean toStandby = verdict.reaches(pools.standby());
        boolean toWire = verdict.leavesOnWire();
        if (!toPrimary && !toStandby && !toWire) {
            // Where only a function receives that has nobody for the guest behind it, no filter leads to the guest.
            Optional<DropReason> reason = verdict.dropped();
            ledger.close(span, reason.map(why -> fateOf(why, span, by)).orElse(FrameFate.NO_POOL), host);
            return;
        }
        if (toWire && (toPrimary || toStandby)) {
            ways.toWire(copy(span));
        }
        if (toStandby && toPrimary) {
            ways.toStandby(copy(span));
        }
        if (toPrimary) {
            ways.toPrimary(span);
        } else if (toStandby) {
            ways.toStandby(span);
        } else {
            ways.toWire(span);
        }
    }

    private Span copy(Span span) {
        copiedFrames += span.count();
        return pool.copy(span);
    }

    /** A VF that cannot receive is ahead of its driver, or behind it: that says more than which enable bit is off. */
    private FrameFate fateOf(DropReason reason, Span span, Setting by) {
        boolean ofPrimary = verdict.refusedBy(PRIMARY).filter(reason::equals).isPresent();
        return switch (reason) {
            case POOL_RX_DISABLED, QUEUE_DISABLED, BUS_MASTER_OFF ->
                ofPrimary ? by.refused.orElse(reason.fate()) : reason.fate();
            case SOURCE_PRUNED ->
                span.flow().kind() == Flow.Kind.FROM_NEIGHBOUR ? FrameFate.LOOPED_TO_SENDER : reason.fate();
            default -> reason.fate();
        };
    }

    private String decision() {
        if (verdict.dropped().isPresent()) {
            return "dropped: " + verdict.dropped().get();
        }
        if (verdict.reaches(PRIMARY)) {
            return verdict.reaches(pools.standby()) ? "to both" : "to the primary";
        }
        if (verdict.reaches(pools.standby())) {
            return "to the standby";
        }
        return verdict.leavesOnWire() ? "to the wire" : "to a function that has nobody for it";
    }
}
