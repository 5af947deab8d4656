package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.FrameQueue;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a frame crosses between the peer and the guest, as spans.
 *
 * <p>Between two changes every filter, port and rate is constant, so nothing happens here until a change comes: then the
 * component that changes, and those before it, deal with all frames that reach it before the change; frames on their way
 * meet the new state. At equal times a change comes before a frame.
 *
 * <pre>
 * peer -- switch -- NIC A -- primary queue, standby queue --+-- guest
 *            |                                              |
 *            +----- NIC B -- primary queue, standby queue --+
 * </pre>
 */
public final class DataPath {
    private static final Period ONCE = new Period(1, 1);

    private final PathLayout layout;
    private final SpanPool pool = new SpanPool();
    private final Ledger ledger = new Ledger(pool);
    private final Tracer tracer;
    private final List<Flow> flows = new ArrayList<>();
    private final List<long[]> emitted = new ArrayList<>();
    private final LearningSwitch fabric;
    private final long guestMac;
    private final Map<Host, EmbeddedSwitch> nics = new EnumMap<>(Host.class);
    private final Map<Host, FrameQueue> primaries = new EnumMap<>(Host.class);
    private final Map<Host, FrameQueue> standbys = new EnumMap<>(Host.class);

    private Reception reception = Reception.ACCEPTED;
    private Cause receptionCause = new Cause(Long.MIN_VALUE, "no primary at the start");
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private Cause transmitCause = new Cause(Long.MIN_VALUE, "the start");
    private long lastChangeNanos = Long.MIN_VALUE;
    private final long[] sentByFlow;
    private long offeredFrames;
    private long announcedCopies;
    private int announcements;

    /**
     * @param flows unicast flows; flow i has id i
     * @param initial the state in which the filters and the switch are at first
     */
    public DataPath(PathLayout layout, List<Flow> flows, Initial initial, Tracer tracer) {
        this.layout = layout;
        this.tracer = tracer;
        this.guestMac = guestMac(flows);
        this.sentByFlow = new long[flows.size()];
        for (Flow flow : flows) {
            if (flow.id() != this.flows.size() || flow.kind() == Flow.Kind.ANNOUNCEMENT) {
                throw new IllegalArgumentException("flow " + flow.name() + " is out of order or no unicast flow");
            }
            this.flows.add(flow);
            emitted.add(new long[1]);
        }
        for (Host host : Host.values()) {
            FrameQueue primary = new FrameQueue(
                    "primary queue " + host,
                    host,
                    layout.primaryQueueFrames(),
                    layout.queueFreeBatchFrames(),
                    layout.primaryServiceNanos(),
                    pool,
                    ledger,
                    span -> receiveOnPrimary(host, span),
                    tracer);
            FrameQueue standby = new FrameQueue(
                    "standby queue " + host,
                    host,
                    layout.standbyQueueFrames(),
                    layout.queueFreeBatchFrames(),
                    layout.standbyServiceNanos(),
                    pool,
                    ledger,
                    span -> receiveOnStandby(host, span),
                    tracer);
            primaries.put(host, primary);
            standbys.put(host, standby);
            nics.put(
                    host,
                    new EmbeddedSwitch(
                            host,
                            BridgeAsNic.registers(guestMac, initial.filter(host)),
                            pool,
                            ledger,
                            span -> primary.accept(delayed(span, layout.nicToPrimaryNanos())),
                            span -> standby.accept(delayed(span, layout.nicToStandbyNanos())),
                            tracer));
        }
        fabric = new LearningSwitch(
                pool, layout.switchAgeingNanos(), initial.guestAt(), initial.atNanos(), new Ports(), tracer);
    }

    /** The guest's address: the destination of the flows to it. */
    public long guestMac() {
        return guestMac;
    }

    /** The destination of what goes to the guest: flows for several addresses have no place here. */
    private static long guestMac(List<Flow> flows) {
        return flows.stream()
                .filter(flow -> flow.kind() == Flow.Kind.TO_GUEST)
                .mapToLong(flow -> flow.header().destination())
                .findFirst()
                .orElse(Flow.GUEST_MAC);
    }

    /**
     * The state at the start.
     *
     * @param filterA where A's NIC leads the guest's MAC
     * @param filterB where B's NIC leads the guest's MAC
     * @param guestAt at which host's port the switch knows the guest, null = unknown
     * @param atNanos since when
     */
    public record Initial(FilterTarget filterA, FilterTarget filterB, Host guestAt, long atNanos) {
        FilterTarget filter(Host host) {
            return host == Host.A ? filterA : filterB;
        }
    }

    /** Changes the path at {@code why.atNanos()}, after all frames that reached the component before. */
    public void apply(PathChange change, Cause why) {
        long at = why.atNanos();
        if (at < lastChangeNanos) {
            throw new IllegalArgumentException("changed at " + lastChangeNanos + ", cannot go back to " + at);
        }
        lastChangeNanos = at;
        if (change instanceof PathChange.Nic nic) {
            settleNic(nic.host(), at);
            emit(Flow.Kind.FROM_GUEST, at);
            nics.get(nic.host()).configure(nic.registers(), nic.refused(), why);
        } else if (change instanceof PathChange.PrimaryQueue queue) {
            settlePrimary(queue.host(), at);
            primaries.get(queue.host()).change(queue.state(), queue.purged(), why);
        } else if (change instanceof PathChange.StandbyQueue queue) {
            settleStandby(queue.host(), at);
            standbys.get(queue.host()).change(queue.state(), queue.purged(), why);
        } else if (change instanceof PathChange.DropWaiting drop) {
            settlePrimary(drop.host(), at);
            primaries.get(drop.host()).dropOldest(drop.frames(), drop.fate(), why);
        } else if (change instanceof PathChange.StandbyReceive receive) {
            for (Host host : Host.values()) {
                settleStandby(host, at);
            }
            reception = receive.reception();
            receptionCause = why;
        } else if (change instanceof PathChange.Transmit transmit) {
            emit(Flow.Kind.FROM_GUEST, at);
            transmitPath = transmit.path();
            transmitHost = transmit.host();
            transmitCause = why;
        } else if (change instanceof PathChange.Announce announce) {
            announce(announce.host(), at);
        }
    }

    /** Deals with everything that reaches any component before {@code untilNanos}. */
    public void settle(long untilNanos) {
        emit(Flow.Kind.TO_GUEST, untilNanos);
        emit(Flow.Kind.FROM_GUEST, untilNanos);
        fabric.settle(untilNanos);
        for (Host host : Host.values()) {
            nics.get(host).settle(untilNanos);
            primaries.get(host).settle(untilNanos);
            standbys.get(host).settle(untilNanos);
        }
    }

    // A component needs of the one before it only what reaches it in time: nothing is left under way, nothing is cut.

    private void settlePrimary(Host host, long untilNanos) {
        settleNic(host, untilNanos - layout.nicToPrimaryNanos());
        primaries.get(host).settle(untilNanos);
    }

    private void settleStandby(Host host, long untilNanos) {
        settleNic(host, untilNanos - layout.nicToStandbyNanos());
        standbys.get(host).settle(untilNanos);
    }

    private void settleNic(Host host, long untilNanos) {
        long atSwitch = untilNanos - layout.switchToNicNanos();
        emit(Flow.Kind.TO_GUEST, atSwitch - layout.peerToSwitchNanos());
        emit(Flow.Kind.FROM_GUEST, atSwitch - layout.guestToSwitchNanos());
        fabric.settle(atSwitch);
        nics.get(host).settle(untilNanos);
    }

    /** See {@link FrameQueue#assumeReadAtFirstHold}, for a primary's queue. */
    public void assumeReadAtFirstHold(Host host, long frames) {
        primaries.get(host).assumeReadAtFirstHold(frames);
    }

    /** Ends the way of the frames that wait in a queue nobody reads, with the fate of those that found it full. */
    public void giveUpWaiting(Cause why) {
        settle(why.atNanos());
        for (Host host : Host.values()) {
            primaries.get(host).giveUpWaiting(why);
            standbys.get(host).giveUpWaiting(why);
        }
    }

    /** Where every frame ended that has ended. */
    public Ledger ledger() {
        return ledger;
    }

    /** How many frames were sent, announcements included. */
    public long offeredFrames() {
        return offeredFrames;
    }

    /** How many frames of a flow were sent. */
    public long offeredFrames(Flow flow) {
        return sentByFlow[flow.id()];
    }

    /** How many copies flooding made. */
    public long copiedFrames() {
        long copies = announcedCopies + fabric.copiedFrames();
        for (EmbeddedSwitch nic : nics.values()) {
            copies += nic.copiedFrames();
        }
        return copies;
    }

    /** How many frames and copies are still on their way. */
    public long aliveFrames() {
        long alive = fabric.alive();
        for (Host host : Host.values()) {
            alive += nics.get(host).alive()
                    + primaries.get(host).alive()
                    + standbys.get(host).alive();
        }
        return alive;
    }

    /** How many spans the run took: the measure of its work. */
    public long spansCreated() {
        return pool.created();
    }

    /** Throws unless sent + copied = ended + alive. */
    public void assertConserved() {
        long closed = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            closed += entry.frames();
        }
        long alive = aliveFrames();
        if (offeredFrames + copiedFrames() != closed + alive) {
            throw new IllegalStateException("frames are not conserved: " + offeredFrames + " sent + " + copiedFrames()
                    + " copied, but " + closed + " ended + " + alive + " alive");
        }
    }

    private void emit(Flow.Kind kind, long untilNanos) {
        for (int i = 0; i < flows.size(); i++) {
            if (flows.get(i).kind() == kind) {
                emit(flows.get(i), emitted.get(i), untilNanos);
            }
        }
    }

    private void emit(Flow flow, long[] next, long untilNanos) {
        long from = next[0];
        long until = flow.times().firstAtOrAfter(untilNanos);
        if (until <= from) {
            return;
        }
        next[0] = until;
        if (flow.kind() == Flow.Kind.TO_GUEST) {
            offeredFrames += until - from;
            sentByFlow[flow.id()] += until - from;
            Span span = pool.run(flow, from, until - from, 0);
            tracer.note(span, "peer", () -> "sent");
            fabric.acceptFromPeer(delayed(span, layout.peerToSwitchNanos()));
        } else if (transmitPath != TransmitPath.GUEST_STOPPED) {
            offeredFrames += until - from;
            sentByFlow[flow.id()] += until - from;
            transmit(pool.run(flow, from, until - from, 0));
        }
    }

    private void transmit(Span span) {
        FrameFate fate = transmitPath.fate();
        tracer.note(span, "guest " + transmitHost, () -> "sent: " + transmitPath, transmitCause);
        if (fate != null) {
            ledger.close(span, fate, transmitHost);
            return;
        }
        boolean byPrimary = transmitPath == TransmitPath.PRIMARY;
        Verdict verdict =
                nics.get(transmitHost).sends(span, byPrimary ? EmbeddedSwitch.PRIMARY : EmbeddedSwitch.STANDBY);
        if (verdict.leavesOnWire()) {
            span.setVia(transmitHost.ordinal() + (byPrimary ? 2 : 0));
            fabric.acceptFromHost(delayed(span, layout.guestToSwitchNanos()));
        } else {
            ledger.close(span, verdict.dropped().orElse(DropReason.NO_POOL).fate(), transmitHost);
        }
    }

    private void announce(Host host, long atNanos) {
        int id = flows.size() + announcements++;
        Flow flow = new Flow(
                id, "announcement " + announcements, Flow.Kind.ANNOUNCEMENT, new SendTimes.Periodic(atNanos, ONCE, 1));
        offeredFrames++;
        Span span = pool.run(flow, 0, 1, 0);
        Verdict verdict = nics.get(host).sends(span, EmbeddedSwitch.STANDBY);
        if (verdict.reaches(EmbeddedSwitch.PRIMARY)) {
            announcedCopies++;
            primaries.get(host).accept(delayed(pool.copy(span), layout.nicToPrimaryNanos()));
        }
        if (verdict.leavesOnWire()) {
            span.setVia(host.ordinal());
            fabric.acceptFromHost(delayed(span, layout.guestToSwitchNanos()));
        } else {
            ledger.close(span, verdict.dropped().orElse(DropReason.NO_POOL).fate(), host);
        }
    }

    private void receiveOnPrimary(Host host, Span span) {
        receive(host, span, FrameFate.DELIVERED_BY_PRIMARY);
    }

    private void receiveOnStandby(Host host, Span span) {
        if (reception == Reception.SHADOWED) {
            tracer.note(span, "guest " + host, () -> "dropped: STANDBY_SHADOWED", receptionCause);
            ledger.close(span, FrameFate.STANDBY_SHADOWED, host);
        } else {
            receive(host, span, FrameFate.DELIVERED_BY_STANDBY);
        }
    }

    private void receive(Host host, Span span, FrameFate fate) {
        FrameFate told = span.flow().kind() == Flow.Kind.ANNOUNCEMENT ? FrameFate.ANNOUNCED : fate;
        tracer.note(span, "guest " + host, () -> "received: " + told);
        ledger.close(span, told, host);
    }

    private static Span delayed(Span span, long nanos) {
        span.delayBy(nanos);
        return span;
    }

    private final class Ports implements LearningSwitch.SwitchPorts {
        @Override
        public void toHost(Host host, Span span) {
            nics.get(host).accept(delayed(span, layout.switchToNicNanos()));
        }

        @Override
        public void toPeer(Span span) {
            Host from = LearningSwitch.portOf(span.via());
            FrameFate fate = span.via() < 2 ? FrameFate.DELIVERED_BY_STANDBY : FrameFate.DELIVERED_BY_PRIMARY;
            receive(from, delayed(span, layout.switchToPeerNanos()), fate);
        }
    }
}
