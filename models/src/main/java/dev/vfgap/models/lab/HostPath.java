package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LearningSwitch;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.LearningSwitch.EntryFollower;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
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
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.OffloadedEntry;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import java.util.Optional;

/**
 * What a frame crosses inside one host.
 *
 * <pre>
 * switch -- NIC --+-- primary queue -- guest
 *                 |        | (a switchdev bridge's third port)
 *                 +-- host switch -- standby queue -- guest
 * </pre>
 *
 * With a NIC of its own the standby's host switch hangs on that one; the PF of the VF's NIC then has nobody behind it.
 */
final class HostPath {
    private final Host host;
    private final PathLayout layout;
    private final HostSide side;
    private final long guestMac;
    private final SpanPool pool;
    private final Ledger ledger;
    private final Around around;
    private final Tracer tracer;
    private final EmbeddedSwitch nic;
    private final EmbeddedSwitch standbyNic;
    private final HostSwitch hostSwitch;
    private final EntryFollower offloaded;
    private final FrameQueue primary;
    private final FrameQueue standby;
    private FilterRegisters registers;
    private Optional<FrameFate> refused = Optional.empty();
    private long copiedFrames;

    /** What a host is connected to. */
    interface Around {
        /** Deals with all that leaves the switch before {@code untilNanos}. */
        void settleFabric(long untilNanos);

        /** Lets the guest send all that it sends before {@code untilNanos}. */
        void emitFromGuest(long untilNanos);

        /** Takes frames over that reach the switch. */
        void toFabric(Span span);

        /** Takes frames over that the guest receives through its primary. */
        SpanSink primaryOf(Host host);

        /** Takes frames over that the guest receives through its standby. */
        SpanSink standbyOf(Host host);

        /** An announcement will reach a place then. */
        void announcementAt(AnnouncementHop.Place place, Host host, long atNanos);
    }

    HostPath(
            Host host,
            PathLayout layout,
            DataPath.Initial initial,
            long guestMac,
            SpanPool pool,
            Ledger ledger,
            Around around,
            Tracer tracer) {
        this.host = host;
        this.layout = layout;
        this.side = initial.side(host);
        this.guestMac = guestMac;
        this.pool = pool;
        this.ledger = ledger;
        this.around = around;
        this.tracer = tracer;
        this.primary =
                queue("primary", layout.primaryQueueFrames(), layout.primaryServiceNanos(), around.primaryOf(host));
        this.standby =
                queue("standby", layout.standbyQueueFrames(), layout.standbyServiceNanos(), around.standbyOf(host));
        Entry known = entryAtFirst(side.softSwitch(), initial.filter(host));
        this.hostSwitch = new HostSwitch(
                host, side.softSwitch(), layout.host(), known, initial.atNanos(), pool, ledger, new Ways(), tracer);
        this.offloaded = side.isOffloaded() ? hostSwitch.follow() : null;
        this.registers = BridgeAsNic.registers(guestMac, initial.filter(host));
        this.nic = new EmbeddedSwitch(host, registers, pool, ledger, this::intoRing, this::fromPf, tracer);
        if (side.standbyNic() == StandbyNic.OWN) {
            FilterRegisters pf =
                    BridgeAsNic.registers(guestMac, FilterTarget.STANDBY).clear(PoolFlag.BAM, EmbeddedSwitch.PRIMARY);
            this.standbyNic = new EmbeddedSwitch(host, pf, pool, ledger, this::intoRing, this::intoHostSwitch, tracer);
        } else {
            this.standbyNic = nic;
        }
        if (offloaded != null) {
            configureOffloaded(new Cause(initial.atNanos(), "the start"));
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
        (role == NicRole.PRIMARY ? nic : standbyNic).accept(span);
    }

    /** Takes frames over that the guest gives to its primary now. */
    void sendByPrimary(Span span) {
        if (offloaded != null) {
            hostSwitch.watch(span, layout.host().guestToBridgeNanos());
        }
        leave(nic, EmbeddedSwitch.PRIMARY, span, layout.guestToSwitchNanos());
    }

    /** Takes frames over that are given to the standby's tap now: the guest's, or an announcement. */
    void sendByStandby(Span span) {
        span.delayBy(layout.host().guestToBridgeNanos());
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            around.announcementAt(AnnouncementHop.Place.TAP, host, span.headAtNanos());
        }
        hostSwitch.accept(span);
    }

    private void leave(EmbeddedSwitch through, int sender, Span span, long toSwitchNanos) {
        if (through.port() == LinkState.DOWN) {
            tracer.note(span, "NIC " + host, () -> "dropped: its port is down");
            ledger.close(span, FrameFate.NIC_PORT_DOWN, host);
            return;
        }
        Verdict verdict = through.sends(span, sender);
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT && verdict.reaches(EmbeddedSwitch.PRIMARY)) {
            copiedFrames += span.count();
            intoRing(pool.copy(span));
        }
        if (verdict.leavesOnWire()) {
            span.delayBy(toSwitchNanos);
            around.toFabric(span);
        } else {
            ledger.close(span, verdict.dropped().orElse(DropReason.NO_POOL).fate(), host);
        }
    }

    private void intoRing(Span span) {
        span.delayBy(layout.nicToPrimaryNanos());
        primary.accept(span);
    }

    private void fromPf(Span span) {
        if (side.standbyNic() == StandbyNic.SHARED) {
            intoHostSwitch(span);
        } else if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            ledger.close(span, FrameFate.ANNOUNCED, host);
        } else {
            tracer.note(span, "NIC " + host, () -> "dropped: the standby is not on this NIC");
            ledger.close(span, FrameFate.NO_POOL, host);
        }
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

    void settleNics(long untilNanos) {
        around.settleFabric(untilNanos - layout.switchToNicNanos());
        if (offloaded != null) {
            followHostSwitch(untilNanos);
        }
        nic.settle(untilNanos);
        if (standbyNic != nic) {
            standbyNic.settle(untilNanos);
        }
    }

    void settleHostSwitch(long untilNanos) {
        settleNics(untilNanos - nicToHostSwitchNanos());
        settleTaught(untilNanos);
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
            nic.settle(atNanos);
            offloaded.advance();
            configureOffloaded(new Cause(atNanos, "the NIC has the bridge's entry"));
        }
    }

    private void configureOffloaded(Cause why) {
        boolean atVf = offloaded.port() == BridgePort.REPRESENTOR.ordinal();
        int pool = atVf ? EmbeddedSwitch.PRIMARY : EmbeddedSwitch.STANDBY;
        nic.configure(OffloadedEntry.over(registers, guestMac, pool), refused, why);
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
            configure(decides, why);
        } else if (change instanceof PathChange.NicPort port) {
            settleAroundNics(atNanos);
            (port.nic() == NicRole.PRIMARY ? nic : standbyNic).port(port.state(), why);
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

    private void configure(PathChange.Nic decides, Cause why) {
        registers = decides.registers();
        refused = decides.refused();
        if (offloaded == null) {
            nic.configure(registers, refused, why);
        } else {
            configureOffloaded(why);
        }
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
        long ofNics = nic.copiedFrames() + (standbyNic == nic ? 0 : standbyNic.copiedFrames());
        return copiedFrames + ofNics + hostSwitch.copiedFrames();
    }

    long alive() {
        long inNics = nic.alive() + (standbyNic == nic ? 0 : standbyNic.alive());
        return inNics + hostSwitch.alive() + primary.alive() + standby.alive();
    }

    private final class Ways implements HostSwitch.Ways {
        @Override
        public void toUplink(Span span) {
            leave(standbyNic, EmbeddedSwitch.STANDBY, span, layout.host().bridgeToSwitchNanos());
        }

        @Override
        public void toTap(Span span) {
            standby.accept(span);
        }

        @Override
        public void toRepresentor(Span span) {
            intoRing(span);
        }
    }
}
