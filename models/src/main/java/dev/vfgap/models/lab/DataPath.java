package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.FrameQueue;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.operate.FilterTarget;
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
 * hop, and answers are known some time before they are sent.
 */
public final class DataPath {
    private final PathLayout layout;
    private final SpanPool pool = new SpanPool();
    private final Ledger ledger = new Ledger(pool);
    private final Tracer tracer;
    private final Senders senders;
    private final GuestEnd guest;
    private final Fabric fabric;
    private final long guestMac;
    private final Neighbour neighbour;
    private final Map<Host, HostPath> hosts = new EnumMap<>(Host.class);
    private final PriorityQueue<AnnouncementHop> announcementHops = new PriorityQueue<>();

    private long lastChangeNanos = Long.MIN_VALUE;
    private long settledNanos = Long.MIN_VALUE;

    /** A path on which nothing is answered. */
    public DataPath(PathLayout layout, List<Flow> flows, Initial initial, Tracer tracer) {
        this(layout, flows, List.of(), initial, tracer);
    }

    /**
     * @param flows everybody's flows; flow i has id i
     * @param answering which of them the guest answers by which
     * @param initial the state in which the filters and the switch are at first
     */
    public DataPath(PathLayout layout, List<Flow> flows, List<Answering> answering, Initial initial, Tracer tracer) {
        this.layout = layout;
        this.tracer = tracer;
        this.neighbour = initial.neighbour();
        this.senders = new Senders(flows, pool);
        this.guestMac = senders.guestMac();
        this.guest = new GuestEnd(senders, hosts, answering, pool, ledger, tracer);
        for (Host host : Host.values()) {
            hosts.put(host, new HostPath(host, layout, initial, guestMac, pool, ledger, new Around(), tracer));
        }
        fabric = new Fabric(layout, initial, pool, ledger, hosts, tracer);
    }

    /** The guest's address: the destination of the flows to it. */
    public long guestMac() {
        return guestMac;
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
     * @param fabric what the switch is
     * @param neighbour who else sends to the guest
     */
    public record Initial(
            FilterTarget filterA,
            FilterTarget filterB,
            Host guestAt,
            long atNanos,
            HostSide sideA,
            HostSide sideB,
            FabricSide fabric,
            Neighbour neighbour) {
        /** With a flooding switch and nothing on the hosts that decides: the lab's. */
        public Initial(FilterTarget filterA, FilterTarget filterB, Host guestAt, long atNanos) {
            this(
                    filterA,
                    filterB,
                    guestAt,
                    atNanos,
                    HostSide.OPEN,
                    HostSide.OPEN,
                    FabricSide.FLOODING,
                    Neighbour.NOBODY);
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
        if (guest.answersAnything()) {
            settleInSteps(at);
        }
        letAnnouncementsGo(at);
        if (change instanceof PathChange.OfHost ofHost) {
            hosts.get(ofHost.host()).apply(ofHost, why);
        } else if (change instanceof PathChange.OfSwitch ofSwitch) {
            settleFabric(at);
            fabric.apply(ofSwitch, at);
        } else if (change instanceof PathChange.Receive receive) {
            hosts.values().forEach(host -> host.settle(at));
            guest.apply(receive, why);
        } else if (change instanceof PathChange.Transmit transmit) {
            guest.emit(at);
            guest.apply(transmit, why);
        } else if (change instanceof PathChange.Announce announce) {
            announce(announce, at);
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
        if (guest.answersAnything()) {
            settleInSteps(untilNanos);
        } else {
            settleOnce(untilNanos);
        }
    }

    /**
     * As {@link #settle}, where answers teach switches what later requests meet. No answer leaves sooner than the guest
     * thinks, so in steps so long all that teaches is known; as long as answers can change nothing, one step does for all.
     */
    private void settleInSteps(long untilNanos) {
        if (settledNanos == Long.MIN_VALUE) {
            settledNanos = Math.min(untilNanos, firstRequestNanos());
            settleOnce(settledNanos);
        }
        while (settledNanos < untilNanos) {
            long next = untilNanos;
            if (!answersChangeNothing(untilNanos)) {
                long from = aliveFrames() > 0 || guest.owesAnswers()
                        ? settledNanos
                        : Math.max(settledNanos, firstRequestNanos());
                next = from >= untilNanos - guest.leastThinkNanos() ? untilNanos : from + guest.leastThinkNanos();
            }
            do {
                settleOnce(next);
            } while (guest.takeEarliestAnswerNanos() < next);
            settledNanos = next;
        }
    }

    private long firstRequestNanos() {
        return senders.nextAtNanos(Flow.Kind.TO_GUEST);
    }

    private boolean answersChangeNothing(long untilNanos) {
        Host sender = guest.sendsThrough();
        boolean steady =
                announcementHops.isEmpty() && fabric.isSteady(sender, guest.sendsBy(), settledNanos, untilNanos);
        for (Map.Entry<Host, HostPath> host : hosts.entrySet()) {
            steady &= host.getValue()
                    .isSteady(host.getKey() == sender ? guest.sendsBy() : null, settledNanos, untilNanos);
        }
        return steady;
    }

    private void settleOnce(long untilNanos) {
        letAnnouncementsGo(untilNanos);
        emitToGuest(untilNanos);
        guest.emit(untilNanos);
        hosts.values().forEach(host -> host.settleTaught(untilNanos));
        hosts.values().forEach(host -> host.settleNeighbour(untilNanos));
        fabric.settle(untilNanos);
        hosts.values().forEach(host -> host.settle(untilNanos));
    }

    private void settleFabric(long untilNanos) {
        emitToGuest(untilNanos - layout.peerToSwitchNanos());
        teachFabric(untilNanos);
        hosts.values().forEach(host -> host.settleNeighbourToSwitch(untilNanos));
        fabric.settle(untilNanos);
    }

    private void teachFabric(long untilNanos) {
        guest.emit(untilNanos - layout.guestToSwitchNanos());
        hosts.values()
                .forEach(host -> host.settleTaught(untilNanos - layout.host().bridgeToSwitchNanos()));
        fabric.teach(untilNanos);
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
                case FABRIC -> teachFabric(after);
                case NIC -> hosts.get(hop.host()).settleAnnouncements(after);
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
        return senders.offeredFrames();
    }

    /** How many frames of a flow were sent. */
    public long offeredFrames(Flow flow) {
        return senders.offeredFrames(flow);
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
            throw new IllegalStateException("frames are not conserved: " + offeredFrames() + " sent + " + copiedFrames()
                    + " copied, " + aliveFrames() + " alive, " + unaccounted + " neither alive nor ended");
        }
    }

    /** Sent + copied - ended - alive: 0 at every moment; less than that where frames appear from nowhere. */
    public long unaccountedFrames() {
        long closed = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            closed += entry.frames();
        }
        return offeredFrames() + copiedFrames() - closed - aliveFrames();
    }

    private void emitToGuest(long untilNanos) {
        senders.emit(Flow.Kind.TO_GUEST, untilNanos, this::sendByPeer);
        senders.emit(Flow.Kind.BROADCAST, untilNanos, this::sendByPeer);
    }

    private void sendByPeer(Span span) {
        tracer.note(span, "peer", () -> "sent");
        span.delayBy(layout.peerToSwitchNanos());
        fabric.accept(span);
    }

    private void announce(PathChange.Announce change, long atNanos) {
        HostPath host = hosts.get(change.host());
        if (change.by() == PathChange.NicRole.PRIMARY) {
            Span span = senders.announcement(FrameHeader.gratuitousArp(guestMac), atNanos);
            span.setVia(Fabric.viaPrimary(change.host()));
            host.announceByPrimary(span);
        } else {
            Span span = senders.announcement(Flow.usualHeader(Flow.Kind.ANNOUNCEMENT), atNanos);
            span.setVia(Fabric.viaStandby(change.host()));
            host.sendByStandby(span);
        }
    }

    private final class Around implements HostSurroundings {
        @Override
        public void settleFabric(long untilNanos) {
            DataPath.this.settleFabric(untilNanos);
        }

        @Override
        public void emitFromGuest(long untilNanos) {
            guest.emit(untilNanos);
        }

        @Override
        public void emitFromNeighbour(long untilNanos) {
            senders.emit(Flow.Kind.FROM_NEIGHBOUR, untilNanos, span -> {
                tracer.note(span, "neighbour on " + neighbour.host(), () -> "sent");
                hosts.get(neighbour.host()).sendByNeighbour(span);
            });
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
            return span -> guest.receive(host, PathChange.NicRole.PRIMARY, span);
        }

        @Override
        public SpanSink standbyOf(Host host) {
            return span -> guest.receive(host, PathChange.NicRole.STANDBY, span);
        }

        @Override
        public void announcementAt(AnnouncementHop.Place place, Host host, long atNanos) {
            announcementHops.add(new AnnouncementHop(atNanos, place, host));
        }
    }
}
