package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.SpanSink;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.NicPools;
import dev.vfgap.models.nic.OffloadedEntry;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.operate.FilterTarget;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The NICs of one host: the one that has the guest's VF, and the standby's own where it has one. With a NIC of its own the
 * standby's host switch hangs on that one; the PF of the VF's NIC then has nobody behind it.
 */
final class HostNics {
    private final Host host;
    private final StandbyNic standbyKind;
    private final boolean offloads;
    private final NeighbourSeat neighbour;
    private final NicPools pools;
    private final long guestMac;
    private final SpanPool pool;
    private final Ledger ledger;
    private final Tracer tracer;
    private final Around around;
    private final EmbeddedSwitch nic;
    private final EmbeddedSwitch standbyNic;
    private final Map<NicRole, SpanQueue> announcements = new EnumMap<>(NicRole.class);
    private FilterRegisters registers;
    private Optional<FrameFate> refused = Optional.empty();
    private long copiedFrames;

    /** Where frames go, at the time of a NIC's decision. */
    interface Around {
        /** Takes frames over that the guest's VF receives. */
        void intoRing(Span span);

        /** Takes frames over that the standby's uplink receives. */
        void intoHostSwitch(Span span);

        /** Takes frames over that leave on the wire, to reach the switch at their time. */
        void toFabric(Span span);

        /** How long the neighbour's frames take from the NIC to the switch. */
        long neighbourToSwitchNanos();
    }

    HostNics(
            Host host,
            DataPath.Initial initial,
            long guestMac,
            SpanPool pool,
            Ledger ledger,
            Around around,
            Tracer tracer) {
        this.host = host;
        this.standbyKind = initial.side(host).standbyNic();
        this.offloads = initial.side(host).isOffloaded();
        this.neighbour = initial.neighbour().seatOn(host);
        this.pools = NicPools.of(standbyKind, neighbour);
        this.guestMac = guestMac;
        this.pool = pool;
        this.ledger = ledger;
        this.tracer = tracer;
        this.around = around;
        for (NicRole role : NicRole.values()) {
            announcements.put(role, new SpanQueue(pool));
        }
        this.registers = BridgeAsNic.registers(guestMac, initial.filter(host), pools);
        this.nic = nic(pools, registers, this::fromUplink);
        if (standbyKind == StandbyNic.OWN) {
            NicPools own = neighbour == NeighbourSeat.PF ? NicPools.of(StandbyNic.SHARED, neighbour) : NicPools.USUAL;
            FilterRegisters pf = BridgeAsNic.registers(guestMac, FilterTarget.STANDBY)
                    .clear(PoolFlag.BAM, EmbeddedSwitch.PRIMARY)
                    .clear(PortFlag.LOOPBACK);
            this.standbyNic = nic(own, pf, around::intoHostSwitch);
        } else {
            this.standbyNic = nic;
        }
    }

    private EmbeddedSwitch nic(NicPools ofIt, FilterRegisters at, SpanSink toStandby) {
        return new EmbeddedSwitch(host, ofIt, at, pool, ledger, new Ways(toStandby), tracer);
    }

    /** Takes frames over that reach a NIC from the wire. */
    void accept(NicRole role, Span span) {
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            announcements.get(role).add(span);
        } else {
            nic(role).accept(span);
        }
    }

    /** Deals with announcements that reach a NIC from the wire before {@code untilNanos}. */
    void settleAnnouncements(long untilNanos) {
        announcements.forEach((role, arriving) -> {
            for (Span span = arriving.takeAnyBefore(untilNanos);
                    span != null;
                    span = arriving.takeAnyBefore(untilNanos)) {
                nic(role).receiveNow(span);
            }
        });
    }

    private EmbeddedSwitch nic(NicRole role) {
        return role == NicRole.PRIMARY ? nic : standbyNic;
    }

    /** Takes frames over that the neighbour gives to its NIC, now or later. */
    void acceptFromNeighbour(Span span) {
        (neighbour == NeighbourSeat.VF ? nic : standbyNic).acceptFromNeighbour(span);
    }

    /** Takes frames over that the guest's VF sends now. */
    void sendByVf(Span span, long toSwitchNanos) {
        leave(nic, EmbeddedSwitch.PRIMARY, span, toSwitchNanos);
    }

    /** Takes frames over that the standby's uplink sends now. */
    void sendByUplink(Span span, long toSwitchNanos) {
        leave(standbyNic, standbyNic == nic ? pools.standby() : EmbeddedSwitch.STANDBY, span, toSwitchNanos);
    }

    /** Whether what the guest's VF sends now gets as far as the representor of a NIC in switchdev mode. */
    boolean reachesRepresentor(Span span) {
        return offloads
                && nic.port() == LinkState.UP
                && nic.sends(span, EmbeddedSwitch.PRIMARY).leavesOnWire();
    }

    private void leave(EmbeddedSwitch through, int sender, Span span, long toSwitchNanos) {
        if (through.port() == LinkState.DOWN) {
            tracer.note(span, "NIC " + host, () -> "dropped: its port is down");
            ledger.close(span, FrameFate.NIC_PORT_DOWN, host);
            return;
        }
        Verdict verdict = through.sends(span, sender);
        boolean leaves = verdict.leavesOnWire();
        FrameFate dropped = verdict.dropped().orElse(DropReason.NO_POOL).fate();
        if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            copyInside(span, verdict, sender);
        }
        if (leaves) {
            span.delayBy(toSwitchNanos);
            around.toFabric(span);
        } else {
            ledger.close(span, dropped, host);
        }
    }

    /** A broadcast that a pool sends reaches the NIC's other pools too; in switchdev mode the bridge sees to that. */
    private void copyInside(Span span, Verdict verdict, int sender) {
        boolean toUplink = sender == EmbeddedSwitch.PRIMARY && !offloads && verdict.reaches(pools.standby());
        if (verdict.reaches(EmbeddedSwitch.PRIMARY)) {
            around.intoRing(copy(span));
        }
        if (toUplink) {
            fromUplink(copy(span));
        }
    }

    private Span copy(Span span) {
        copiedFrames += span.count();
        return pool.copy(span);
    }

    private void fromUplink(Span span) {
        if (standbyKind != StandbyNic.OWN) {
            around.intoHostSwitch(span);
        } else if (span.flow().kind() == Flow.Kind.ANNOUNCEMENT) {
            ledger.close(span, FrameFate.ANNOUNCED, host);
        } else {
            tracer.note(span, "NIC " + host, () -> "dropped: the standby is not on this NIC");
            ledger.close(span, FrameFate.NO_POOL, host);
        }
    }

    /** Deals with what reaches the NICs from the wire before {@code untilNanos}. */
    void settle(long untilNanos) {
        nic.settle(untilNanos);
        if (standbyNic != nic) {
            standbyNic.settle(untilNanos);
        }
    }

    /** Deals with what the neighbour gives to its NIC before {@code untilNanos}. */
    void settleNeighbour(long untilNanos) {
        (neighbour == NeighbourSeat.VF ? nic : standbyNic).settleNeighbour(untilNanos);
    }

    /** The VF's NIC decides otherwise from now on. */
    void configure(PathChange.Nic decides, Cause why) {
        registers = decides.registers();
        refused = decides.refused();
        nic.configure(registers, refused, why);
    }

    /** The same for one in switchdev mode, whose entry for the guest's MAC leads to a port of its bridge. */
    void configure(PathChange.Nic decides, NicRole entryLeadsTo, Cause why) {
        registers = decides.registers();
        refused = decides.refused();
        lead(entryLeadsTo, why);
    }

    /** The entry of a NIC in switchdev mode leads elsewhere from then on. */
    void lead(NicRole to, Cause why) {
        int ofEntry = to == NicRole.PRIMARY ? EmbeddedSwitch.PRIMARY : pools.standby();
        nic.configure(OffloadedEntry.over(registers, guestMac, ofEntry), refused, why);
    }

    void port(NicRole role, LinkState state, Cause why) {
        nic(role).port(state, why);
    }

    long copiedFrames() {
        return copiedFrames + nic.copiedFrames() + (standbyNic == nic ? 0 : standbyNic.copiedFrames());
    }

    long alive() {
        long announced =
                announcements.values().stream().mapToLong(SpanQueue::frames).sum();
        return announced + nic.alive() + (standbyNic == nic ? 0 : standbyNic.alive());
    }

    private final class Ways implements EmbeddedSwitch.Ways {
        private final SpanSink standbyPort;

        private Ways(SpanSink standbyPort) {
            this.standbyPort = standbyPort;
        }

        @Override
        public void toPrimary(Span span) {
            around.intoRing(span);
        }

        @Override
        public void toStandby(Span span) {
            standbyPort.accept(span);
        }

        @Override
        public void toWire(Span span) {
            span.delayBy(around.neighbourToSwitchNanos());
            around.toFabric(span);
        }
    }
}
