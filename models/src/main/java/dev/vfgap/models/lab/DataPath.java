package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.FrameQueue;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Everything that a frame crosses between the peer and the guest, as spans.
 *
 * <p>Between two changes every filter, port and rate is constant, so nothing happens here until a change comes: then the
 * component that changes, and those before it, deal with all frames that reach it before the change; frames on their way
 * meet the new state. At equal times a change comes before a frame.
 *
 * <pre>
 * peer -- switch --+-- host A: NIC, host switch, queues --+-- guest
 *                  |                                      |
 *                  +-- host B: NIC, host switch, queues --+
 * </pre>
 *
 * <p>Frames for the guest teach nobody, and the guest's own frames meet no switch's entry. So all that teaches is known
 * before anybody asks, as long as announcements, which pass one host's switch to teach the other's, are let go hop by
 * hop.
 */
public final class DataPath {
    private static final Period ONCE = new Period(1, 1);

    private final PathLayout layout;
    private final SpanPool pool = new SpanPool();
    private final Ledger ledger = new Ledger(pool);
    private final Tracer tracer;
    private final List<Flow> flows = new ArrayList<>();
    private final List<long[]> emitted = new ArrayList<>();
    private final Fabric fabric;
    private final long guestMac;
    private final Map<Host, HostPath> hosts = new EnumMap<>(Host.class);
    private final PriorityQueue<AnnouncementHop> announcementHops = new PriorityQueue<>();

    private Reception reception = Reception.ACCEPTED;
    private Cause receptionCause = new Cause(Long.MIN_VALUE, "no primary at the start");
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private Cause transmitCause = new Cause(Long.MIN_VALUE, "the start");
    private long lastChangeNanos = Long.MIN_VALUE;
    private final long[] sentByFlow;
    private long offeredFrames;
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
        Around around = new Around();
        for (Host host : Host.values()) {
            hosts.put(host, new HostPath(host, layout, initial, guestMac, pool, ledger, around, tracer));
        }
        fabric = new Fabric(layout, initial, pool, ledger, hosts, tracer);
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
     * @param sideA what A has between its NIC and the standby
     * @param sideB what B has there
     * @param unknownUnicast what the switch does with frames for the guest without an entry
     */
    public record Initial(
            FilterTarget filterA,
            FilterTarget filterB,
            Host guestAt,
            long atNanos,
            HostSide sideA,
            HostSide sideB,
            UnknownUnicast unknownUnicast) {
        /** With a flooding switch and nothing on the hosts that decides: the lab's. */
        public Initial(FilterTarget filterA, FilterTarget filterB, Host guestAt, long atNanos) {
            this(filterA, filterB, guestAt, atNanos, HostSide.OPEN, HostSide.OPEN, UnknownUnicast.FLOOD);
        }

        FilterTarget filter(Host host) {
            return host == Host.A ? filterA : filterB;
        }

        HostSide side(Host host) {
            return host == Host.A ? sideA : sideB;
        }
    }

    /** Changes the path at {@code why.atNanos()}, after all frames that reached the component before. */
    public void apply(PathChange change, Cause why) {
        long at = why.atNanos();
        if (at < lastChangeNanos) {
            throw new IllegalArgumentException("changed at " + lastChangeNanos + ", cannot go back to " + at);
        }
        lastChangeNanos = at;
        letAnnouncementsGo(at);
        if (change instanceof PathChange.OfHost ofHost) {
            hosts.get(ofHost.host()).apply(ofHost, why);
        } else if (change instanceof PathChange.OfSwitch ofSwitch) {
            settleFabric(at);
            fabric.apply(ofSwitch, at);
        } else if (change instanceof PathChange.StandbyReceive receive) {
            hosts.values().forEach(host -> host.settleStandby(at));
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

    /**
     * The change by which management leads a host's NIC elsewhere: its registers, or with a NIC that follows a bridge that
     * bridge's entry.
     */
    public PathChange leading(Host host, FilterTarget to) {
        if (hosts.get(host).side().softSwitch() instanceof SoftSwitch.Switchdev switchdev) {
            EntryKind kind = switchdev.entries();
            return switch (to) {
                case PRIMARY -> new PathChange.HostEntry(host, BridgePort.REPRESENTOR, kind);
                case STANDBY -> new PathChange.HostEntry(host, BridgePort.TAP, kind);
                case BOTH, NONE -> new PathChange.HostEntryGone(host);
            };
        }
        return new PathChange.Nic(host, BridgeAsNic.registers(guestMac, to), Optional.empty());
    }

    /** Deals with everything that reaches any component before {@code untilNanos}. */
    public void settle(long untilNanos) {
        letAnnouncementsGo(untilNanos);
        emit(Flow.Kind.TO_GUEST, untilNanos);
        emit(Flow.Kind.FROM_GUEST, untilNanos);
        hosts.values().forEach(host -> host.settleTaught(untilNanos));
        fabric.settle(untilNanos);
        hosts.values().forEach(host -> host.settle(untilNanos));
    }

    private void settleFabric(long untilNanos) {
        emit(Flow.Kind.TO_GUEST, untilNanos - layout.peerToSwitchNanos());
        emit(Flow.Kind.FROM_GUEST, untilNanos - layout.guestToSwitchNanos());
        for (HostPath host : hosts.values()) {
            host.settleTaught(untilNanos - layout.host().bridgeToSwitchNanos());
        }
        fabric.settle(untilNanos);
    }

    /** Lets announcements make the hops that come before a moment, in their order. */
    private void letAnnouncementsGo(long untilNanos) {
        for (AnnouncementHop hop = announcementHops.peek();
                hop != null && hop.atNanos() < untilNanos;
                hop = announcementHops.peek()) {
            announcementHops.remove();
            long after = hop.atNanos() + 1;
            switch (hop.place()) {
                case TAP, UPLINK -> hosts.get(hop.host()).settleTaught(after);
                case FABRIC -> settleFabric(after);
                case NIC -> hosts.get(hop.host()).settleNics(after);
            }
        }
    }

    /** See {@link FrameQueue#assumeReadAtFirstHold}, for a primary's queue. */
    public void assumeReadAtFirstHold(Host host, long frames) {
        hosts.get(host).primary().assumeReadAtFirstHold(frames);
    }

    /** Ends the way of the frames that wait in a queue nobody reads, with the fate of those that found it full. */
    public void giveUpWaiting(Cause why) {
        settle(why.atNanos());
        for (HostPath host : hosts.values()) {
            host.primary().giveUpWaiting(why);
            host.standby().giveUpWaiting(why);
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
        long copies = fabric.copiedFrames();
        for (HostPath host : hosts.values()) {
            copies += host.copiedFrames();
        }
        return copies;
    }

    /** How many frames and copies are still on their way. */
    public long aliveFrames() {
        long alive = fabric.alive();
        for (HostPath host : hosts.values()) {
            alive += host.alive();
        }
        return alive;
    }

    /** How many spans the run took: the measure of its work. */
    public long spansCreated() {
        return pool.created();
    }

    /** Throws unless sent + copied = ended + alive. */
    public void assertConserved() {
        long unaccounted = unaccountedFrames();
        if (unaccounted != 0) {
            throw new IllegalStateException("frames are not conserved: " + offeredFrames + " sent + " + copiedFrames()
                    + " copied, " + aliveFrames() + " alive, " + unaccounted + " neither alive nor ended");
        }
    }

    /** Sent + copied - ended - alive: 0 at every moment; less than that where frames appear from nowhere. */
    public long unaccountedFrames() {
        long closed = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            closed += entry.frames();
        }
        return offeredFrames + copiedFrames() - closed - aliveFrames();
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
            span.delayBy(layout.peerToSwitchNanos());
            fabric.accept(span);
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
        if (transmitPath == TransmitPath.PRIMARY) {
            span.setVia(Fabric.viaPrimary(transmitHost));
            hosts.get(transmitHost).sendByPrimary(span);
        } else {
            span.setVia(Fabric.viaStandby(transmitHost));
            hosts.get(transmitHost).sendByStandby(span);
        }
    }

    private void announce(Host host, long atNanos) {
        int id = flows.size() + announcements++;
        Flow flow = new Flow(
                id, "announcement " + announcements, Flow.Kind.ANNOUNCEMENT, new SendTimes.Periodic(atNanos, ONCE, 1));
        offeredFrames++;
        Span span = pool.run(flow, 0, 1, 0);
        span.setVia(Fabric.viaStandby(host));
        hosts.get(host).sendByStandby(span);
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

    private final class Around implements HostPath.Around {
        @Override
        public void settleFabric(long untilNanos) {
            DataPath.this.settleFabric(untilNanos);
        }

        @Override
        public void emitFromGuest(long untilNanos) {
            emit(Flow.Kind.FROM_GUEST, untilNanos);
        }

        @Override
        public void toFabric(Span span) {
            if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
                announcementAt(AnnouncementHop.Place.FABRIC, null, span.headAtNanos());
            }
            fabric.accept(span);
        }

        @Override
        public SpanSink primaryOf(Host host) {
            return span -> receive(host, span, FrameFate.DELIVERED_BY_PRIMARY);
        }

        @Override
        public SpanSink standbyOf(Host host) {
            return span -> receiveOnStandby(host, span);
        }

        @Override
        public void announcementAt(AnnouncementHop.Place place, Host host, long atNanos) {
            announcementHops.add(new AnnouncementHop(atNanos, place, host));
        }
    }
}
