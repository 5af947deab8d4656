package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.operate.FilterTarget;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

    private final SoftSwitch kind;
    private final StandbyNic standbyNic;

    PlainHost(Host host, DataPath.Initial initial, PathLayout layout, PlainQueue.Owner guest) {
        this.host = host;
        this.kind = initial.side(host).softSwitch();
        this.standbyNic = initial.side(host).standbyNic();
        this.nic = PathChange.Nic.ofBridge(host, initial.filter(host));
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
            boolean learns = set.learning() == Learning.ON;
            long delay = set.spanningTree() == SpanningTree.ON ? layout.host().forwardDelayNanos() : 0;
            EntryKind entry = set.entered().kind();
            return new PlainSwitch(
                    2, learns, ageing, delay, entry, set.entered().port(), since);
        }
        if (kind instanceof SoftSwitch.Switchdev set) {
            return switch (filter) {
                case PRIMARY ->
                    new PlainSwitch(3, true, ageing, 0, set.entries(), BridgePort.REPRESENTOR.ordinal(), since);
                case STANDBY -> new PlainSwitch(3, true, ageing, 0, set.entries(), BridgePort.TAP.ordinal(), since);
                case BOTH, NONE -> new PlainSwitch(3, true, ageing, 0, EntryKind.DYNAMIC, PlainSwitch.NOWHERE, since);
            };
        }
        int known = kind instanceof SoftSwitch.Macvtap ? BridgePort.TAP.ordinal() : PlainSwitch.NOWHERE;
        return new PlainSwitch(2, false, 0, 0, EntryKind.STATIC, known, since);
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

    /** The ports through which the bridge sends a frame for the guest, if it sends it. */
    List<Integer> waysToGuest(long at) {
        List<Integer> ways = bridge.othersThan(BridgePort.UPLINK.ordinal(), at);
        int known = bridge.known(at);
        if (known != PlainSwitch.NOWHERE) {
            ways.retainAll(List.of(known));
        }
        return ways;
    }

    /** The fate of a frame for the guest that the bridge does not send on, null when it does. */
    FrameFate refusesForGuest(long at) {
        int known = bridge.known(at);
        if (!bridge.forwards(BridgePort.UPLINK.ordinal(), at)) {
            return fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING);
        }
        if (known == BridgePort.UPLINK.ordinal()) {
            return FrameFate.BRIDGE_ENTRY_ELSEWHERE;
        }
        if (known == PlainSwitch.ITSELF) {
            return FrameFate.BRIDGE_ENTRY_LOCAL;
        }
        if (known == PlainSwitch.NOWHERE && !floods()) {
            return FrameFate.BRIDGE_NO_FLOOD;
        }
        return waysToGuest(at).isEmpty() ? fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING) : null;
    }

    private boolean floods() {
        return !(kind instanceof SoftSwitch.Bridge set) || set.unknownUnicast() == UnknownUnicast.FLOOD;
    }

    FilterRegisters registersOf(NicRole role) {
        if (role == NicRole.STANDBY) {
            return BridgeAsNic.registers(Flow.GUEST_MAC, FilterTarget.STANDBY)
                    .clear(PoolFlag.BAM, EmbeddedSwitch.PRIMARY);
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
        int pool = atVf ? EmbeddedSwitch.PRIMARY : EmbeddedSwitch.STANDBY;
        registers.address(free, Flow.GUEST_MAC, FilterRegisters.only(pool));
        registers.write(PoolFlag.BAM, registers.pools(PoolFlag.BAM) & ~FilterRegisters.only(EmbeddedSwitch.PRIMARY));
        registers.write(PoolFlag.MAC_ANTI_SPOOF, 0);
        registers.write(PoolFlag.SOURCE_PRUNING, 0);
        return registers;
    }
}
