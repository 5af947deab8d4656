package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PlainAgenda.Rank;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The switch, the NICs and the bridges between the peer and the guest, one frame at a time, for {@link FrameByFrame}. */
final class PlainWires {
    /** The switch's ports: the primary NICs of A and B, the standbys' own NICs of A and B, the peer. */
    static final int OWN_NICS = 2;

    private static final int PEER = 4;

    private final PathLayout layout;
    private final PlainAgenda agenda;
    private final Ends ends;
    private final Map<Host, PlainHost> hosts = new EnumMap<>(Host.class);
    private final PlainSwitch fabric;
    private final UnknownUnicast unknownAtSwitch;

    /** Where frames come from and end. */
    interface Ends {
        FrameHeader headerOf(PlainFrame frame);

        void end(PlainFrame frame, FrameFate fate, Host host, long at);
    }

    PlainWires(PathLayout layout, DataPath.Initial initial, PlainAgenda agenda, PlainQueue.Owner guest, Ends ends) {
        this.layout = layout;
        this.agenda = agenda;
        this.ends = ends;
        this.unknownAtSwitch = initial.fabric().unknownUnicast();
        for (Host host : Host.values()) {
            hosts.put(host, new PlainHost(host, initial, layout, guest));
        }
        Host at = initial.guestAt();
        int known = at == null
                ? PlainSwitch.NOWHERE
                : portOf(at, initial.filter(at) == FilterTarget.STANDBY ? NicRole.STANDBY : NicRole.PRIMARY);
        fabric = new PlainSwitch(
                PEER + 1,
                initial.fabric().learning(),
                layout.switchAgeingNanos(),
                layout.switchForwardDelayNanos(),
                initial.fabric().flowIdleNanos(),
                at == null ? EntryKind.DYNAMIC : initial.fabric().entry(),
                known,
                initial.atNanos());
        hosts.values().forEach(host -> follow(initial.atNanos(), host));
    }

    /** Does a change that is no matter of the guest's alone. */
    void change(long at, PathChange change) {
        if (change instanceof PathChange.OfHost ofHost) {
            hosts.get(ofHost.host()).change(at, ofHost);
            follow(at, hosts.get(ofHost.host()));
        } else if (change instanceof PathChange.SwitchPort port) {
            fabric.link(portOf(port.host(), port.nic()), port.state(), at);
        } else if (change instanceof PathChange.SwitchEntry entry) {
            fabric.enter(entry.kind(), portOf(entry.host(), entry.nic()), at);
        } else if (change instanceof PathChange.SwitchEntryGone) {
            fabric.enter(EntryKind.DYNAMIC, PlainSwitch.NOWHERE, at);
        }
    }

    private NicRole roleOf(Host host, NicRole nic) {
        return hosts.get(host).hasOwnNic() ? nic : NicRole.PRIMARY;
    }

    private int portOf(Host host, NicRole nic) {
        return host.ordinal() + (roleOf(host, nic) == NicRole.STANDBY ? OWN_NICS : 0);
    }

    // From the guest and from a neighbour.

    void fromPeerAt(long sentAt, PlainFrame frame) {
        long arrival = sentAt + layout.peerToSwitchNanos();
        agenda.plan(arrival, Rank.SWITCH_FROM_PEER, frame, () -> atSwitch(arrival, PEER, frame));
    }

    /** The guest gives a frame to its primary. */
    void byPrimary(long at, Host from, PlainFrame frame) {
        PlainHost host = hosts.get(from);
        PlainFrame sent = frame.by(OWN_NICS + from.ordinal());
        long seenAt = at + layout.host().guestToBridgeNanos();
        if (!host.isOffloaded()) {
            leave(at, host, NicRole.PRIMARY, EmbeddedSwitch.PRIMARY, sent, layout.guestToSwitchNanos());
        } else if (frame.kind() != Flow.Kind.ANNOUNCEMENT) {
            agenda.plan(seenAt, Rank.BRIDGE_FROM_TAP, sent, () -> {
                if (host.bridge.hears(BridgePort.REPRESENTOR.ordinal(), seenAt)) {
                    teach(seenAt, host, BridgePort.REPRESENTOR);
                }
            });
            leave(at, host, NicRole.PRIMARY, EmbeddedSwitch.PRIMARY, sent, layout.guestToSwitchNanos());
        } else if (host.links.get(NicRole.PRIMARY) == LinkState.UP && vfMaySend(host, sent)) {
            agenda.plan(
                    seenAt, Rank.BRIDGE_FROM_TAP, sent, () -> intoBridge(seenAt, host, BridgePort.REPRESENTOR, sent));
        }
    }

    private boolean vfMaySend(PlainHost host, PlainFrame frame) {
        Verdict verdict = new Verdict();
        new Classifier(host.registersOf(NicRole.PRIMARY))
                .transmit(ends.headerOf(frame), EmbeddedSwitch.PRIMARY, verdict);
        return verdict.leavesOnWire();
    }

    /** The guest gives a frame to its standby, or QEMU an announcement to the tap. */
    void byStandby(long at, Host from, PlainFrame frame) {
        PlainHost host = hosts.get(from);
        PlainFrame sent = frame.by(from.ordinal());
        long arrival = at + layout.host().guestToBridgeNanos();
        agenda.plan(arrival, Rank.BRIDGE_FROM_TAP, sent, () -> intoBridge(arrival, host, BridgePort.TAP, sent));
    }

    void byNeighbour(long at, Neighbour neighbour, PlainFrame frame) {
        PlainHost host = hosts.get(neighbour.host());
        if (neighbour.seat() == NeighbourSeat.VF) {
            PlainFrame sent = frame.by(OWN_NICS + neighbour.host().ordinal());
            agenda.plan(at, Rank.NIC_FROM_NEIGHBOUR, sent, () -> neighbourAtNic(at, host, sent));
        } else {
            PlainFrame sent = frame.by(neighbour.host().ordinal());
            long arrival = at + layout.host().guestToBridgeNanos();
            agenda.plan(arrival, Rank.BRIDGE_FROM_NEIGHBOUR, sent, () -> neighbourInBridge(arrival, host, sent));
        }
    }

    private void neighbourInBridge(long at, PlainHost host, PlainFrame frame) {
        FrameFate refused = host.refusesForGuest(PlainSwitch.INSIDE, at);
        if (refused != null) {
            end(frame, refused, host.host, at);
            return;
        }
        List<Integer> out = host.waysToGuest(PlainSwitch.INSIDE, at);
        for (int port : out) {
            PlainFrame one = port == out.get(0) ? frame : frame.asCopy();
            if (port == BridgePort.UPLINK.ordinal()) {
                agenda.plan(at, Rank.NIC_FROM_NEIGHBOUR, one, () -> neighbourAtNic(at, host, one));
            } else {
                outOfBridge(at, host, BridgePort.values()[port], one);
            }
        }
    }

    private void neighbourAtNic(long at, PlainHost host, PlainFrame frame) {
        NicRole nic = host.neighbour == NeighbourSeat.VF ? NicRole.PRIMARY : roleOf(host.host, NicRole.STANDBY);
        if (host.links.get(nic) == LinkState.DOWN) {
            end(frame, FrameFate.NIC_PORT_DOWN, host.host, at);
            return;
        }
        Verdict verdict = new Verdict();
        new Classifier(host.registersOf(nic)).transmit(ends.headerOf(frame), host.neighboursPool(nic), verdict);
        boolean wire = verdict.leavesOnWire();
        if (!handOut(at, host, nic, verdict, frame) && !wire) {
            end(frame, host.fateOf(verdict, frame), host.host, at);
        }
        if (wire) {
            boolean first = !verdict.reaches(EmbeddedSwitch.PRIMARY) && !verdict.reaches(host.standbysPool(nic));
            PlainFrame sent = first ? frame : frame.asCopy();
            long arrival = at
                    + (host.neighbour == NeighbourSeat.VF
                            ? layout.guestToSwitchNanos()
                            : layout.host().bridgeToSwitchNanos());
            int port = portOf(host.host, nic);
            agenda.plan(arrival, Rank.SWITCH_FROM_PEER, sent, () -> atSwitch(arrival, port, sent));
        }
    }

    /** A frame of the guest comes into a host's bridge: its own, or another host's announcement. */
    private void intoBridge(long at, PlainHost host, BridgePort from, PlainFrame frame) {
        if (host.bridge.hears(from.ordinal(), at)) {
            teach(at, host, from);
        }
        List<Integer> out = host.bridge.othersThan(from.ordinal(), at);
        if (frame.kind() != Flow.Kind.ANNOUNCEMENT) {
            out.retainAll(List.of(BridgePort.UPLINK.ordinal()));
        }
        if (!host.bridge.forwards(from.ordinal(), at) || out.isEmpty()) {
            end(frame, host.fate(FrameFate.BRIDGE_PORT_NOT_FORWARDING), host.host, at);
            return;
        }
        for (int port : out) {
            outOfBridge(at, host, BridgePort.values()[port], port == out.get(0) ? frame : frame.asCopy());
        }
    }

    private void outOfBridge(long at, PlainHost host, BridgePort port, PlainFrame frame) {
        boolean pruned = frame.kind() == Flow.Kind.ANNOUNCEMENT && host.prunesAnnouncements();
        switch (port) {
            case UPLINK -> {
                long toSwitch = layout.host().bridgeToSwitchNanos();
                NicRole nic = roleOf(host.host, NicRole.STANDBY);
                leave(at, host, nic, host.standbysPool(nic), frame, toSwitch);
            }
            case TAP -> {
                if (!pruned) {
                    toQueue(at, host.standby, frame);
                }
            }
            case REPRESENTOR -> toQueue(at + layout.nicToPrimaryNanos(), host.primary, frame);
        }
    }

    private void teach(long at, PlainHost host, BridgePort port) {
        host.bridge.teach(port.ordinal(), at);
        follow(at, host);
    }

    /** A NIC in switchdev mode gets what its bridge's entry says now, and what it will say when it has aged. */
    private void follow(long at, PlainHost host) {
        if (host.isOffloaded()) {
            for (long then : new long[] {at, at + layout.host().ageingNanos()}) {
                agenda.plan(then, () -> {
                    int known = host.bridge.known(then);
                    agenda.plan(then + layout.host().fdbMoveNanos(), () -> host.offloaded = known);
                });
            }
        }
    }

    private void leave(long at, PlainHost host, NicRole nic, int sender, PlainFrame frame, long toSwitch) {
        if (host.links.get(nic) == LinkState.DOWN) {
            end(frame, FrameFate.NIC_PORT_DOWN, host.host, at);
            return;
        }
        Verdict verdict = new Verdict();
        new Classifier(host.registersOf(nic)).transmit(ends.headerOf(frame), sender, verdict);
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT && verdict.reaches(EmbeddedSwitch.PRIMARY)) {
            toQueue(at + layout.nicToPrimaryNanos(), host.primary, frame.asCopy());
        }
        boolean fromVf = sender == EmbeddedSwitch.PRIMARY && !host.isOffloaded() && !host.hasOwnNic();
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT && fromVf && verdict.reaches(host.standbysPool(nic))) {
            toBridge(at, host, frame.asCopy());
        }
        if (verdict.leavesOnWire()) {
            long arrival = at + toSwitch;
            agenda.plan(
                    arrival,
                    Rank.SWITCH_FROM_HOST,
                    frame,
                    () -> fromHost(arrival, portOf(host.host, roleOf(frame)), frame));
        } else {
            end(frame, verdict.dropped().orElse(DropReason.NO_POOL).fate(), host.host, at);
        }
    }

    private static NicRole roleOf(PlainFrame frame) {
        return frame.via() < OWN_NICS ? NicRole.STANDBY : NicRole.PRIMARY;
    }

    // The switch.

    private void fromHost(long at, int port, PlainFrame frame) {
        Host host = Host.values()[port % OWN_NICS];
        if (fabric.hears(port, at)) {
            fabric.teach(port, at);
        }
        if (!fabric.forwards(port, at)) {
            end(frame, FrameFate.SWITCH_PORT_NOT_FORWARDING, host, at);
            return;
        }
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT) {
            for (int out : portsInUse(fabric.othersThan(port, at))) {
                toNic(at, out, frame);
            }
        }
        FrameFate fate =
                roleOf(frame) == NicRole.STANDBY ? FrameFate.DELIVERED_BY_STANDBY : FrameFate.DELIVERED_BY_PRIMARY;
        end(frame, fate, host, at + layout.switchToPeerNanos());
    }

    /** A frame for the guest comes in at a port of the switch. */
    private void atSwitch(long at, int from, PlainFrame frame) {
        boolean everybody = frame.kind() == Flow.Kind.BROADCAST;
        int to = everybody ? PlainSwitch.NOWHERE : fabric.way(from, PEER, at);
        List<Integer> out = portsInUse(fabric.othersThan(from, at));
        if (!fabric.forwards(from, at) || to != PlainSwitch.NOWHERE && !fabric.forwards(to, at)) {
            end(frame, FrameFate.SWITCH_PORT_NOT_FORWARDING, hostAt(to), at);
        } else if (to == from) {
            end(frame, FrameFate.SWITCH_ENTRY_AT_INGRESS, hostAt(to), at);
        } else if (to != PlainSwitch.NOWHERE) {
            toNic(at, to, frame);
        } else if (!everybody && unknownAtSwitch == UnknownUnicast.DROP) {
            end(frame, FrameFate.SWITCH_NO_FLOOD, Host.A, at);
        } else if (out.isEmpty()) {
            end(frame, FrameFate.SWITCH_PORT_NOT_FORWARDING, from == PEER ? Host.A : hostAt(from), at);
        } else {
            for (int port : out) {
                toNic(at, port, port == out.get(0) ? frame : frame.asCopy());
            }
        }
    }

    private static Host hostAt(int port) {
        return port == PlainSwitch.NOWHERE ? Host.A : Host.values()[port % OWN_NICS];
    }

    private List<Integer> portsInUse(List<Integer> ports) {
        ports.removeIf(port -> port == PEER
                || port >= OWN_NICS
                        && !hosts.get(Host.values()[port % OWN_NICS]).hasOwnNic());
        return ports;
    }

    // To the guest.

    private void toNic(long at, int port, PlainFrame frame) {
        PlainHost host = hosts.get(Host.values()[port % OWN_NICS]);
        NicRole nic = port < OWN_NICS ? NicRole.PRIMARY : NicRole.STANDBY;
        long arrival = at + layout.switchToNicNanos();
        agenda.plan(arrival, Rank.NIC, frame, () -> {
            if (host.links.get(nic) == LinkState.DOWN) {
                end(frame, FrameFate.RX_DISABLED, host.host, arrival);
            } else if (nic == NicRole.STANDBY) {
                toBridge(arrival, host, frame);
            } else {
                classify(arrival, host, frame);
            }
        });
    }

    private void classify(long at, PlainHost host, PlainFrame frame) {
        Verdict verdict = new Verdict();
        new Classifier(host.registersOf(NicRole.PRIMARY)).receive(ends.headerOf(frame), verdict);
        if (!handOut(at, host, NicRole.PRIMARY, verdict, frame)) {
            end(frame, host.fateOf(verdict, frame), host.host, at);
        }
    }

    /** To the guest's VF and to the standby's uplink, as the verdict says; answers whether to either. */
    private boolean handOut(long at, PlainHost host, NicRole nic, Verdict verdict, PlainFrame frame) {
        boolean toPrimary = verdict.reaches(EmbeddedSwitch.PRIMARY);
        boolean toStandby = verdict.reaches(host.standbysPool(nic));
        if (toPrimary) {
            toQueue(at + layout.nicToPrimaryNanos(), host.primary, frame);
        }
        if (toStandby && host.hasOwnNic()) {
            end(frame, FrameFate.NO_POOL, host.host, at);
        } else if (toStandby) {
            toBridge(at, host, toPrimary ? frame.asCopy() : frame);
        }
        return toPrimary || toStandby;
    }

    private void toBridge(long at, PlainHost host, PlainFrame frame) {
        long arrival = at
                + layout.nicToStandbyNanos()
                + (host.isOffloaded() ? layout.host().slowPathNanos() : 0);
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT) {
            agenda.plan(
                    arrival, Rank.BRIDGE_ANNOUNCED, frame, () -> intoBridge(arrival, host, BridgePort.UPLINK, frame));
        } else {
            agenda.plan(arrival, Rank.BRIDGE_FROM_UPLINK, frame, () -> throughBridge(arrival, host, frame));
        }
    }

    private void throughBridge(long at, PlainHost host, PlainFrame frame) {
        int uplink = BridgePort.UPLINK.ordinal();
        boolean everybody = frame.kind() == Flow.Kind.BROADCAST;
        FrameFate refused = everybody ? host.refusesBroadcast(uplink, at) : host.refusesForGuest(uplink, at);
        if (refused != null) {
            end(frame, refused, host.host, at);
            return;
        }
        List<Integer> out = everybody ? host.bridge.othersThan(uplink, at) : host.waysToGuest(uplink, at);
        for (int port : out) {
            outOfBridge(at, host, BridgePort.values()[port], port == out.get(0) ? frame : frame.asCopy());
        }
    }

    private void end(PlainFrame frame, FrameFate fate, Host host, long at) {
        ends.end(frame, fate, host, at);
    }

    private void toQueue(long at, PlainQueue queue, PlainFrame frame) {
        agenda.plan(at, Rank.QUEUE, frame, () -> queue.arrive(at, frame));
    }
}
