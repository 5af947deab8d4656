package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.BurstTimes;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.FlowMemory;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.NeighbourSeat;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.NicPools;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A random path, its flows and what changes on it: all from one seed, and small enough to walk. */
final class RandomPath {
    private static final long HORIZON_NANOS = 20_000;
    private static final EntryKind[] ENTERED_KINDS = {EntryKind.DYNAMIC, EntryKind.STATIC, EntryKind.STICKY};
    private static final EntryKind[] OFFLOADED_KINDS = ENTERED_KINDS;

    final PathLayout layout;
    final List<Flow> flows = new ArrayList<>();
    final List<Answering> answering = new ArrayList<>();
    final DataPath.Initial initial;
    final List<FrameByFrame.Timed> changes = new ArrayList<>();
    final long untilNanos = HORIZON_NANOS + 500;

    private final SplittableRandom random;

    RandomPath(long seed) {
        random = new SplittableRandom(seed);
        layout = new PathLayout(
                hop(),
                hop(),
                hop(),
                hop(),
                hop(),
                hop(),
                random.nextLong(1, 12),
                random.nextLong(1, 40),
                random.nextBoolean() ? 1 : random.nextLong(1, 5),
                service(),
                service(),
                ageing(),
                random.nextInt(3) == 0 ? random.nextLong(0, 3_000) : 0,
                new HostTimes(
                        hop(),
                        hop(),
                        hop(),
                        ageing(),
                        random.nextLong(0, 1_500),
                        random.nextLong(1, random.nextBoolean() ? 500 : 2_000),
                        random.nextLong(1, 2_000)));
        int toGuest = random.nextInt(1, 4);
        int fromGuest = random.nextInt(0, 3);
        for (int i = 0; i < toGuest + fromGuest; i++) {
            Flow.Kind kind = i < toGuest ? Flow.Kind.TO_GUEST : Flow.Kind.FROM_GUEST;
            flows.add(new Flow(i, "flow " + i, kind, times()));
        }
        if (random.nextInt(3) == 0) {
            Flow requests = flows.get(random.nextInt(toGuest));
            Flow answers = new Flow(flows.size(), "answers", Flow.Kind.ANSWER, requests.times());
            flows.add(answers);
            answering.add(new Answering(requests, answers, random.nextLong(1, random.nextBoolean() ? 20 : 2_000)));
        }
        HostSide sideA = side();
        HostSide sideB = side();
        initial = new DataPath.Initial(
                one(FilterTarget.values()),
                one(FilterTarget.values()),
                random.nextInt(4) == 0 ? null : one(Host.values()),
                0,
                sideA,
                sideB,
                fabric(),
                neighbour());
        if (initial.neighbour().seat() != NeighbourSeat.NONE) {
            flows.add(new Flow(flows.size(), "neighbour", Flow.Kind.FROM_NEIGHBOUR, times()));
        }
        if (random.nextInt(3) == 0) {
            flows.add(new Flow(flows.size(), "broadcast", Flow.Kind.BROADCAST, times()));
        }
        int many = random.nextInt(0, 25);
        for (int i = 0; i < many; i++) {
            changes.add(new FrameByFrame.Timed(random.nextLong(0, HORIZON_NANOS), change()));
        }
        changes.sort(Comparator.comparingLong(FrameByFrame.Timed::atNanos));
        for (Host host : Host.values()) {
            changes.add(0, new FrameByFrame.Timed(0, new PathChange.StandbyQueue(host, state(), purged())));
            changes.add(0, new FrameByFrame.Timed(0, new PathChange.PrimaryQueue(host, state(), purged())));
        }
        changes.add(0, new FrameByFrame.Timed(0, new PathChange.Transmit(Host.A, TransmitPath.PRIMARY)));
    }

    private FabricSide fabric() {
        UnknownUnicast unknown = random.nextInt(4) == 0 ? UnknownUnicast.DROP : UnknownUnicast.FLOOD;
        return random.nextInt(3) > 0
                ? FabricSide.learning(unknown)
                : new FabricSide(
                        random.nextInt(4) == 0 ? Learning.OFF : Learning.ON,
                        unknown,
                        one(ENTERED_KINDS),
                        random.nextBoolean() ? 0 : random.nextLong(1, 3_000));
    }

    private Neighbour neighbour() {
        Host host = one(Host.values());
        return switch (random.nextInt(4)) {
            case 0 -> new Neighbour(host, NeighbourSeat.VF);
            case 1 -> new Neighbour(host, NeighbourSeat.PF);
            default -> Neighbour.NOBODY;
        };
    }

    private NicPools pools(Host host) {
        return NicPools.of(initial.side(host).standbyNic(), initial.neighbour().seatOn(host));
    }

    private HostSide side() {
        SoftSwitch kind =
                switch (random.nextInt(5)) {
                    case 0 -> new SoftSwitch.Open();
                    case 1 -> new SoftSwitch.Macvtap(one(MacvtapMode.values()));
                    case 2 -> new SoftSwitch.Switchdev(one(OFFLOADED_KINDS));
                    default ->
                        new SoftSwitch.Bridge(
                                random.nextInt(5) == 0 ? Learning.OFF : Learning.ON,
                                random.nextInt(4) == 0 ? UnknownUnicast.DROP : UnknownUnicast.FLOOD,
                                one(SpanningTree.values()),
                                random.nextInt(3) > 0 ? Entry.NONE : new Entry(one(ENTERED_KINDS), random.nextInt(2)),
                                random.nextInt(3) == 0 ? FlowMemory.KEPT : FlowMemory.NONE);
                };
        boolean alone = kind instanceof SoftSwitch.Switchdev || random.nextInt(3) == 0;
        return new HostSide(kind, alone ? StandbyNic.SHARED : one(StandbyNic.values()));
    }

    private long ageing() {
        return random.nextInt(3) == 0 ? random.nextLong(1, 3_000) : 300_000_000_000L;
    }

    private long hop() {
        return random.nextInt(3) == 0 ? 0 : random.nextLong(0, 300);
    }

    private long service() {
        return random.nextInt(3) == 0 ? 0 : random.nextLong(1, 200);
    }

    private SendTimes times() {
        long start = random.nextLong(0, 2_000);
        return switch (random.nextInt(6)) {
            case 0 -> listed(start, random.nextInt(0, 150));
            case 1 -> random.nextBoolean() ? repeated(start) : listed(start, random.nextInt(500, 2_000));
            case 2 -> bursts(start);
            default -> {
                Period period = period();
                long size = Math.min(2_000, period.firstIndexAtOrAfter(HORIZON_NANOS - start));
                yield new SendTimes.Periodic(start, period, random.nextInt(3) == 0 ? random.nextLong(size + 1) : size);
            }
        };
    }

    private Period period() {
        return new Period(random.nextLong(300, 40_000), random.nextLong(1, 40));
    }

    private ListedTimes listed(long start, int frames) {
        long[] moments = random.longs(frames, start, HORIZON_NANOS).toArray();
        Arrays.sort(moments);
        return new ListedTimes(moments);
    }

    private SendTimes repeated(long start) {
        long[] moments = random.longs(random.nextInt(1, 60), start, start + random.nextLong(10, 3_000))
                .toArray();
        Arrays.sort(moments);
        ListedTimes once = new ListedTimes(moments);
        long every = once.lengthNanos() + random.nextLong(10, 500);
        return random.nextBoolean() ? once.before(HORIZON_NANOS / 8) : once.repeatedBefore(every, HORIZON_NANOS);
    }

    /** Bursts, of which the first may have begun before the flow does. */
    private SendTimes bursts(long start) {
        Period period = random.nextInt(3) == 0 ? period() : new Period(random.nextLong(5, 300), random.nextLong(1, 3));
        long[] starts = new long[random.nextInt(1, 40)];
        long[] frames = new long[starts.length];
        long at = start - random.nextLong(0, 2_000);
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            frames[i] = random.nextInt(4) == 0 ? 1 : random.nextLong(1, 40);
            at += period.offsetNanos(frames[i] - 1) + random.nextLong(0, random.nextBoolean() ? 60 : 2_500);
        }
        return new BurstTimes(period, starts, frames, random.nextBoolean() ? 0 : start, HORIZON_NANOS);
    }

    private PathChange change() {
        Host host = one(Host.values());
        return switch (random.nextInt(17)) {
            case 0 -> random.nextBoolean() ? bridged(host) : nic(host);
            case 1, 2 -> new PathChange.PrimaryQueue(host, state(), purged());
            case 3, 4 -> new PathChange.StandbyQueue(host, state(), purged());
            case 5 -> new PathChange.StandbyReceive(one(Reception.values()));
            case 6 -> new PathChange.DropWaiting(host, random.nextLong(1, 30), FrameFate.FILTER_AHEAD_OF_DRIVER);
            case 7 -> new PathChange.Transmit(host, one(TransmitPath.values()));
            case 8 -> new PathChange.NicPort(host, one(NicRole.values()), link());
            case 9 -> atSwitch(host);
            case 10, 11, 12 -> atHost(host);
            case 13, 14 -> new PathChange.Announce(host, one(NicRole.values()));
            case 15 -> new PathChange.PrimaryReceive(one(Reception.values()));
            default -> unpolled(host);
        };
    }

    /** A queue whose device nobody polls, as the other of a polled bond. */
    private PathChange unpolled(Host host) {
        return random.nextBoolean()
                ? new PathChange.PrimaryQueue(host, QueueState.holding(FrameFate.NOT_POLLED), purged())
                : new PathChange.StandbyQueue(
                        host, QueueState.holdingBehindRing(FrameFate.NOT_POLLED, random.nextInt(1, 20)), purged());
    }

    private PathChange atSwitch(Host host) {
        return switch (random.nextInt(4)) {
            case 0 -> new PathChange.SwitchEntry(host, one(NicRole.values()), one(ENTERED_KINDS));
            case 1 -> new PathChange.SwitchEntryGone();
            default -> new PathChange.SwitchPort(host, one(NicRole.values()), link());
        };
    }

    private PathChange atHost(Host host) {
        SoftSwitch kind = (host == Host.A ? initial.sideA() : initial.sideB()).softSwitch();
        boolean offloaded = kind instanceof SoftSwitch.Switchdev;
        int ports = offloaded ? 3 : 2;
        if (random.nextInt(3) > 0 || !offloaded && !(kind instanceof SoftSwitch.Bridge)) {
            return new PathChange.HostPort(host, BridgePort.values()[random.nextInt(ports)], link());
        }
        return random.nextInt(4) == 0
                ? new PathChange.HostEntryGone(host)
                : new PathChange.HostEntry(host, BridgePort.values()[random.nextInt(ports)], one(EntryKind.values()));
    }

    private LinkState link() {
        return random.nextInt(3) == 0 ? LinkState.DOWN : LinkState.UP;
    }

    private PathChange bridged(Host host) {
        FilterRegisters registers = BridgeAsNic.registers(Flow.GUEST_MAC, one(FilterTarget.values()), pools(host));
        return new PathChange.Nic(host, registers, Optional.empty());
    }

    /** A NIC with VFs and a PF, each of whose switches may be in any position; most of its frames find somebody. */
    private PathChange nic(Host host) {
        FilterRegisters registers = BridgeAsNic.registers(Flow.GUEST_MAC, one(FilterTarget.values()), pools(host));
        for (PortFlag flag : PortFlag.values()) {
            flip(4, () -> registers.set(flag), () -> {});
        }
        flip(8, () -> registers.clear(PortFlag.RECEIVE_ENABLE), () -> registers.clear(PortFlag.NO_DEFAULT_POOL));
        for (int pool = 0; pool < registers.pools(); pool++) {
            int here = pool;
            for (PoolFlag flag : PoolFlag.values()) {
                flip(8, () -> registers.clear(flag, here), () -> {});
                flip(8, () -> registers.set(flag, here), () -> {});
            }
        }
        return new PathChange.Nic(host, registers, Optional.of(FrameFate.FILTER_BEHIND_DRIVER));
    }

    private void flip(int oneIn, Runnable rarely, Runnable mostly) {
        (random.nextInt(oneIn) == 0 ? rarely : mostly).run();
    }

    private QueueState state() {
        return switch (random.nextInt(7)) {
            case 6 -> QueueState.holdingBehindRing(FrameFate.GUEST_STOPPED_QUEUE_FULL, random.nextInt(1, 20));
            case 0 ->
                QueueState.dropping(random.nextBoolean() ? FrameFate.FILTER_AHEAD_OF_DRIVER : FrameFate.DEVICE_GONE);
            case 1 -> QueueState.holding(FrameFate.GUEST_STOPPED_QUEUE_FULL);
            case 2 -> QueueState.holdingBehindOneRead(FrameFate.FILTER_BEHIND_DRIVER);
            default -> QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
        };
    }

    private FrameFate purged() {
        return random.nextBoolean() ? FrameFate.PRIMARY_QUEUE_PURGED : FrameFate.LEFT_AT_SOURCE;
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }
}
