package dev.vfgap.models.lab;

import static dev.vfgap.models.lab.GuestLab.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.guest.Member;
import dev.vfgap.models.guest.VfTrouble;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Wait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of a guest's stacks loses, against what follows from its rules by hand. */
class GuestStackRunTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aBondLosesFromTheLostCarrierToTheNextPoll(int replication) {
        Lab lab = Lab.of(Standby.BOND, FilterTarget.BOTH).with("guest.vfCarrierLoss", "10us");
        MigrationSetup setup = lab.setup(new Action.SetLink(Host.A, LinkSetting.DOWN), new Wait(SECOND, SECOND));
        MigrationRun run = MigrationRun.of(setup, 1, replication);
        long cut = SECOND;
        long poll = effect(setup, replication, "the bond's active slave is standby");

        assertThat(poll - cut).isBetween(0L, 100 * MS);
        assertLost(run.rx(), cut - TO_RING_NANOS, poll - TO_TAP_NANOS, MS);
        assertLost(run.tx(), cut, poll, MS);
        assertThat(run.rx().outcome().byFate().keySet())
                .containsOnly(FrameFate.INACTIVE_SLAVE, FrameFate.DELIVERED_BY_STANDBY, FrameFate.DELIVERED_BY_PRIMARY);
        assertThat(run.tx().outcome().byFate().keySet())
                .contains(FrameFate.ACTIVE_SLAVE_DOWN, FrameFate.DELIVERED_BY_STANDBY, FrameFate.DELIVERED_BY_PRIMARY);
    }

    @Test
    void allSlavesActiveDeliversWhatAnInactiveSlaveReceives() {
        GuestOptions usual = GuestOptions.USUAL;
        GuestOptions all = new GuestOptions(
                usual.macFeature(), usual.failoverDevice(), VfTrouble.NONE, Member.PRIMARY, InactiveFrames.ACCEPTED);
        MigrationRun run = MigrationRun.of(
                Lab.of(Standby.BOND, FilterTarget.BOTH)
                        .with(all)
                        .setup(new Action.SetLink(Host.A, LinkSetting.DOWN), new Wait(SECOND, SECOND)),
                1,
                0);

        assertThat(run.rx().outcome().lostFrames()).isZero();
        assertThat(run.tx().outcome().lostFrames()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aRemovalMovesABondAtThePollOrAtTheReleaseWhicheverComesFirst(int replication) {
        Lab lab = Lab.of(Standby.BOND, FilterTarget.BOTH)
                .with("guest.vfRemoveStop", "30ms")
                .with("guest.vfUnregister", "30ms");
        MigrationSetup setup = lab.setup(
                new Action.DeviceDel(Host.A),
                Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                new Wait(SECOND, SECOND));
        MigrationRun run = MigrationRun.of(setup, 1, replication);
        long stop = milestone(run, Kind.REMOVE_STARTED, Host.A);
        long moved = effect(setup, replication, "the bond's active slave is standby");

        assertThat(moved - stop).isBetween(1L, 60 * MS);
        assertLost(run.rx(), stop - TO_RING_NANOS, moved - TO_TAP_NANOS, MS);
        assertLost(run.tx(), stop, moved, MS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1_000_000})
    void netvscLosesNothingButWhatIsOnItsWayIntoTheStoppingVf(long rate) {
        MigrationSetup setup = Lab.of(Standby.NETVSC, FilterTarget.PRIMARY)
                .at(rate)
                .setup(
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Wait(SECOND, SECOND),
                        new Action.DeviceAdd(Host.A),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.A)),
                        new Wait(SECOND, SECOND));
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        long onItsWay = 1 + rate * 1_000 / SECOND;

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(run.rx().outcome().lostFrames()).isLessThanOrEqualTo(onItsWay);
        assertThat(run.tx().outcome().lostFrames()).isZero();
        assertThat(run.rx().outcome().byFate().keySet())
                .contains(FrameFate.DELIVERED_BY_PRIMARY, FrameFate.DELIVERED_BY_STANDBY);
    }

    /** Literature 1.2, trace A1: the removal and the insertion of an mlx5 VF under netvsc. */
    @Test
    void netvscReproducesThePhasesOfThePublishedTrace() {
        Lab lab = Lab.of(Standby.NETVSC, FilterTarget.PRIMARY)
                .with(NicFamilies.of("mlx5-switchdev").orElseThrow(), "mlx5_core")
                .with("acpi.notify", "100us")
                .with("acpi.ejectOverhead", "5ms")
                .with("pci.enumerate", "110.7ms")
                .with("vfio.flr", "0ms")
                .with("vfio.realizeOther", "20ms")
                .with("guest.vfProbe", "353.04ms")
                .with("guest.vfOpen", "144.24ms")
                .with("guest.vfRemoveStop", "0.61ms")
                .with("guest.vfUnregister", "2ms")
                .with("guest.vfRemoveTail", "1101.4ms")
                .with("netvsc.hostSwitch", "2.1ms");
        MigrationSetup setup = lab.setup(
                new Action.DeviceDel(Host.A),
                Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                new Wait(63_500 * MS, 63_500 * MS),
                new Action.DeviceAdd(Host.A),
                Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.A)),
                new Wait(SECOND, SECOND));
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        List<Milestone> filters = run.log().milestones().stream()
                .filter(one -> one.kind() == Kind.FILTER_MOVED)
                .toList();
        long off = filters.get(0).atNanos();
        long on = filters.get(1).atNanos();
        long plugged = milestone(run, Kind.PLUGGED, Host.A);
        long registered = milestone(run, Kind.REGISTERED, Host.A);
        long link = milestone(run, Kind.LINK_UP, Host.A);

        assertThat(filters).extracting(Milestone::text).containsExactly("filter to standby", "filter to primary");
        assertThat(micros(milestone(run, Kind.DEVICE_DELETED, Host.A) - off)).isBetween(1_109_000L, 1_109_100L);
        assertThat(micros(registered - plugged)).isBetween(463_000L, 465_000L);
        assertThat(micros(link - registered)).isEqualTo(244_240L);
        assertThat(micros(on - link)).isEqualTo(2_100L);
        assertThat(run.rx().outcome().lostFrames()).isZero();
        assertThat(run.tx().outcome().lostFrames()).isZero();
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }

    @Test
    void aGuestWithoutStandbyLosesTheWholeTimeUntilItsAddressesAreBack() {
        MigrationSetup setup = Lab.of(Standby.NONE, FilterTarget.PRIMARY)
                .setup(
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Wait(SECOND, SECOND),
                        new Action.DeviceAdd(Host.A),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.A)),
                        new Wait(5 * SECOND, 5 * SECOND));
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        long stop = milestone(run, Kind.REMOVE_STARTED, Host.A);
        long applied = effect(setup, 0, "the guest's tools applied its addresses");

        assertThat(applied).isGreaterThan(milestone(run, Kind.LINK_UP, Host.A));
        assertLost(run.rx(), stop - TO_RING_NANOS, applied - TO_RING_NANOS, MS);
        assertLost(run.tx(), stop, applied, MS);
        assertThat(run.rx().outcome().byFate().keySet())
                .contains(FrameFate.NO_DEVICE, FrameFate.NO_ADDRESS, FrameFate.DELIVERED_BY_PRIMARY);
        assertThat(run.tx().outcome().byFate().keySet()).contains(FrameFate.NO_ADDRESS);
    }

    @Test
    void aGuestWithoutStandbyTakesNothingFromThePf() {
        MigrationRun run =
                MigrationRun.of(Lab.of(Standby.NONE, FilterTarget.STANDBY).setup(new Wait(SECOND, SECOND)), 1, 0);

        assertThat(run.rx().outcome().byFate())
                .isEqualTo(Map.of(FrameFate.NO_STANDBY, run.rx().sentFrames()));
    }

    @Test
    void aDpdkBondThatIsLedMakeBeforeBreakLosesNothingThatTheGuestSends() {
        MigrationSetup setup = Lab.of(Standby.DPDK_BOND, FilterTarget.PRIMARY)
                .setup(
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        new Action.GuestDetach(Host.A),
                        Await.unlimited(new Condition.GuestPrimaryGone(Host.A)),
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Action.Migrate(),
                        Await.unlimited(new Condition.Resumed(Host.B)),
                        new Action.DeviceAdd(Host.B),
                        new Action.GuestAttach(Host.B),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B)),
                        new Action.SetFilter(Host.B, FilterTarget.PRIMARY));
        MigrationRun run = MigrationRun.of(setup, 1, 0);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(run.tx().outcome().lostFrames()).isZero();
        assertThat(run.tx().outcome().byFate().keySet())
                .containsExactlyInAnyOrder(FrameFate.DELIVERED_BY_PRIMARY, FrameFate.DELIVERED_BY_STANDBY);
        // What came by virtio after the VF was the current port waits in the ring that nobody polls.
        assertThat(run.rx().outcome().byFate()).containsKey(FrameFate.NOT_POLLED);
    }

    @Test
    void aDpdkApplicationKeepsAnUnplugWaitingUntilItLetsGo() {
        MigrationSetup setup = Lab.of(Standby.DPDK_BOND, FilterTarget.PRIMARY)
                .setup(
                        new Action.DeviceDel(Host.A),
                        new Wait(3 * SECOND, 3 * SECOND),
                        new Action.GuestDetach(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)));
        MigrationRun run = MigrationRun.of(setup, 1, 0);

        assertThat(milestone(run, Kind.DEVICE_DELETED, Host.A)).isGreaterThan(4 * SECOND);
        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
    }

    @Test
    void aDetachedSlaveIsReplacedBeforeItStops() {
        MigrationRun run = MigrationRun.of(
                Lab.of(Standby.BOND, FilterTarget.BOTH).setup(new Action.GuestDetach(Host.A), new Wait(SECOND, SECOND)),
                1,
                0);

        assertThat(run.rx().outcome().lostFrames()).isZero();
        assertThat(run.tx().outcome().lostFrames()).isZero();
    }
}
