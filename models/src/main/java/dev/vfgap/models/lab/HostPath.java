package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.LearningSwitch.EntryFollower;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.FrameQueue;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.HostSwitch;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.operate.FilterTarget;

/**
 * What a frame crosses inside one host.
 *
 * <pre>
 * switch -- NIC --+-- primary queue -- guest
 *                 |        | (a switchdev bridge's third port)
 *                 +-- host switch -- standby queue -- guest
 * </pre>
 */
final class HostPath {
    private final Host host;
    private final PathLayout layout;
    private final HostSide side;
    private final SpanPool pool;
    private final Ledger ledger;
    private final HostSurroundings around;
    private final NeighbourSeat neighbour;
    private final Tracer tracer;
    private final HostNics nics;
    private final HostSwitch hostSwitch;
    private final EntryFollower offloaded;
    private final FrameQueue primary;
    private final FrameQueue standby;

    HostPath(
            Host host,
            PathLayout layout,
            DataPath.Initial initial,
            long guestMac,
            SpanPool pool,
            Ledger ledger,
            HostSurroundings around,
            Tracer tracer) {
        this.host = host;
        this.layout = layout;
        this.side = initial.side(host);
        this.pool = pool;
        this.ledger = ledger;
        this.around = around;
        this.neighbour = initial.neighbour().seatOn(host);
        this.tracer = tracer;
        this.primary =
                queue("primary", layout.primaryQueueFrames(), layout.primaryServiceNanos(), around.primaryOf(host));
        this.standby =
                queue("standby", layout.standbyQueueFrames(), layout.standbyServiceNanos(), around.standbyOf(host));
        Entry known = entryAtFirst(side.softSwitch(), initial.filter(host));
        this.hostSwitch = new HostSwitch(
                host, side.softSwitch(), layout.host(), known, initial.atNanos(), pool, ledger, new Ways(), tracer);
        this.offloaded = side.isOffloaded() ? hostSwitch.follow() : null;
        this.nics = new HostNics(host, initial, guestMac, pool, ledger, new AroundNics(), tracer);
        if (offloaded != null) {
            nics.lead(offloadedTo(), new Cause(initial.atNanos(), "the start"));
        }
    }

    private FrameQueue queue(String name, long capacity, long servicePeriodNanos, SpanSink reader) {
        return new FrameQueue(
                name + " queue " + host,
                host,
                capacity,
                layout.queueFreeBatchFrames(),
                servicePeriodNanos,
                pool,
                ledger,
                reader,
                tracer);
    }

    /** A switchdev bridge knows the guest where the NIC leads it; of another one management's entry counts. */
    static Entry entryAtFirst(SoftSwitch kind, FilterTarget filter) {
        if (kind instanceof SoftSwitch.Switchdev switchdev) {
            return switch (filter) {
                case PRIMARY -> new Entry(switchdev.entries(), BridgePort.REPRESENTOR.ordinal());
                case STANDBY -> new Entry(switchdev.entries(), BridgePort.TAP.ordinal());
                case BOTH, NONE -> Entry.NONE;
            };
        }
        return kind instanceof SoftSwitch.Bridge bridge ? bridge.entered() : Entry.NONE;
    }

    // What comes in.

    /** Takes frames over that reach a NIC of this host. */
    void accept(NicRole role, Span span) {
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            around.announcementAt(AnnouncementHop.Place.NIC, host, span.headAtNanos());
        }
        nics.accept(role, span);
    }

    /** Takes frames over that the guest gives to its primary now. */
    void sendByPrimary(Span span) {
        if (offloaded != null) {
            hostSwitch.watch(span, layout.host().guestToBridgeNanos());
        }
        nics.sendByVf(span, layout.guestToSwitchNanos());
    }

    /** Takes frames over that are given to the standby's tap now: the guest's, or an announcement. */
    void sendByStandby(Span span) {
        span.delayBy(layout.host().guestToBridgeNanos());
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            around.announcementAt(AnnouncementHop.Place.TAP, host, span.headAtNanos());
        }
        hostSwitch.accept(span);
    }

    /** Takes an announcement over that the guest gives to its primary now; one of a switchdev NIC's VF meets its bridge. */
    void announceByPrimary(Span span) {
        if (nics.reachesRepresentor(span)) {
            sendByStandby(span);
        } else {
            nics.sendByVf(span, layout.guestToSwitchNanos());
        }
    }

    /** Takes frames over that this host's neighbour sends now. */
    void sendByNeighbour(Span span) {
        if (neighbour == NeighbourSeat.VF) {
            span.setVia(Fabric.viaPrimary(host));
            nics.acceptFromNeighbour(span);
        } else {
            span.setVia(Fabric.viaStandby(host));
            span.delayBy(layout.host().guestToBridgeNanos());
            hostSwitch.acceptFromNeighbour(span);
        }
    }

    private void intoRing(Span span) {
        span.delayBy(layout.nicToPrimaryNanos());
        primary.accept(span);
    }

    private void intoHostSwitch(Span span) {
        span.delayBy(nicToHostSwitchNanos());
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            around.announcementAt(AnnouncementHop.Place.UPLINK, host, span.headAtNanos());
        }
        hostSwitch.accept(span);
    }

    private long nicToHostSwitchNanos() {
        return layout.nicToStandbyNanos()
                + (offloaded == null ? 0 : layout.host().slowPathNanos());
    }

    // What has reached a component before a moment. It needs of the one before it only what reaches it in time: nothing
    // is
    // left under way, nothing is cut.

    /** Deals with what the host switch learns from before {@code untilNanos}. */
    void settleTaught(long untilNanos) {
        around.emitFromGuest(untilNanos - layout.host().guestToBridgeNanos());
        hostSwitch.teach(untilNanos);
    }

    /** Deals with announcements that reach a NIC before {@code untilNanos}. */
    void settleAnnouncements(long untilNanos) {
        nics.settleAnnouncements(untilNanos);
    }

    void settleNics(long untilNanos) {
        around.settleFabric(untilNanos - layout.switchToNicNanos());
        if (offloaded != null) {
            followHostSwitch(untilNanos);
        }
        settleNeighbour(untilNanos);
        nics.settle(untilNanos);
    }

    /** Deals with the frames of this host's neighbour that reach the NIC, or the host switch, before {@code untilNanos}. */
    void settleNeighbour(long untilNanos) {
        if (neighbour == NeighbourSeat.NONE) {
            return;
        }
        if (offloaded != null) {
            followHostSwitch(untilNanos);
        }
        if (neighbour == NeighbourSeat.VF) {
            around.emitFromNeighbour(untilNanos);
        } else {
            around.emitFromNeighbour(untilNanos - layout.host().guestToBridgeNanos());
            settleTaught(untilNanos);
            hostSwitch.forwardNeighbour(untilNanos);
        }
        nics.settleNeighbour(untilNanos);
    }

    /** Deals with the frames of this host's neighbour that reach the switch before {@code untilNanos}. */
    void settleNeighbourToSwitch(long untilNanos) {
        settleNeighbour(untilNanos - neighbourToSwitchNanos());
    }

    private long neighbourToSwitchNanos() {
        return neighbour == NeighbourSeat.VF
                ? layout.guestToSwitchNanos()
                : layout.host().bridgeToSwitchNanos();
    }

    void settleHostSwitch(long untilNanos) {
        settleNics(untilNanos - nicToHostSwitchNanos());
        settleTaught(untilNanos);
        settleNeighbour(untilNanos);
        hostSwitch.forward(untilNanos);
    }

    void settlePrimary(long untilNanos) {
        settleNics(untilNanos - layout.nicToPrimaryNanos());
        if (offloaded != null) {
            settleHostSwitch(untilNanos - layout.nicToPrimaryNanos());
        }
        primary.settle(untilNanos);
    }

    void settleStandby(long untilNanos) {
        settleHostSwitch(untilNanos);
        standby.settle(untilNanos);
    }

    /** Deals with everything that reaches any component before {@code untilNanos}. */
    void settle(long untilNanos) {
        settleNics(untilNanos);
        settleHostSwitch(untilNanos);
        primary.settle(untilNanos);
        standby.settle(untilNanos);
    }

    /** The NIC's entry follows the bridge's, each change after the same delay. */
    private void followHostSwitch(long untilNanos) {
        long delay = layout.host().fdbMoveNanos();
        settleTaught(untilNanos - delay);
        while (offloaded.nextAtNanos() < untilNanos - delay) {
            long atNanos = offloaded.nextAtNanos() + delay;
            offloaded.advance();
            nics.lead(offloadedTo(), new Cause(atNanos, "the NIC has the bridge's entry"));
        }
    }

    private NicRole offloadedTo() {
        return offloaded.port() == BridgePort.REPRESENTOR.ordinal() ? NicRole.PRIMARY : NicRole.STANDBY;
    }

    // Changes.

    /** Changes a component, after all frames that reached it before. */
    void apply(PathChange.OfHost change, Cause why) {
        long atNanos = why.atNanos();
        if (change instanceof PathChange.PrimaryQueue queue) {
            settlePrimary(atNanos);
            primary.change(queue.state(), queue.purged(), why);
        } else if (change instanceof PathChange.StandbyQueue queue) {
            settleStandby(atNanos);
            standby.change(queue.state(), queue.purged(), why);
        } else if (change instanceof PathChange.DropWaiting drop) {
            settlePrimary(atNanos);
            primary.dropOldest(drop.frames(), drop.fate(), why);
        } else if (change instanceof PathChange.Nic decides) {
            settleAroundNics(atNanos);
            if (offloaded == null) {
                nics.configure(decides, why);
            } else {
                nics.configure(decides, offloadedTo(), why);
            }
        } else if (change instanceof PathChange.NicPort port) {
            settleAroundNics(atNanos);
            nics.port(port.nic(), port.state(), why);
        } else if (change instanceof PathChange.HostPort port) {
            settleHostSwitch(atNanos);
            hostSwitch.port(port.port(), port.state(), atNanos);
        } else if (change instanceof PathChange.HostEntry entry) {
            boolean local = entry.kind() == EntryKind.LOCAL;
            settleHostSwitch(atNanos);
            hostSwitch.enter(
                    new Entry(
                            entry.kind(),
                            local ? LearningSwitch.ITSELF : entry.port().ordinal()),
                    atNanos);
        } else if (change instanceof PathChange.HostEntryGone) {
            settleHostSwitch(atNanos);
            hostSwitch.enter(Entry.NONE, atNanos);
        }
    }

    /** Deals with what reaches a NIC from outside, from the guest's primary and from the host switch. */
    private void settleAroundNics(long untilNanos) {
        settleNics(untilNanos);
        settleTaught(untilNanos);
        around.emitFromGuest(untilNanos);
    }

    /** Whether nothing changes in its switch until a moment, when the guest's frames take a way; null = none of this host. */
    boolean isSteady(NicRole sentBy, long fromNanos, long untilNanos) {
        BridgePort heardOn = sentBy == NicRole.STANDBY
                ? BridgePort.TAP
                : sentBy == NicRole.PRIMARY && offloaded != null ? BridgePort.REPRESENTOR : null;
        return hostSwitch.isSteady(heardOn, fromNanos, untilNanos);
    }

    FrameQueue primary() {
        return primary;
    }

    FrameQueue standby() {
        return standby;
    }

    HostSide side() {
        return side;
    }

    long copiedFrames() {
        return nics.copiedFrames() + hostSwitch.copiedFrames();
    }

    long alive() {
        return nics.alive() + hostSwitch.alive() + primary.alive() + standby.alive();
    }

    private final class Ways implements HostSwitch.Ways {
        @Override
        public void toUplink(Span span) {
            if (span.flow().kind() == Flow.Kind.FROM_NEIGHBOUR) {
                nics.acceptFromNeighbour(span);
            } else {
                nics.sendByUplink(span, layout.host().bridgeToSwitchNanos());
            }
        }

        @Override
        public void toTap(Span span) {
            standby.accept(span);
        }

        @Override
        public void toRepresentor(Span span) {
            HostPath.this.intoRing(span);
        }
    }

    private final class AroundNics implements HostNics.Around {
        @Override
        public void intoRing(Span span) {
            HostPath.this.intoRing(span);
        }

        @Override
        public void intoHostSwitch(Span span) {
            HostPath.this.intoHostSwitch(span);
        }

        @Override
        public void toFabric(Span span) {
            around.toFabric(span);
        }

        @Override
        public long neighbourToSwitchNanos() {
            return HostPath.this.neighbourToSwitchNanos();
        }
    }
}
