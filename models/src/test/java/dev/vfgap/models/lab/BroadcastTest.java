package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.MacvtapMode;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hundred frames to the guest and a hundred to everybody, on hops that take no time; the guest is on A. */
class BroadcastTest {
    private static final QueueState READING = QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
    private static final QueueState NOBODY = QueueState.dropping(FrameFate.NO_DEVICE);
    private static final SendTimes HUNDRED = new SendTimes.Periodic(0, Period.ofNanos(100), 100);

    private final Flow unicast = new Flow(0, "rx", Flow.Kind.TO_GUEST, HUNDRED);
    private final Flow broadcast = new Flow(1, "broadcast", Flow.Kind.BROADCAST, HUNDRED);
    private final List<PathChange> changes = new ArrayList<>();
    private HostSide side = HostSide.OPEN;
    private Host guestAt = Host.A;
    private FabricSide fabric = FabricSide.FLOODING;

    private DataPath run() {
        PathLayout layout = new PathLayout(
                0, 0, 0, 0, 0, 0, 1_000, 1_000, 1, 0, 0, 1_000_000, 0, new HostTimes(0, 0, 0, 1_000_000, 0, 1, 1_000));
        DataPath.Initial initial = new DataPath.Initial(
                FilterTarget.PRIMARY, FilterTarget.STANDBY, guestAt, 0, side, side, fabric, Neighbour.NOBODY);
        DataPath path = new DataPath(layout, List.of(unicast, broadcast), initial, Tracer.NOBODY);
        Cause start = new Cause(0, "the start");
        path.apply(new PathChange.PrimaryQueue(Host.A, READING, FrameFate.LEFT_AT_SOURCE), start);
        path.apply(new PathChange.StandbyQueue(Host.A, READING, FrameFate.LEFT_AT_SOURCE), start);
        path.apply(new PathChange.PrimaryQueue(Host.B, NOBODY, FrameFate.LEFT_AT_SOURCE), start);
        path.apply(new PathChange.StandbyQueue(Host.B, NOBODY, FrameFate.LEFT_AT_SOURCE), start);
        changes.forEach(change -> path.apply(change, start));
        path.settle(20_000);
        path.assertConserved();
        return path;
    }

    private static Map<FrameFate, Long> fates(DataPath path, Flow flow) {
        return FlowOutcome.of(path.ledger(), flow).byFate();
    }

    @Test
    void reachesBothDevicesAndTheFailoverDeviceDropsTheStandbysCopy() {
        changes.add(new PathChange.StandbyReceive(Reception.SHADOWED));
        DataPath path = run();
        FlowOutcome outcome = FlowOutcome.of(path.ledger(), broadcast);
        assertThat(outcome.byFate()).isEqualTo(Map.of(FrameFate.DELIVERED_BY_PRIMARY, 100L));
        assertThat(outcome.duplicatedFrames()).isZero();
        assertThat(path.ledger().frames(broadcast, FrameFate.STANDBY_SHADOWED)).isEqualTo(100);
        assertThat(path.ledger().frames(broadcast, FrameFate.NO_DEVICE))
                .as("copies on B")
                .isEqualTo(200);
    }

    @Test
    void isReceivedTwiceWhereBothDevicesCount() {
        FlowOutcome outcome = FlowOutcome.of(run().ledger(), broadcast);
        assertThat(outcome.byFate().values()).containsExactly(100L);
        assertThat(outcome.duplicatedFrames()).isEqualTo(100);
    }

    @Test
    void reachesTheStandbyWhereTheFilterLeadsUnicastToAVfThatCannotReceive() {
        FilterRegisters early = BridgeAsNic.registers(Flow.GUEST_MAC, FilterTarget.PRIMARY)
                .clear(PoolFlag.VFRE, EmbeddedSwitch.PRIMARY);
        changes.add(new PathChange.Nic(Host.A, early, Optional.of(FrameFate.FILTER_AHEAD_OF_DRIVER)));
        DataPath path = run();
        assertThat(fates(path, unicast)).isEqualTo(Map.of(FrameFate.FILTER_AHEAD_OF_DRIVER, 100L));
        assertThat(fates(path, broadcast)).isEqualTo(Map.of(FrameFate.DELIVERED_BY_STANDBY, 100L));
    }

    @Test
    void isFloodedByASwitchThatDropsUnknownUnicast() {
        guestAt = null;
        fabric = FabricSide.learning(UnknownUnicast.DROP);
        DataPath path = run();
        assertThat(fates(path, unicast)).isEqualTo(Map.of(FrameFate.SWITCH_NO_FLOOD, 100L));
        assertThat(FlowOutcome.of(path.ledger(), broadcast).deliveredFrames()).isEqualTo(100);
    }

    @Test
    void isFloodedWhateverASwitchKnowsOfTheGuest() {
        guestAt = Host.B;
        DataPath path = run();
        assertThat(FlowOutcome.of(path.ledger(), unicast).deliveredFrames()).isZero();
        assertThat(FlowOutcome.of(path.ledger(), broadcast).deliveredFrames()).isEqualTo(100);
    }

    @Test
    void comesToTheBridgeOfASwitchdevNicOnceAndFromThereToTapAndRepresentor() {
        side = new HostSide(new SoftSwitch.Switchdev(EntryKind.STATIC), StandbyNic.SHARED);
        changes.add(new PathChange.StandbyReceive(Reception.SHADOWED));
        DataPath path = run();
        assertThat(fates(path, broadcast)).isEqualTo(Map.of(FrameFate.DELIVERED_BY_PRIMARY, 100L));
        assertThat(path.ledger().frames(broadcast, FrameFate.STANDBY_SHADOWED)).isEqualTo(100);
        assertThat(path.ledger().frames(broadcast, FrameFate.DELIVERED_BY_PRIMARY))
                .isEqualTo(100);
    }

    @Test
    void endsByNameWhereNobodyTakesIt() {
        side = new HostSide(new SoftSwitch.Macvtap(MacvtapMode.BRIDGE), StandbyNic.SHARED);
        for (Host host : Host.values()) {
            changes.add(new PathChange.HostPort(host, BridgePort.TAP, LinkState.DOWN));
        }
        changes.add(new PathChange.PrimaryQueue(Host.A, NOBODY, FrameFate.LEFT_AT_SOURCE));
        DataPath path = run();
        assertThat(fates(path, broadcast).keySet()).hasSize(1).noneMatch(FrameFate::isDelivered);
        assertThat(path.ledger().frames(broadcast, FrameFate.MACVTAP_DOWN)).isEqualTo(200);
        assertThat(path.ledger().frames(broadcast, FrameFate.NO_DEVICE)).isEqualTo(200);
    }
}
