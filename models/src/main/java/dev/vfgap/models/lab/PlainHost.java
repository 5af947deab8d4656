package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.FlowMemory;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.NicPools;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One host, for {@link FrameByFrame}. */
final class PlainHost {
    final Host host;
    final PlainSwitch bridge;
    final PlainQueue primary;
    final PlainQueue standby;
    final Map<NicRole, LinkState> links = new EnumMap<>(NicRole.class);

    /** What the VF's NIC decides by, but for the entry that follows a switchdev bridge. */
    PathChange.Nic nic;

    /** Where the NIC has the guest in switchdev mode. */
    int offloaded;

    final NeighbourSeat neighbour;

    private final SoftSwitch kind;
    private final StandbyNic standbyNic;

    PlainHost(Host host, DataPath.Initial initial, PathLayout layout, PlainQueue.Owner guest) {
        this.host = host;
        this.kind = initial.side(host).softSwitch();
        this.standbyNic = initial.side(host).standbyNic();
        this.neighbour = initial.neighbour().seatOn(host);
        NicPools pools = NicPools.of(standbyNic, neighbour);
        this.nic = new PathChange.Nic(
                host, BridgeAsNic.registers(Flow.GUEST_MAC, initial.filter(host), pools), Optional.empty());
        for (NicRole role : NicRole.values()) {
            links.put(role, LinkState.UP);
        }
        this.bridge = bridge(initial.filter(host), initial.atNanos(), layout);
        this.offloaded = bridge.known(initial.atNanos());
        this.primary = new PlainQueue(
                guest,
                host,
                layout.primaryQueueFrames(),
                layout.queueFreeBatchFrames(),
                layout.primaryServiceNanos(),
                FrameFate.DELIVERED_BY_PRIMARY);
        this.standby = new PlainQueue(
                guest,
                host,
                layout.standbyQueueFrames(),
                layout.queueFreeBatchFrames(),
                layout.standbyServiceNanos(),
                FrameFate.DELIVERED_BY_STANDBY);
    }

    private PlainSwitch bridge(FilterTarget filter, long since, PathLayout layout) {
        long ageing = layout.host().ageingNanos();
        if (kind instanceof SoftSwitch.Bridge set) {
            long delay = set.spanningTree() == SpanningTree.ON ? layout.host().forwardDelayNanos() : 0;
            long flows = set.flows() == FlowMemory.KEPT ? layout.host().flowIdleNanos() : 0;
            EntryKind entry = set.entered().kind();
            return new PlainSwitch(
                    2,
                    set.learning(),
                    ageing,
                    delay,
                    flows,
                    entry,
                    set.entered().port(),
                    since);
        }
        if (kind instanceof SoftSwitch.Switchdev set) {
            EntryKind entry = set.entries();
            int representor = BridgePort.REPRESENTOR.ordinal();
            return switch (filter) {
                case PRIMARY -> new PlainSwitch(3, Learning.ON, ageing, 0, 0, entry, representor, since);
                case STANDBY -> new PlainSwitch(3, Learning.ON, ageing, 0, 0, entry, BridgePort.TAP.ordinal(), since);
                case BOTH, NONE ->
                    new PlainSwitch(3, Learning.ON, ageing, 0, 0, EntryKind.DYNAMIC, PlainSwitch.NOWHERE, since);
            };
        }
        int known = kind instanceof SoftSwitch.Macvtap ? BridgePort.TAP.ordinal() : PlainSwitch.NOWHERE;
        return new PlainSwitch(2, Learning.OFF, 0, 0, 0, EntryKind.STATIC, known, since);
    }

    void change(long at, PathChange.OfHost change) {
        if (change instanceof PathChange.Nic decides) {
            nic = decides;
        } else if (change instanceof PathChange.PrimaryQueue queue) {
            primary.change(at, queue.state(), queue.purged());
        } else if (change instanceof PathChange.StandbyQueue queue) {
            standby.change(at, queue.state(), queue.purged());
        } else if (change instanceof PathChange.DropWaiting drop) {
            primary.dropOldest(at, drop.frames(), drop.fate());
        } else if (change instanceof PathChange.NicPort port) {
            links.put(hasOwnNic() ? port.nic() : NicRole.PRIMARY, port.state());
        } else if (change instanceof PathChange.HostPort port) {
            bridge.link(port.port().ordinal(), port.state(), at);
        } else if (change instanceof PathChange.HostEntry entry) {
            boolean local = entry.kind() == EntryKind.LOCAL;
            bridge.enter(entry.kind(), local ? PlainSwitch.ITSELF : entry.port().ordinal(), at);
        } else if (change instanceof PathChange.HostEntryGone) {
            bridge.enter(EntryKind.DYNAMIC, PlainSwitch.NOWHERE, at);
        }
    }

    boolean isOffloaded() {
        return kind instanceof SoftSwitch.Switchdev;
    }

    boolean hasOwnNic() {
        return standbyNic == StandbyNic.OWN;
    }

    FrameFate fate(FrameFate ofBridge) {
        return kind instanceof SoftSwitch.Macvtap ? FrameFate.MACVTAP_DOWN : ofBridge;
    }

    boolean prunesAnnouncements() {
        return kind instanceof SoftSwitch.Macvtap macvtap
                && (macvtap.mode() == MacvtapMode.BRIDGE || macvtap.mode() == MacvtapMode.VEPA);
    }

    /** The pool behind which a NIC has the standby. */
    int standbysPool(NicRole role) {
        return role == NicRole.STANDBY ? 1 : NicPools.of(standbyNic, neighbour).standby();
    }

    /** The pool from which the neighbour sends. */
    int neighboursPool(NicRole role) {
        return neighbour == NeighbourSeat.PF
                ? standbysPool(role)
                : NicPools.of(standbyNic, neighbour).neighbour();
    }

    /** The ports through which the bridge sends a frame for the guest that came from a port, if it sends it. */
    List<Integer> waysToGuest(int from, long at) {
        if (from == PlainSwitch.INSIDE && kind instanceof SoftSwitch.Macvtap macvtap) {
            boolean local = macvtap.mode() == MacvtapMode.BRIDGE && bridge.forwards(BridgePort.TAP.ordinal(), at);
            return List.of((local ? BridgePort.TAP : BridgePort.UPLINK).ordinal());
        }
        List<Integer> ways = bridge.othersThan(from, at);
        int to = bridge.way(from, BridgePort.UPLINK.ordinal(), at);
        if (to != PlainSwitch.NOWHERE) {
            ways.retainAll(List.of(to));
        }
        return ways;
    }

    /** The fate of a frame for the guest that the bridge does not send on, null when it does. */
    FrameFate refusesForGuest(int from, long at) {
        boolean fromInside = from == PlainSwitch.INSIDE;
        if (!fromInside && !bridge.forwards(from, at)) {
            return fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING);
        }
        if (fromInside && kind instanceof SoftSwitch.Macvtap) {
            return bridge.forwards(BridgePort.UPLINK.ordinal(), at) ? null : FrameFate.MACVTAP_DOWN;
        }
        int to = bridge.way(from, BridgePort.UPLINK.ordinal(), at);
        if (to == from) {
            return FrameFate.BRIDGE_ENTRY_ELSEWHERE;
        }
        if (to == PlainSwitch.ITSELF) {
            return FrameFate.BRIDGE_ENTRY_LOCAL;
        }
        if (to == PlainSwitch.NOWHERE && !floods()) {
            return FrameFate.BRIDGE_NO_FLOOD;
        }
        return waysToGuest(from, at).isEmpty() ? fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING) : null;
    }

    /** The fate of a broadcast that the bridge does not send on, null when it does. */
    FrameFate refusesBroadcast(int from, long at) {
        boolean sends =
                bridge.forwards(from, at) && !bridge.othersThan(from, at).isEmpty();
        return sends ? null : fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING);
    }

    /** The fate of a frame that the VF's NIC gives to nobody for the guest. */
    FrameFate fateOf(Verdict verdict, PlainFrame frame) {
        if (verdict.dropped().isEmpty()) {
            return FrameFate.NO_POOL;
        }
        DropReason reason = verdict.dropped().get();
        boolean deaf = reason == DropReason.POOL_RX_DISABLED
                || reason == DropReason.QUEUE_DISABLED
                || reason == DropReason.BUS_MASTER_OFF;
        boolean byPrimary = (verdict.refused(reason) & FilterRegisters.only(EmbeddedSwitch.PRIMARY)) != 0;
        if (reason == DropReason.SOURCE_PRUNED && frame.kind() == Flow.Kind.FROM_NEIGHBOUR) {
            return FrameFate.LOOPED_TO_SENDER;
        }
        return deaf && byPrimary ? nic.refused().orElse(reason.fate()) : reason.fate();
    }

    private boolean floods() {
        return !(kind instanceof SoftSwitch.Bridge set) || set.unknownUnicast() == UnknownUnicast.FLOOD;
    }

    FilterRegisters registersOf(NicRole role) {
        if (role == NicRole.STANDBY) {
            return BridgeAsNic.registers(Flow.GUEST_MAC, FilterTarget.STANDBY)
                    .clear(PoolFlag.BAM, EmbeddedSwitch.PRIMARY)
                    .clear(PortFlag.LOOPBACK);
        }
        if (!isOffloaded()) {
            return nic.registers();
        }
        FilterRegisters registers = nic.registers().copy();
        for (int entry = 0; entry < registers.addressEntries(); entry++) {
            if (registers.isValid(entry) && registers.address(entry) == Flow.GUEST_MAC) {
                registers.invalidate(entry);
            }
        }
        int free = 0;
        while (registers.isValid(free)) {
            free++;
        }
        boolean atVf = offloaded == BridgePort.REPRESENTOR.ordinal();
        int pool = atVf ? EmbeddedSwitch.PRIMARY : standbysPool(NicRole.PRIMARY);
        registers.address(free, Flow.GUEST_MAC, FilterRegisters.only(pool));
        registers.write(PoolFlag.BAM, registers.pools(PoolFlag.BAM) & ~FilterRegisters.only(EmbeddedSwitch.PRIMARY));
        registers.write(PoolFlag.MAC_ANTI_SPOOF, 0);
        registers.write(PoolFlag.SOURCE_PRUNING, 0);
        return registers;
    }
}
