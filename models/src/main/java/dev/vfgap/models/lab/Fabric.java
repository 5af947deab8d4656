package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.fabric.LearningSwitch.Drop;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.operate.FilterTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The switch between the peer and the hosts, with a port for each NIC. */
final class Fabric {
    private static final int HOSTS = 2;

    private final PathLayout layout;
    private final Ledger ledger;
    private final Tracer tracer;
    private final Map<Host, HostPath> hosts;
    private final List<Attached> attached = new ArrayList<>();
    private final Map<Host, Integer> portOfPrimary = new EnumMap<>(Host.class);
    private final Map<Host, Integer> portOfStandby = new EnumMap<>(Host.class);
    private final LearningSwitch learning;

    /** The NIC behind a port. */
    private record Attached(Host host, NicRole nic) {}

    Fabric(
            PathLayout layout,
            DataPath.Initial initial,
            SpanPool pool,
            Ledger ledger,
            Map<Host, HostPath> hosts,
            Tracer tracer) {
        this.layout = layout;
        this.ledger = ledger;
        this.tracer = tracer;
        this.hosts = hosts;
        List<String> names = new ArrayList<>();
        for (Host host : Host.values()) {
            portOfPrimary.put(host, attached.size());
            portOfStandby.put(host, attached.size());
            attached.add(new Attached(host, NicRole.PRIMARY));
            names.add("host " + host);
        }
        for (Host host : Host.values()) {
            if (initial.side(host).standbyNic() == StandbyNic.OWN) {
                portOfStandby.put(host, attached.size());
                attached.add(new Attached(host, NicRole.STANDBY));
                names.add("the standby's NIC on host " + host);
            }
        }
        names.add("the peer");
        LearningSwitch.Settings settings = new LearningSwitch.Settings(
                "switch",
                names,
                attached.size(),
                initial.fabric().learning(),
                layout.switchAgeingNanos(),
                initial.fabric().unknownUnicast(),
                layout.switchForwardDelayNanos(),
                initial.fabric().flowIdleNanos());
        this.learning =
                new LearningSwitch(settings, knownAtFirst(initial), initial.atNanos(), pool, new Outlet(), tracer);
    }

    private Entry knownAtFirst(DataPath.Initial initial) {
        Host at = initial.guestAt();
        if (at == null) {
            return Entry.NONE;
        }
        boolean byStandby = initial.filter(at) == FilterTarget.STANDBY;
        return new Entry(initial.fabric().entry(), (byStandby ? portOfStandby : portOfPrimary).get(at));
    }

    /** The {@link Span#via} of frames that leave through a host's primary. */
    static int viaPrimary(Host host) {
        return HOSTS + host.ordinal();
    }

    /** The {@link Span#via} of frames that leave through a host's standby. */
    static int viaStandby(Host host) {
        return host.ordinal();
    }

    void accept(Span span) {
        learning.accept(span);
    }

    void teach(long untilNanos) {
        learning.teach(untilNanos);
    }

    void settle(long untilNanos) {
        learning.teach(untilNanos);
        learning.forward(untilNanos);
    }

    /** Changes the switch, which has been settled until then. */
    void apply(PathChange.OfSwitch change, long atNanos) {
        if (change instanceof PathChange.SwitchPort port) {
            learning.port(portTo(port.host(), port.nic()), port.state(), atNanos);
        } else if (change instanceof PathChange.SwitchEntry entry) {
            learning.enter(new Entry(entry.kind(), portTo(entry.host(), entry.nic())), atNanos);
        } else if (change instanceof PathChange.SwitchEntryGone) {
            learning.enter(Entry.NONE, atNanos);
        }
    }

    /** Whether nothing changes in it until a moment, when the guest's frames come from one NIC; null = none come. */
    boolean isSteady(Host host, NicRole nic, long fromNanos, long untilNanos) {
        int port = host == null ? LearningSwitch.NOWHERE : portTo(host, nic);
        return learning.isSteady(port, fromNanos, untilNanos);
    }

    long copiedFrames() {
        return learning.copiedFrames();
    }

    long alive() {
        return learning.alive();
    }

    private int portTo(Host host, NicRole nic) {
        return (nic == NicRole.PRIMARY ? portOfPrimary : portOfStandby).get(host);
    }

    private static Host hostOf(int via) {
        return Host.values()[via % HOSTS];
    }

    private final class Outlet implements LearningSwitch.Outlet {
        @Override
        public int portOf(Span span) {
            if (span.flow().kind().isFromPeer()) {
                return attached.size();
            }
            return portTo(hostOf(span.via()), span.via() < HOSTS ? NicRole.STANDBY : NicRole.PRIMARY);
        }

        @Override
        public void forward(int port, Span span) {
            if (port == attached.size()) {
                toPeer(span);
            } else {
                span.delayBy(layout.switchToNicNanos());
                Attached to = attached.get(port);
                hosts.get(to.host).accept(to.nic, span);
            }
        }

        private void toPeer(Span span) {
            span.delayBy(layout.switchToPeerNanos());
            Host from = hostOf(span.via());
            FrameFate fate = span.via() < HOSTS ? FrameFate.DELIVERED_BY_STANDBY : FrameFate.DELIVERED_BY_PRIMARY;
            FrameFate told = span.flow().kind() == Flow.Kind.ANNOUNCEMENT ? FrameFate.ANNOUNCED : fate;
            tracer.note(span, "peer", () -> "received: " + told);
            ledger.close(span, told, from);
        }

        @Override
        public void drop(Drop why, int port, Span span) {
            FrameFate fate =
                    switch (why) {
                        case PORT_NOT_FORWARDING -> FrameFate.SWITCH_PORT_NOT_FORWARDING;
                        case NOT_FLOODED -> FrameFate.SWITCH_NO_FLOOD;
                        case ENTRY_AT_INGRESS -> FrameFate.SWITCH_ENTRY_AT_INGRESS;
                        case ENTRY_LOCAL -> throw new IllegalStateException("nobody says that the guest is the switch");
                    };
            ledger.close(span, fate, port < 0 || port >= attached.size() ? Host.A : attached.get(port).host);
        }
    }
}
