package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.PfDemand;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A frame for the guest each 100 ns, on hops that take no time; what becomes of them is written as runs of one fate. */
class HostSideTest {
    private static final long MANY = 1_000;
    private static final QueueState READING = QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
    private static final QueueState CLOSED = QueueState.dropping(FrameFate.FILTER_BEHIND_DRIVER);
    private static final long FDB_MOVE = 500;
    private static final long FORWARD_DELAY = 2_000;

    private final List<Flow> flows = new ArrayList<>();
    private final List<FrameByFrame.Timed> changes = new ArrayList<>();
    private List<String> ofGuest;
    private long switchToNic;
    private long fdbMove = FDB_MOVE;
    private long tapFrames = MANY;
    private FilterTarget filterA = FilterTarget.STANDBY;
    private final Neighbour neighbour = Neighbour.NOBODY;

    private static HostSide shared(SoftSwitch kind) {
        return new HostSide(kind, StandbyNic.SHARED);
    }

    private void at(long atNanos, PathChange change) {
        changes.add(new FrameByFrame.Timed(atNanos, change));
    }

    private void guestSendsAt(long... atNanos) {
        flows.add(new Flow(1, "tx", Flow.Kind.FROM_GUEST, new ListedTimes(atNanos)));
    }

    /** What became of the frames that the peer sent from 0 to 10 µs, as "first frame: fate, host". */
    private List<String> run(HostSide sideA, HostSide sideB, TransmitPath guestSends) {
        flows.add(0, new Flow(0, "rx", Flow.Kind.TO_GUEST, new SendTimes.Periodic(0, Period.ofNanos(100), 100)));
        HostTimes times = new HostTimes(0, 0, 0, 1_000_000, FORWARD_DELAY, fdbMove);
        PathLayout layout = new PathLayout(0, switchToNic, 0, 0, 0, 0, MANY, tapFrames, 1, 0, 0, 1_000_000, 0, times);
        DataPath path = new DataPath(
                layout,
                flows,
                new DataPath.Initial(
                        filterA, FilterTarget.STANDBY, Host.A, 0, sideA, sideB, FabricSide.FLOODING, neighbour),
                Tracer.NOBODY);
        Cause start = new Cause(0, "the start");
        for (Host host : Host.values()) {
            path.apply(new PathChange.PrimaryQueue(host, READING, FrameFate.LEFT_AT_SOURCE), start);
            path.apply(new PathChange.StandbyQueue(host, READING, FrameFate.LEFT_AT_SOURCE), start);
        }
        path.apply(new PathChange.Transmit(Host.A, guestSends), start);
        changes.forEach(timed -> path.apply(timed.change(), new Cause(timed.atNanos(), "a change")));
        path.settle(20_000);
        path.assertConserved();
        ofGuest = flows.size() > 1 ? runs(path.ledger().fates(flows.get(1))) : List.of();
        return runs(path.ledger().fates(flows.get(0)));
    }

    private static List<String> runs(byte[] fates) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            if (i == 0 || fates[i] != fates[i - 1]) {
                runs.add(i + ": " + Ledger.fateOf(fates[i]) + ", " + Ledger.hostOf(fates[i]));
            }
        }
        return runs;
    }

    @Test
    void aLearningBridgeTurnsFramesAwayAfterTheOtherHostAnnouncedTheGuest() {
        at(5_000, new PathChange.Announce(Host.B));
        at(5_001, new PathChange.SwitchEntry(Host.A, NicRole.PRIMARY, EntryKind.STICKY));
        assertThat(run(shared(SoftSwitch.Bridge.USUAL), HostSide.OPEN, TransmitPath.STANDBY))
                .as("the switch is made to send to A still")
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A", "50: DELIVERED_BY_STANDBY, B", "51: BRIDGE_ENTRY_ELSEWHERE, A");
    }

    @Test
    void theGuestsOwnFrameBringsALearningBridgeBack() {
        guestSendsAt(7_000);
        at(5_000, new PathChange.Announce(Host.B));
        at(5_001, new PathChange.SwitchEntry(Host.A, NicRole.PRIMARY, EntryKind.STICKY));
        assertThat(run(shared(SoftSwitch.Bridge.USUAL), HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A",
                        "50: DELIVERED_BY_STANDBY, B",
                        "51: BRIDGE_ENTRY_ELSEWHERE, A",
                        "70: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aBridgeWithASpanningTreeLosesFramesUntilItsPortForwards() {
        SoftSwitch bridge = new SoftSwitch.Bridge(Learning.ON, UnknownUnicast.FLOOD, SpanningTree.ON, Entry.NONE);
        at(1_000, new PathChange.HostPort(Host.A, BridgePort.TAP, LinkState.DOWN));
        at(2_000, new PathChange.HostPort(Host.A, BridgePort.TAP, LinkState.UP));
        assertThat(run(shared(bridge), HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A",
                        "10: BRIDGE_PORT_NOT_FORWARDING, A",
                        "60: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aBridgeThatFloodsNothingNeedsAnEntry() {
        SoftSwitch bridge = new SoftSwitch.Bridge(Learning.ON, UnknownUnicast.DROP, SpanningTree.OFF, Entry.NONE);
        at(3_000, new PathChange.HostEntry(Host.A, BridgePort.TAP, EntryKind.STATIC));
        at(6_000, new PathChange.HostEntry(Host.A, BridgePort.TAP, EntryKind.LOCAL));
        at(8_000, new PathChange.HostEntryGone(Host.A));
        assertThat(run(shared(bridge), HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly(
                        "0: BRIDGE_NO_FLOOD, A",
                        "30: DELIVERED_BY_STANDBY, A",
                        "60: BRIDGE_ENTRY_LOCAL, A",
                        "80: BRIDGE_NO_FLOOD, A");
    }

    @Test
    void aMacvtapDeliversWhileItIsUp() {
        at(1_000, new PathChange.HostPort(Host.A, BridgePort.TAP, LinkState.DOWN));
        at(2_000, new PathChange.HostPort(Host.A, BridgePort.TAP, LinkState.UP));
        assertThat(run(shared(new SoftSwitch.Macvtap(MacvtapMode.BRIDGE)), HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "10: MACVTAP_DOWN, A", "20: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aMacvtapAsksThePfForItsAddressOnlyPassthruForPromiscuity() {
        List<String> demands = new ArrayList<>();
        for (MacvtapMode mode : MacvtapMode.values()) {
            demands.add(mode.word() + " " + shared(new SoftSwitch.Macvtap(mode)).pfDemands());
        }
        assertThat(demands)
                .containsExactly(
                        "bridge [UNICAST_ADDRESS]",
                        "private [UNICAST_ADDRESS]",
                        "vepa [UNICAST_ADDRESS]",
                        "passthru [PROMISCUOUS]");
        assertThat(shared(SoftSwitch.Bridge.USUAL).pfDemands()).containsExactly(PfDemand.PROMISCUOUS);
    }

    @Test
    void aSwitchdevNicFollowsTheGuestsFirstFrameOnTheOtherPath() {
        filterA = FilterTarget.PRIMARY;
        guestSendsAt(1_000, 4_000);
        at(3_000, new PathChange.Transmit(Host.A, TransmitPath.STANDBY));
        assertThat(run(shared(new SoftSwitch.Switchdev(EntryKind.DYNAMIC)), HostSide.OPEN, TransmitPath.PRIMARY))
                .as("the bridge learns at 4000 and tells the NIC, which takes %s ns", FDB_MOVE)
                .containsExactly("0: DELIVERED_BY_PRIMARY, A", "45: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aSwitchdevNicMayFollowSoonerThanAFrameTakesFromTheSwitch() {
        filterA = FilterTarget.PRIMARY;
        switchToNic = 300;
        fdbMove = 100;
        guestSendsAt(1_000, 4_000);
        at(3_000, new PathChange.Transmit(Host.A, TransmitPath.STANDBY));
        at(4_300, new PathChange.PrimaryQueue(Host.A, READING, FrameFate.LEFT_AT_SOURCE));
        assertThat(run(shared(new SoftSwitch.Switchdev(EntryKind.DYNAMIC)), HostSide.OPEN, TransmitPath.PRIMARY))
                .as("frames of 3800 and later reach the NIC from 4100 on")
                .containsExactly("0: DELIVERED_BY_PRIMARY, A", "38: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aSwitchdevNicSendsToTheClosedVfUntilItHasFollowedAnEntryToTheTap() {
        filterA = FilterTarget.PRIMARY;
        at(2_000, new PathChange.PrimaryQueue(Host.A, CLOSED, FrameFate.LEFT_AT_SOURCE));
        at(3_000, new PathChange.HostEntry(Host.A, BridgePort.TAP, EntryKind.STICKY));
        assertThat(run(shared(new SoftSwitch.Switchdev(EntryKind.STICKY)), HostSide.OPEN, TransmitPath.NONE_READY))
                .as("a hit never reaches the bridge: the NIC's own entry counts for %s ns more", FDB_MOVE)
                .containsExactly(
                        "0: DELIVERED_BY_PRIMARY, A", "20: FILTER_BEHIND_DRIVER, A", "35: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aSwitchdevBridgeSendsToTheRepresentorBeforeItsNicHasTheEntry() {
        filterA = FilterTarget.STANDBY;
        at(2_000, new PathChange.StandbyReceive(Reception.SHADOWED));
        at(3_000, new PathChange.HostEntry(Host.A, BridgePort.REPRESENTOR, EntryKind.STICKY));
        assertThat(run(shared(new SoftSwitch.Switchdev(EntryKind.STICKY)), HostSide.OPEN, TransmitPath.NONE_READY))
                .as("a miss comes up to the bridge, whose entry counts at once; the NIC's %s ns cost nothing", FDB_MOVE)
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A", "20: STANDBY_SHADOWED, A", "30: DELIVERED_BY_PRIMARY, A");
    }

    @Test
    void aMissInASwitchdevNicIsNoLoss() {
        filterA = FilterTarget.PRIMARY;
        at(2_000, new PathChange.HostEntry(Host.A, BridgePort.REPRESENTOR, EntryKind.STICKY));
        at(4_000, new PathChange.HostEntryGone(Host.A));
        at(6_000, new PathChange.HostEntry(Host.A, BridgePort.TAP, EntryKind.STICKY));
        assertThat(run(shared(new SoftSwitch.Switchdev(EntryKind.STATIC)), HostSide.OPEN, TransmitPath.NONE_READY))
                .as("without an entry the bridge floods: the luckier copy is the VF's")
                .containsExactly("0: DELIVERED_BY_PRIMARY, A", "60: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void withANicOfItsOwnTheStandbyReceivesOnlyAfterItHasSent() {
        filterA = FilterTarget.PRIMARY;
        guestSendsAt(1_000, 4_000);
        at(3_000, new PathChange.Transmit(Host.A, TransmitPath.STANDBY));
        HostSide own = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.OWN);
        assertThat(run(own, HostSide.OPEN, TransmitPath.PRIMARY))
                .containsExactly("0: DELIVERED_BY_PRIMARY, A", "40: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void thePfOfAVfsNicHasNobodyBehindItWhenTheStandbyHasItsOwn() {
        HostSide own = new HostSide(SoftSwitch.Bridge.USUAL, StandbyNic.OWN);
        at(5_000, new PathChange.SwitchEntry(Host.A, NicRole.PRIMARY, EntryKind.STATIC));
        assertThat(run(own, HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "50: NO_POOL, A");
    }

    @Test
    void aRunningVhostKeepsItsRingFullOfFramesBeyondTheTap() {
        QueueState held = QueueState.holdingBehindRing(FrameFate.GUEST_STOPPED_QUEUE_FULL, 20);
        tapFrames = 10;
        at(1_000, new PathChange.StandbyQueue(Host.A, held, FrameFate.LEFT_AT_SOURCE));
        at(9_000, new PathChange.StandbyQueue(Host.A, READING, FrameFate.LEFT_AT_SOURCE));
        assertThat(run(HostSide.OPEN, HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly(
                        "0: DELIVERED_BY_STANDBY, A", "40: GUEST_STOPPED_QUEUE_FULL, A", "90: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void aPortThatIsDownNeitherReceivesNorSends() {
        guestSendsAt(1_500, 2_500);
        at(1_000, new PathChange.NicPort(Host.A, NicRole.PRIMARY, LinkState.DOWN));
        at(2_000, new PathChange.NicPort(Host.A, NicRole.PRIMARY, LinkState.UP));
        assertThat(run(HostSide.OPEN, HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "10: RX_DISABLED, A", "20: DELIVERED_BY_STANDBY, A");
        assertThat(ofGuest).containsExactly("0: NIC_PORT_DOWN, A", "1: DELIVERED_BY_STANDBY, A");
    }

    @Test
    void theSwitchFloodsAgainWhenThePortOfTheGuestWentDown() {
        at(3_000, new PathChange.SwitchPort(Host.A, NicRole.PRIMARY, LinkState.DOWN));
        assertThat(run(HostSide.OPEN, HostSide.OPEN, TransmitPath.STANDBY))
                .containsExactly("0: DELIVERED_BY_STANDBY, A", "30: DELIVERED_BY_STANDBY, B");
    }
}
