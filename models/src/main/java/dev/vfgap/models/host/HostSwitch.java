package dev.vfgap.models.host;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.fabric.LearningSwitch.Drop;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.Tracer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What leads from a host's PF to the standby's tap and back: each kind of {@link SoftSwitch} as one setting of the {@link
 * LearningSwitch}.
 *
 * <p>An open one neither learns nor knows, so it floods; a macvtap is an entry that stays; a switchdev bridge has the VF's
 * representor as its third port.
 */
public final class HostSwitch {
    private static final List<String> PORTS =
            Arrays.stream(BridgePort.values()).map(BridgePort::title).toList();
    private static final Entry AT_THE_TAP = new Entry(EntryKind.STICKY, BridgePort.TAP.ordinal());

    private final Host host;
    private final SoftSwitch kind;
    private final SpanPool pool;
    private final Ledger ledger;
    private final Ways ways;
    private final LearningSwitch bridge;
    private final SpanQueue ofOtherMacvtap;
    private final Map<BridgePort, LinkState> links = new EnumMap<>(BridgePort.class);
    private final int viaPrimary;
    private long watchedFrames;

    /** Where its frames go, at the time at which they leave it. */
    public interface Ways {
        /** Takes frames over that leave through the PF. */
        void toUplink(Span span);

        /** Takes frames over that are put into the tap. */
        void toTap(Span span);

        /** Takes frames over that leave through the VF's representor. */
        void toRepresentor(Span span);
    }

    /**
     * @param known the entry for the guest's MAC at first, of a kind that takes one; its port is a {@link BridgePort}'s
     *     number
     * @param knownSinceNanos since when
     */
    public HostSwitch(
            Host host,
            SoftSwitch kind,
            HostTimes times,
            Entry known,
            long knownSinceNanos,
            SpanPool pool,
            Ledger ledger,
            Ways ways,
            Tracer tracer) {
        this.host = host;
        this.viaPrimary = Host.values().length + host.ordinal();
        this.kind = kind;
        this.pool = pool;
        this.ledger = ledger;
        this.ways = ways;
        Entry first = kind instanceof SoftSwitch.Macvtap ? AT_THE_TAP : known;
        Tracer watcher = kind instanceof SoftSwitch.Open ? Tracer.NOBODY : tracer;
        this.ofOtherMacvtap = new SpanQueue(pool);
        this.bridge = new LearningSwitch(
                settings(host, kind, times), first, knownSinceNanos, pool, new BridgeOutlet(), watcher);
    }

    private static LearningSwitch.Settings settings(Host host, SoftSwitch kind, HostTimes times) {
        List<String> ports = kind instanceof SoftSwitch.Switchdev ? PORTS : PORTS.subList(0, 2);
        Learning learning = Learning.OFF;
        UnknownUnicast unknown = UnknownUnicast.FLOOD;
        long forwardDelayNanos = 0;
        long flowIdleNanos = 0;
        if (kind instanceof SoftSwitch.Bridge settings) {
            flowIdleNanos = settings.flows() == FlowMemory.KEPT ? times.flowIdleNanos() : 0;
            learning = settings.learning();
            unknown = settings.unknownUnicast();
            forwardDelayNanos = settings.spanningTree() == SpanningTree.ON ? times.forwardDelayNanos() : 0;
        } else if (kind instanceof SoftSwitch.Switchdev) {
            learning = Learning.ON;
        }
        String name = (kind instanceof SoftSwitch.Macvtap ? "macvtap " : "bridge ") + host;
        return new LearningSwitch.Settings(
                name,
                ports,
                BridgePort.UPLINK.ordinal(),
                learning,
                times.ageingNanos(),
                unknown,
                forwardDelayNanos,
                flowIdleNanos);
    }

    /** Takes frames over that come from the PF, or from the standby; {@link Span#via} says of whom the latter are. */
    public void accept(Span span) {
        bridge.accept(span);
    }

    /** Takes frames over that a neighbour behind this bridge, or on another macvtap of the PF, sends to the guest. */
    public void acceptFromNeighbour(Span span) {
        if (kind instanceof SoftSwitch.Macvtap) {
            ofOtherMacvtap.add(span);
        } else {
            bridge.acceptInside(span);
        }
    }

    /** Lets a bridge that learns see frames that the guest sends through the VF; they stay the caller's. */
    public void watch(Span span, long delayNanos) {
        Span seen = pool.copy(span);
        seen.delayBy(delayNanos);
        watchedFrames += seen.count();
        bridge.accept(seen);
    }

    /** Follows the entry, for the NIC's copy of it. */
    public LearningSwitch.EntryFollower follow() {
        return bridge.follow();
    }

    /** How many frames are on their way into it. */
    public long alive() {
        return bridge.alive() + ofOtherMacvtap.frames() - watchedFrames;
    }

    /** How many copies it made by flooding. */
    public long copiedFrames() {
        return bridge.copiedFrames();
    }

    /** Deals with the guest's frames that arrive before {@code untilNanos}. */
    public void teach(long untilNanos) {
        bridge.teach(untilNanos);
    }

    /** Deals with the frames for the guest that arrive before {@code untilNanos}; it has been taught until then. */
    public void forward(long untilNanos) {
        bridge.forward(untilNanos);
    }

    /** Deals with a neighbour's frames that arrive before {@code untilNanos}; it has been taught until then. */
    public void forwardNeighbour(long untilNanos) {
        bridge.forwardInside(untilNanos);
        for (Span span = ofOtherMacvtap.takeAnyBefore(untilNanos);
                span != null;
                span = ofOtherMacvtap.takeAnyBefore(untilNanos)) {
            betweenMacvtaps(span);
        }
    }

    private void betweenMacvtaps(Span span) {
        if (isDown(BridgePort.UPLINK)) {
            ledger.close(span, FrameFate.MACVTAP_DOWN, host);
        } else if (kind instanceof SoftSwitch.Macvtap macvtap
                && macvtap.mode().reachesItsLike()
                && !isDown(BridgePort.TAP)) {
            ways.toTap(span);
        } else {
            ways.toUplink(span);
        }
    }

    private boolean isDown(BridgePort port) {
        return links.get(port) == LinkState.DOWN;
    }

    /** Whether nothing changes in it until a moment, when the guest is heard on this port; null = on none. */
    public boolean isSteady(BridgePort heardOn, long fromNanos, long untilNanos) {
        return bridge.isSteady(heardOn == null ? LearningSwitch.NOWHERE : heardOn.ordinal(), fromNanos, untilNanos);
    }

    /** A port comes up or goes down; the caller has settled this component until then. */
    public void port(BridgePort port, LinkState state, long atNanos) {
        links.put(port, state);
        bridge.port(port.ordinal(), state, atNanos);
    }

    /**
     * Management writes the entry for the guest's MAC; the caller has settled this component until then.
     *
     * @throws IllegalArgumentException when this is no bridge
     */
    public void enter(Entry known, long atNanos) {
        if (kind instanceof SoftSwitch.Open || kind instanceof SoftSwitch.Macvtap) {
            throw new IllegalArgumentException("there is no bridge on " + host + " whose entry could be written");
        }
        bridge.enter(known, atNanos);
    }

    private FrameFate fateOf(Drop why) {
        if (kind instanceof SoftSwitch.Macvtap) {
            return FrameFate.MACVTAP_DOWN;
        }
        return switch (why) {
            case PORT_NOT_FORWARDING -> FrameFate.BRIDGE_PORT_NOT_FORWARDING;
            case NOT_FLOODED -> FrameFate.BRIDGE_NO_FLOOD;
            case ENTRY_AT_INGRESS -> FrameFate.BRIDGE_ENTRY_ELSEWHERE;
            case ENTRY_LOCAL -> FrameFate.BRIDGE_ENTRY_LOCAL;
        };
    }

    /** Another host's announcement comes from the PF with the macvtap's own address. */
    private boolean keepsAway(Span span) {
        return span.flow().kind() == Flow.Kind.ANNOUNCEMENT
                && kind instanceof SoftSwitch.Macvtap macvtap
                && macvtap.mode().ownBroadcast() == MacvtapMode.OwnBroadcast.KEPT_AWAY;
    }

    private final class BridgeOutlet implements LearningSwitch.Outlet {
        @Override
        public int portOf(Span span) {
            if (span.flow().kind().isForGuest()) {
                return BridgePort.UPLINK.ordinal();
            }
            if (span.via() == host.ordinal()) {
                return BridgePort.TAP.ordinal();
            }
            boolean fromVf = isWatched(span) || kind instanceof SoftSwitch.Switchdev && span.via() == viaPrimary;
            return (fromVf ? BridgePort.REPRESENTOR : BridgePort.UPLINK).ordinal();
        }

        @Override
        public void forward(int port, Span span) {
            if (isWatched(span)) {
                forget(span);
            } else if (port == BridgePort.UPLINK.ordinal()) {
                ways.toUplink(span);
            } else if (port == BridgePort.REPRESENTOR.ordinal()) {
                ways.toRepresentor(span);
            } else if (keepsAway(span)) {
                ledger.close(span, FrameFate.SOURCE_PRUNED, host);
            } else {
                ways.toTap(span);
            }
        }

        @Override
        public void drop(Drop why, int port, Span span) {
            if (isWatched(span)) {
                forget(span);
            } else {
                ledger.close(span, fateOf(why), host);
            }
        }

        private boolean isWatched(Span span) {
            return span.flow().kind().isFromGuest() && span.via() != host.ordinal();
        }

        private void forget(Span span) {
            watchedFrames -= span.count();
            pool.release(span);
        }
    }
}
