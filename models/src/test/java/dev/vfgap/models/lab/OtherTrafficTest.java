package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
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
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.NicPools;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who else sends, who answers, and who announces: a frame each 100 ns from 0 to 10 µs, on hops that take no time. */
class OtherTrafficTest {
    private static final QueueState READING = QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
    private static final long MANY = 1_000;
    private static final long FLOW_IDLE = 1_000;
    private static final SendTimes STEADY = new SendTimes.Periodic(0, Period.ofNanos(100), 100);

    private final List<Flow> flows = new ArrayList<>();
    private final List<Answering> answering = new ArrayList<>();
    private final List<FrameByFrame.Timed> changes = new ArrayList<>();
    private HostSide sideA = HostSide.OPEN;
    private HostSide sideB = HostSide.OPEN;
    private FilterTarget filterA = FilterTarget.STANDBY;
    private FilterTarget filterB = FilterTarget.STANDBY;
    private FabricSide fabric = FabricSide.FLOODING;
    private Neighbour neighbour = Neighbour.NOBODY;
    private TransmitPath guestSends = TransmitPath.STANDBY;

    private void at(long atNanos, PathChange change) {
        changes.add(new FrameByFrame.Timed(atNanos, change));
    }

    private Flow flow(Flow.Kind kind, SendTimes times) {
        Flow flow = new Flow(flows.size(), kind.name(), kind, times);
        flows.add(flow);
        return flow;
    }

    private DataPath run() {
        HostTimes times = new HostTimes(0, 0, 0, 1_000_000, 0, 1, FLOW_IDLE);
        PathLayout layout = new PathLayout(0, 0, 0, 0, 0, 0, MANY, MANY, 1, 0, 0, 1_000_000, 0, times);
        DataPath.Initial initial = new DataPath.Initial(filterA, filterB, Host.A, 0, sideA, sideB, fabric, neighbour);
        DataPath path = new DataPath(layout, flows, answering, initial, Tracer.NOBODY);
        Cause start = new Cause(0, "the start");
        for (Host host : Host.values()) {
            path.apply(new PathChange.PrimaryQueue(host, READING, FrameFate.LEFT_AT_SOURCE), start);
            path.apply(new PathChange.StandbyQueue(host, READING, FrameFate.LEFT_AT_SOURCE), start);
        }
        path.apply(new PathChange.Transmit(Host.A, guestSends), start);
        changes.forEach(timed -> path.apply(timed.change(), new Cause(timed.atNanos(), "a change")));
        path.settle(20_000);
        path.assertConserved();
        return path;
    }

    /** What became of a flow's frames, as "first frame: fate, host". */
    private static List<String> fates(DataPath path, Flow flow) {
        byte[] fates = path.ledger().fates(flow);
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            if (i == 0 || fates[i] != fates[i - 1]) {
                String what = fates[i] == Ledger.OPEN
                        ? "never sent"
                        : Ledger.fateOf(fates[i]) + ", " + Ledger.hostOf(fates[i]);
                runs.add(i + ": " + what);
            }
        }
        return runs;
    }

    /** A NIC with the guest's VF, another VF and the PF; the driver of the first has not come. */
    private PathChange.Nic filterAt(Host host, FilterTarget to) {
        NicPools pools = NicPools.of(sideA.standbyNic(), neighbour.seatOn(host));
        FilterRegisters registers =
                BridgeAsNic.registers(Flow.GUEST_MAC, to, pools).clear(PoolFlag.VFRE, EmbeddedSwitch.PRIMARY);
        return new PathChange.Nic(host, registers, Optional.of(FrameFate.FILTER_AHEAD_OF_DRIVER));
    }

    @Test
    void aNeighbourOnTheDestinationIsLoopedToADeadVfFromTheMomentItsFilterIsThere() {
        filterB = FilterTarget.NONE;
        neighbour = new Neighbour(Host.B, NeighbourSeat.VF);
        Flow flow = flow(Flow.Kind.FROM_NEIGHBOUR, STEADY);
        at(4_000, filterAt(Host.B, FilterTarget.PRIMARY));
        assertThat(fates(run(), flow))
                .as("the guest is on A all the time, whose filter leads to the standby")
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "40: FILTER_AHEAD_OF_DRIVER, B");
    }

    @Test
    void aNeighbourIsLoopedToTheGuestsVfWithoutTheSwitch() {
        filterA = FilterTarget.PRIMARY;
        neighbour = new Neighbour(Host.A, NeighbourSeat.VF);
        Flow flow = flow(Flow.Kind.FROM_NEIGHBOUR, STEADY);
        at(4_000, new PathChange.SwitchEntry(Host.B, NicRole.PRIMARY, EntryKind.STICKY));
        assertThat(fates(run(), flow)).containsExactly("0: DELIVERED_BY_PRIMARY, A");
    }

    @Test
    void withoutAnEntryInTheNicASiblingsFrameComesBackToNobody() {
        neighbour = new Neighbour(Host.A, NeighbourSeat.VF);
        Flow flow = flow(Flow.Kind.FROM_NEIGHBOUR, STEADY);
        FilterRegisters noEntry = BridgeAsNic.registers(
                Flow.GUEST_MAC, FilterTarget.NONE, NicPools.of(StandbyNic.SHARED, NeighbourSeat.VF));
        at(2_000, new PathChange.Nic(Host.A, noEntry, Optional.empty()));
        at(6_000, filterAt(Host.A, FilterTarget.STANDBY));
        assertThat(fates(run(), flow))
                .as("the switch knows the guest on the port where the frame came in")
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A", "20: SWITCH_ENTRY_AT_INGRESS, A", "60: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aNeighbourBehindTheBridgeReachesTheTapWithoutTheNic() {
        sideA = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.SHARED);
        neighbour = new Neighbour(Host.A, NeighbourSeat.PF);
        flow(Flow.Kind.FROM_GUEST, new ListedTimes(new long[] {0}));
        Flow flow = flow(Flow.Kind.FROM_NEIGHBOUR, STEADY);
        at(3_000, new PathChange.StandbyReceive(Reception.SHADOWED));
        at(6_000, new PathChange.Announce(Host.B));
        assertThat(fates(run(), flow))
                .as("after the other host's announcement the bridge sends it out, where the NIC has its own entry")
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "30: STANDBY_SHADOWED, A", "60: LOOPED_TO_SENDER, A");
    }

    @Test
    void anotherMacvtapReachesTheGuestsInModeBridgeOnly() {
        neighbour = new Neighbour(Host.A, NeighbourSeat.PF);
        filterA = FilterTarget.PRIMARY;
        List<String> ends = new ArrayList<>();
        for (MacvtapMode mode : List.of(MacvtapMode.BRIDGE, MacvtapMode.PRIVATE)) {
            sideA = new HostSide(new SoftSwitch.Macvtap(mode), StandbyNic.SHARED);
            flows.clear();
            Flow flow = flow(Flow.Kind.FROM_NEIGHBOUR, STEADY);
            ends.add(mode.word() + " " + fates(run(), flow));
        }
        assertThat(ends)
                .as("in another mode the frame leaves through the PF, and the NIC loops it to the VF")
                .containsExactly("bridge [0: DELIVERED_BY_STANDBY, A]", "private [0: DELIVERED_BY_PRIMARY, A]");
    }

    @Test
    void anotherVfAsTheStandbysUplinkMustBeAllowedToSendFromTheGuestsMac() {
        sideA = new HostSide(new SoftSwitch.Open(), StandbyNic.VF);
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        Flow tx = flow(Flow.Kind.FROM_GUEST, STEADY);
        FilterRegisters checked = BridgeAsNic.registers(
                        Flow.GUEST_MAC, FilterTarget.NONE, NicPools.of(StandbyNic.VF, NeighbourSeat.NONE))
                .set(PortFlag.ANTI_SPOOF)
                .set(PoolFlag.MAC_ANTI_SPOOF, EmbeddedSwitch.STANDBY);
        at(3_000, new PathChange.Nic(Host.A, checked, Optional.empty()));
        FilterRegisters withMac = checked.copy();
        withMac.address(0, Flow.GUEST_MAC, FilterRegisters.only(EmbeddedSwitch.STANDBY));
        at(6_000, new PathChange.Nic(Host.A, withMac, Optional.empty()));
        DataPath path = run();
        assertThat(fates(path, tx))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "30: SPOOFED, A", "60: DELIVERED_BY_STANDBY, A");
        assertThat(fates(path, rx))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "30: NO_POOL, A", "60: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void theGuestAnswersWhatItReceivesAndAnswersLateWhatCameLate() {
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        Flow answers = flow(Flow.Kind.ANSWER, STEADY);
        answering.add(new Answering(rx, answers, 250));
        QueueState held = QueueState.holding(FrameFate.GUEST_STOPPED_QUEUE_FULL);
        at(2_000, new PathChange.StandbyReceive(Reception.SHADOWED));
        at(3_000, new PathChange.StandbyReceive(Reception.ACCEPTED));
        at(5_000, new PathChange.StandbyQueue(Host.A, held, FrameFate.LEFT_AT_SOURCE));
        at(6_000, new PathChange.StandbyQueue(Host.A, READING, FrameFate.LEFT_AT_SOURCE));
        at(8_050, new PathChange.Transmit(Host.A, TransmitPath.NONE_READY));
        DataPath path = run();
        assertThat(fates(path, answers))
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A",
                        "20: never sent",
                        "30: DELIVERED_BY_STANDBY, A",
                        "78: NO_READY_LOWER_DEVICE, A");
        assertThat(path.ledger().deliveredAt(answers)[50]).isEqualTo(6_000 + 250);
    }

    @Test
    void answersWaitForAGuestThatDoesNotRun() {
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        Flow answers = flow(Flow.Kind.ANSWER, STEADY);
        answering.add(new Answering(rx, answers, 250));
        at(2_000, new PathChange.Transmit(Host.A, TransmitPath.GUEST_STOPPED));
        at(4_000, new PathChange.Transmit(Host.A, TransmitPath.STANDBY));
        long[] deliveredAt = run().ledger().deliveredAt(answers);
        assertThat(deliveredAt[17]).isEqualTo(1_950);
        assertThat(deliveredAt[18]).as("due at 2050").isEqualTo(4_000);
        assertThat(deliveredAt[37]).as("due at 3950").isEqualTo(4_000);
        assertThat(deliveredAt[38]).isEqualTo(4_050);
    }

    @Test
    void anAnswerTeachesTheSwitchWhereTheGuestIs() {
        HostSide own = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.OWN);
        sideA = own;
        filterA = FilterTarget.PRIMARY;
        guestSends = TransmitPath.PRIMARY;
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        Flow answers = flow(Flow.Kind.ANSWER, STEADY);
        answering.add(new Answering(rx, answers, 330));
        at(3_000, new PathChange.Transmit(Host.A, TransmitPath.STANDBY));
        assertThat(fates(run(), rx))
                .as("the answer of frame 27, due at 3030, is the first through the standby")
                .containsExactly("0: DELIVERED_BY_PRIMARY, A", "31: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aSteadyExchangeTakesNoWorkPerFrame() {
        Flow rx = flow(Flow.Kind.TO_GUEST, new SendTimes.Periodic(0, Period.ofNanos(10), 1_000_000));
        Flow answers = flow(Flow.Kind.ANSWER, rx.times());
        answering.add(new Answering(rx, answers, 100));
        DataPath path = run();
        path.settle(20_000_000);
        assertThat(path.ledger().frames(answers, FrameFate.DELIVERED_BY_STANDBY))
                .isEqualTo(1_000_000);
        assertThat(path.spansCreated()).isLessThan(50);
    }

    @Test
    void aGratuitousArpThroughThePrimaryTeachesTheSwitchAndTheGuestsOwnBridge() {
        sideA = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.SHARED);
        filterA = FilterTarget.STANDBY;
        fabric = FabricSide.learning(UnknownUnicast.DROP);
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        at(2_000, new PathChange.SwitchEntry(Host.B, NicRole.PRIMARY, EntryKind.DYNAMIC));
        at(4_000, new PathChange.Announce(Host.A, NicRole.PRIMARY));
        at(6_000, new PathChange.Announce(Host.A, NicRole.STANDBY));
        assertThat(fates(run(), rx))
                .as("the NIC gives the VF's broadcast to the PF: the bridge then has the guest behind its uplink")
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A",
                        "20: DELIVERED_BY_STANDBY, B",
                        "40: BRIDGE_ENTRY_ELSEWHERE, A",
                        "60: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aFlowTableKeepsTheOldPortAsLongAsFramesUseIt() {
        fabric = new FabricSide(Learning.ON, UnknownUnicast.FLOOD, EntryKind.DYNAMIC, FLOW_IDLE);
        Flow steady = flow(Flow.Kind.TO_GUEST, STEADY);
        at(3_000, new PathChange.Announce(Host.B));
        assertThat(fates(run(), steady)).containsExactly("0: DELIVERED_BY_STANDBY, A");

        flows.clear();
        long[] withGap = {0, 1_000, 2_000, 3_500, 4_000, 5_000, 6_001, 7_000};
        Flow sparse = flow(Flow.Kind.TO_GUEST, new ListedTimes(withGap));
        assertThat(fates(run(), sparse))
                .as("a gap of more than %s ns lets it be forgotten", FLOW_IDLE)
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "3: DELIVERED_BY_STANDBY, B");
    }

    @Test
    void aHostBridgesFlowTableOutlivesItsEntry() {
        SoftSwitch bridge = new SoftSwitch.Bridge(
                Learning.ON, UnknownUnicast.FLOOD, SpanningTree.OFF, new Entry(EntryKind.DYNAMIC, 1), FlowMemory.KEPT);
        sideA = new HostSide(bridge, StandbyNic.SHARED);
        Flow rx = flow(Flow.Kind.TO_GUEST, STEADY);
        at(3_000, new PathChange.Announce(Host.B));
        at(3_001, new PathChange.SwitchEntry(Host.A, NicRole.PRIMARY, EntryKind.STICKY));
        assertThat(fates(run(), rx))
                .as("without it the frames from 3100 on end as BRIDGE_ENTRY_ELSEWHERE")
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A", "30: DELIVERED_BY_STANDBY, B", "31: DELIVERED_BY_STANDBY, A");
    }
}
