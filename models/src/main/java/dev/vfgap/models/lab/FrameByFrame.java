package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.lab.PlainAgenda.Rank;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The data path once more, one frame at a time: the reference that {@link DataPath} must agree with, frame by frame.
 *
 * <p>It shares no span, queue or switch code with it. Each hop of each frame is an event; simultaneous events run in the
 * order of {@link PlainAgenda.Rank}, frames of one rank by (flow, originals before copies, index). Slow, and obviously right.
 */
public final class FrameByFrame {
    private static final FrameHeader ANNOUNCED = Flow.usualHeader(Flow.Kind.ANNOUNCEMENT);

    /** The switch's ports: the primary NICs of A and B, the standbys' own NICs of A and B, the peer. */
    private static final int OWN_NICS = 2;

    private static final int PEER = 4;

    private final PathLayout layout;
    private final List<Flow> flows;
    private final List<byte[]> fates = new ArrayList<>();
    private final List<long[]> deliveredAt = new ArrayList<>();
    private final PlainAgenda agenda = new PlainAgenda();
    private final Map<Host, PlainHost> hosts = new EnumMap<>(Host.class);
    private final PlainSwitch fabric;
    private final UnknownUnicast unknownAtSwitch;
    private Reception reception = Reception.ACCEPTED;
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private int announcements;

    /** A change and its moment. */
    public record Timed(long atNanos, PathChange change) {}

    /** Runs the flows through the path under the changes (in order of time) until a moment. */
    public FrameByFrame(
            PathLayout layout, List<Flow> flows, DataPath.Initial initial, List<Timed> changes, long untilNanos) {
        this.layout = layout;
        this.flows = flows;
        this.unknownAtSwitch = initial.unknownUnicast();
        for (Host host : Host.values()) {
            hosts.put(host, new PlainHost(host, initial, layout, new Guest()));
        }
        Host at = initial.guestAt();
        int known = at == null
                ? PlainSwitch.NOWHERE
                : portOf(at, initial.filter(at) == FilterTarget.STANDBY ? NicRole.STANDBY : NicRole.PRIMARY);
        fabric = new PlainSwitch(
                PEER + 1,
                true,
                layout.switchAgeingNanos(),
                layout.switchForwardDelayNanos(),
                EntryKind.DYNAMIC,
                known,
                initial.atNanos());
        hosts.values().forEach(host -> follow(initial.atNanos(), host));
        for (Flow flow : flows) {
            byte[] open = new byte[Math.toIntExact(flow.times().size())];
            Arrays.fill(open, Ledger.OPEN);
            fates.add(open);
            long[] never = new long[open.length];
            Arrays.fill(never, Long.MIN_VALUE);
            deliveredAt.add(never);
            for (long index = 0; index < flow.times().size(); index++) {
                PlainFrame frame = new PlainFrame(flow.id(), index, flow.kind(), false, 0);
                long sentAt = flow.times().at(index);
                agenda.plan(sentAt, Rank.SEND, frame, () -> send(sentAt, frame));
            }
        }
        for (Timed timed : changes) {
            agenda.plan(timed.atNanos, () -> change(timed.atNanos, timed.change));
        }
        agenda.runUntil(untilNanos);
    }

    /** Each frame's fate: see {@link Ledger#fates}. */
    public byte[] fates(Flow flow) {
        return fates.get(flow.id());
    }

    /** When each frame was first delivered: see {@link Ledger#deliveredAt}. */
    public long[] deliveredAt(Flow flow) {
        return deliveredAt.get(flow.id());
    }

    private void change(long at, PathChange change) {
        if (change instanceof PathChange.OfHost ofHost) {
            hosts.get(ofHost.host()).change(at, ofHost);
            follow(at, hosts.get(ofHost.host()));
        } else if (change instanceof PathChange.StandbyReceive receive) {
            reception = receive.reception();
        } else if (change instanceof PathChange.Transmit transmit) {
            transmitPath = transmit.path();
            transmitHost = transmit.host();
        } else if (change instanceof PathChange.Announce announce) {
            int flow = flows.size() + announcements++;
            int via = announce.host().ordinal();
            toTap(at, announce.host(), new PlainFrame(flow, 0, Flow.Kind.ANNOUNCEMENT, false, via));
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

    // From the guest.

    private void send(long at, PlainFrame frame) {
        if (frame.kind() == Flow.Kind.TO_GUEST) {
            long arrival = at + layout.peerToSwitchNanos();
            agenda.plan(arrival, Rank.SWITCH_FROM_PEER, frame, () -> fromPeer(arrival, frame));
        } else if (transmitPath.fate() != null) {
            end(frame, transmitPath.fate(), transmitHost, at);
        } else if (transmitPath == TransmitPath.STANDBY) {
            toTap(at, transmitHost, frame.by(transmitHost.ordinal()));
        } else if (transmitPath == TransmitPath.PRIMARY) {
            PlainFrame sent = frame.by(OWN_NICS + transmitHost.ordinal());
            PlainHost host = hosts.get(transmitHost);
            if (host.isOffloaded()) {
                long seenAt = at + layout.host().guestToBridgeNanos();
                agenda.plan(seenAt, Rank.BRIDGE_FROM_TAP, sent, () -> {
                    if (host.bridge.hears(BridgePort.REPRESENTOR.ordinal(), seenAt)) {
                        teach(seenAt, host, BridgePort.REPRESENTOR);
                    }
                });
            }
            leave(at, host, NicRole.PRIMARY, EmbeddedSwitch.PRIMARY, sent, layout.guestToSwitchNanos());
        }
    }

    private void toTap(long at, Host from, PlainFrame frame) {
        PlainHost host = hosts.get(from);
        long arrival = at + layout.host().guestToBridgeNanos();
        agenda.plan(arrival, Rank.BRIDGE_FROM_TAP, frame, () -> intoBridge(arrival, host, BridgePort.TAP, frame));
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
                leave(at, host, roleOf(host.host, NicRole.STANDBY), EmbeddedSwitch.STANDBY, frame, toSwitch);
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
        new Classifier(host.registersOf(nic)).transmit(headerOf(frame), sender, verdict);
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT && verdict.reaches(EmbeddedSwitch.PRIMARY)) {
            toQueue(at + layout.nicToPrimaryNanos(), host.primary, frame.asCopy());
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

    private void fromPeer(long at, PlainFrame frame) {
        int known = fabric.known(at);
        List<Integer> out = portsInUse(fabric.othersThan(PEER, at));
        if (known != PlainSwitch.NOWHERE && out.contains(known)) {
            toNic(at, known, frame);
        } else if (known != PlainSwitch.NOWHERE) {
            end(frame, FrameFate.SWITCH_PORT_NOT_FORWARDING, Host.values()[known % OWN_NICS], at);
        } else if (unknownAtSwitch == UnknownUnicast.DROP) {
            end(frame, FrameFate.SWITCH_NO_FLOOD, Host.A, at);
        } else if (out.isEmpty()) {
            end(frame, FrameFate.SWITCH_PORT_NOT_FORWARDING, Host.A, at);
        }
        if (known == PlainSwitch.NOWHERE && unknownAtSwitch == UnknownUnicast.FLOOD) {
            for (int port : out) {
                toNic(at, port, port == out.get(0) ? frame : frame.asCopy());
            }
        }
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
        new Classifier(host.registersOf(NicRole.PRIMARY)).receive(headerOf(frame), verdict);
        boolean toPrimary = verdict.reaches(EmbeddedSwitch.PRIMARY);
        if (toPrimary) {
            toQueue(at + layout.nicToPrimaryNanos(), host.primary, frame);
        }
        if (verdict.reaches(EmbeddedSwitch.STANDBY) && host.hasOwnNic()) {
            end(frame, FrameFate.NO_POOL, host.host, at);
        } else if (verdict.reaches(EmbeddedSwitch.STANDBY)) {
            toBridge(at, host, toPrimary ? frame.asCopy() : frame);
        }
        verdict.dropped().ifPresent(reason -> {
            boolean deaf = reason == DropReason.POOL_RX_DISABLED
                    || reason == DropReason.QUEUE_DISABLED
                    || reason == DropReason.BUS_MASTER_OFF;
            boolean byPrimary = (verdict.refused(reason) & FilterRegisters.only(EmbeddedSwitch.PRIMARY)) != 0;
            end(frame, deaf && byPrimary ? host.nic.refused().orElse(reason.fate()) : reason.fate(), host.host, at);
        });
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
        FrameFate refused = host.refusesForGuest(at);
        if (refused != null) {
            end(frame, refused, host.host, at);
            return;
        }
        List<Integer> out = host.waysToGuest(at);
        for (int port : out) {
            outOfBridge(at, host, BridgePort.values()[port], port == out.get(0) ? frame : frame.asCopy());
        }
    }

    private FrameHeader headerOf(PlainFrame frame) {
        return frame.kind() == Flow.Kind.ANNOUNCEMENT
                ? ANNOUNCED
                : flows.get(frame.flow()).header();
    }

    private void toQueue(long at, PlainQueue queue, PlainFrame frame) {
        agenda.plan(at, Rank.QUEUE, frame, () -> queue.arrive(at, frame));
    }

    private void end(PlainFrame frame, FrameFate fate, Host host, long at) {
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT) {
            return;
        }
        byte[] known = fates.get(frame.flow());
        byte code = Ledger.code(fate, host);
        int index = (int) frame.index();
        known[index] = known[index] < code ? code : known[index];
        if (fate.isDelivered()) {
            long[] times = deliveredAt.get(frame.flow());
            times[index] = times[index] == Long.MIN_VALUE ? at : Math.min(times[index], at);
        }
    }

    private final class Guest implements PlainQueue.Owner {
        @Override
        public void departAt(long atNanos, Runnable what) {
            agenda.plan(atNanos, Rank.DEPART, null, what);
        }

        @Override
        public void receive(long atNanos, Host host, FrameFate delivery, PlainFrame frame) {
            boolean shadowed = delivery == FrameFate.DELIVERED_BY_STANDBY && reception == Reception.SHADOWED;
            FrameByFrame.this.end(frame, shadowed ? FrameFate.STANDBY_SHADOWED : delivery, host, atNanos);
        }

        @Override
        public void end(PlainFrame frame, FrameFate fate, Host host, long atNanos) {
            FrameByFrame.this.end(frame, fate, host, atNanos);
        }
    }
}
