package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.NicParameters;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.OperateParameters;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.time.Period;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationRunTest {
    private static final Plan QEMU_FAILOVER = new Plan(List.of(
            new Action.Migrate(),
            Await.unlimited(new Condition.MigrationReached(AwaitedStatus.ACTIVE)),
            new Action.SetFilter(Host.A, FilterTarget.STANDBY),
            Await.unlimited(new Condition.Resumed(Host.B)),
            Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)),
            Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B)),
            new Action.SetFilter(Host.B, FilterTarget.PRIMARY)));

    private static MigrationSetup setup(Hotplug hotplug, long framesPerSecond) {
        ParameterCatalog catalog = ParameterCatalog.of(
                LabParameters.ALL,
                NicParameters.ALL,
                OperateParameters.ALL,
                GuestParameters.ALL,
                PciParameters.ALL,
                MigrationParameters.ALL);
        Sending period = Sending.steady(Period.ofFramesPerSecond(framesPerSecond));
        return new MigrationSetup(
                QEMU_FAILOVER,
                new Initial(
                        FilterTarget.PRIMARY, FilterTarget.STANDBY, PrimaryPresence.PLUGGED, PrimaryPresence.HIDDEN),
                hotplug,
                Standby.FAILOVER,
                GuestNic.of("ixgbevf"),
                Optional.empty(),
                Switchover.values()[0],
                period,
                period,
                1_000_000_000L,
                1_000_000_000L,
                catalog.defaults());
    }

    @ParameterizedTest
    @EnumSource(Hotplug.class)
    void losesFramesBehindTheStoppedDriverInTheSwitchoverAndBehindTheShadow(Hotplug hotplug) {
        MigrationRun run = MigrationRun.of(setup(hotplug, 10_000), 1, 0);
        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(run.rx().outcome().byFate().keySet())
                .contains(
                        FrameFate.FILTER_BEHIND_DRIVER,
                        FrameFate.LEFT_AT_SOURCE,
                        FrameFate.STANDBY_SHADOWED,
                        FrameFate.DELIVERED_BY_PRIMARY,
                        FrameFate.DELIVERED_BY_STANDBY);
        assertThat(run.rx().outcome().lostFrames() + run.rx().outcome().deliveredFrames())
                .isEqualTo(run.rx().sentFrames());
        assertThat(run.tx().outcome().lostFrames()).isZero();
    }

    @Test
    void keepsTheOrderOfAMigration() {
        MigrationRun run = MigrationRun.of(setup(Hotplug.NATIVE, 1_000), 7, 3);
        assertThat(run.log().milestones())
                .extracting(Milestone::text)
                .containsSubsequence(
                        "setup",
                        "UNPLUG_PRIMARY",
                        "wait-unplug",
                        "driver remove",
                        "primary gone",
                        "active",
                        "filter to standby",
                        "STOP",
                        "device",
                        "completed",
                        "RESUME",
                        "primary registered",
                        "primary link up",
                        "filter to primary");
    }

    @Test
    void isAPureFunctionOfSetupSeedAndReplication() {
        MigrationSetup setup = setup(Hotplug.ACPI, 20_000);
        MigrationRun first = MigrationRun.of(setup, 5, 2);
        assertThat(MigrationRun.of(setup, 5, 2).log().fingerprint())
                .isEqualTo(first.log().fingerprint());
        assertThat(MigrationRun.of(setup, 5, 2).rx()).isEqualTo(first.rx());
        assertThat(MigrationRun.of(setup, 5, 3).log().fingerprint())
                .isNotEqualTo(first.log().fingerprint());
    }

    @Test
    void worksByControlEventsAndNotByFrames() {
        MigrationRun slow = MigrationRun.of(setup(Hotplug.ACPI, 1_000), 11, 0);
        MigrationRun fast = MigrationRun.of(withUnlimitedReaders(setup(Hotplug.ACPI, 14_880_000)), 11, 0);
        assertThat(fast.rx().sentFrames()).isGreaterThan(10_000 * slow.rx().sentFrames());
        assertThat(fast.log().firedEvents()).isEqualTo(slow.log().firedEvents());
        assertThat((double) fast.spansCreated()).isBetween(0.9 * slow.spansCreated(), 1.1 * slow.spansCreated());
    }

    @Test
    void anOverloadedStandbyCostsAFixedNumberOfSpansForEachChange() {
        MigrationRun fast = MigrationRun.of(setup(Hotplug.ACPI, 14_880_000), 11, 0);
        MigrationRun faster = MigrationRun.of(setup(Hotplug.ACPI, 148_800_000), 11, 0);
        assertThat(fast.rx().outcome().byFate().get(FrameFate.STANDBY_QUEUE_FULL))
                .isGreaterThan(1_000_000_000L);
        assertThat(fast.spansCreated()).isLessThanOrEqualTo(3L * fast.log().firedEvents());
        assertThat(faster.spansCreated()).isLessThanOrEqualTo(3L * faster.log().firedEvents());
    }

    @Test
    void allocatesBySpansAndNotByFrames() {
        long slow = allocatedBytes(setup(Hotplug.ACPI, 1_000));
        long fast = allocatedBytes(withUnlimitedReaders(setup(Hotplug.ACPI, 14_880_000)));
        long overloaded = allocatedBytes(setup(Hotplug.ACPI, 14_880_000));
        assertThat((double) fast).isLessThan(slow * 1.3);
        assertThat((double) overloaded).isLessThan(slow * 1.5);
    }

    /** The least that one of several equal runs allocates: others also load classes or are not yet compiled. */
    private static long allocatedBytes(MigrationSetup setup) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MigrationRun first = MigrationRun.of(setup, 11, 0);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            MigrationRun again = MigrationRun.of(setup, 11, 0);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(again.rx()).isEqualTo(first.rx());
        }
        return least;
    }

    private static MigrationSetup withUnlimitedReaders(MigrationSetup setup) {
        ParameterValues values = setup.values();
        for (String key : List.of("guest.standbyService", "guest.primaryService")) {
            values = values.with(key, new Constant(0), values.provenance(key));
        }
        return withValues(setup, values);
    }

    private static MigrationSetup withValues(MigrationSetup setup, ParameterValues values) {
        return new MigrationSetup(
                setup.plan(),
                setup.initial(),
                setup.hotplug(),
                setup.standby(),
                setup.nic(),
                setup.nicFamily(),
                setup.switchover(),
                setup.rx(),
                setup.tx(),
                setup.beforeNanos(),
                setup.afterNanos(),
                values);
    }

    /** Frames are 10 us apart; a driver that stops with a ring of n microseconds frees one frame for each 10 of them. */
    @ParameterizedTest
    @CsvSource({"0, 0", "200, 20", "1000, 64"})
    void aStoppingDriverFreesWhatItsTransmitRingStillHolds(long stayMicros, long freedFrames) {
        MigrationSetup setup = setup(Hotplug.ACPI, 100_000);
        ParameterValues values = setup.values()
                .with(
                        "guest.txRingStay",
                        new Constant(stayMicros * 1_000),
                        setup.values().provenance("guest.txRingStay"))
                .with("guest.txRingVf", new Constant(64), setup.values().provenance("guest.txRingVf"));

        MigrationRun run = MigrationRun.of(
                with(
                        withValues(setup, values),
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A))),
                1,
                0);

        assertThat(run.tx().outcome().lostFrames()).isEqualTo(freedFrames);
        assertThat(run.tx().outcome().byFate().getOrDefault(FrameFate.DRIVER_STOPPED_WITH_FRAME, 0L))
                .isEqualTo(freedFrames);
    }

    @Test
    void aPlugGivesNoBackEndBackThatWasTakenAway() {
        MigrationRun run = MigrationRun.of(
                with(
                        setup(Hotplug.ACPI, 1_000),
                        new Action.NetdevDel(Host.A),
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.ACTIVE)),
                        new Action.MigrateCancel(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.CANCELLED)),
                        Await.unlimited(new Condition.GuestPrimaryGone(Host.A)),
                        new Wait(5_000_000_000L, 5_000_000_000L)),
                1,
                0);
        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(run.rx().outcome().outages()).hasSize(1);
        assertThat(run.rx().outcome().byFate().keySet())
                .containsExactly(FrameFate.BACKEND_GONE, FrameFate.DELIVERED_BY_PRIMARY);
    }

    @Test
    void aDeviceIsNotAddedOnABackEndThatIsGone() {
        MigrationRun run = MigrationRun.of(
                with(
                        setup(Hotplug.ACPI, 1_000),
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Action.NetdevDel(Host.A),
                        new Action.DeviceAdd(Host.A)),
                1,
                0);
        assertThat(run.log().outcome())
                .isInstanceOfSatisfying(PlanOutcome.Aborted.class, aborted -> assertThat(aborted.why())
                        .isEqualTo("can't find value 'primarynet0' of property 'netdev'"));
    }

    @Test
    void framesThatWaitedAtADestinationWhichDiesWereNotLeftAtTheSource() {
        MigrationRun run = MigrationRun.of(
                with(
                        withoutPrimaryOnB(setup(Hotplug.ACPI, 10_000)),
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)),
                        new Wait(5_000_000L, 5_000_000L),
                        new Action.KillDestination()),
                1,
                0);
        assertThat(run.log().milestones()).extracting(Milestone::text).doesNotContain("RESUME");
        assertThat(run.rx().outcome().byFate())
                .containsKey(FrameFate.BACKEND_GONE)
                .doesNotContainKey(FrameFate.LEFT_AT_SOURCE);
    }

    @Test
    void aRefusedRemovalIsNoRequest() {
        MigrationRun run = MigrationRun.of(with(setup(Hotplug.ACPI, 1_000), new Action.DeviceDel(Host.B)), 1, 0);
        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Aborted.class);
        assertThat(run.log().milestones()).extracting(Milestone::kind).doesNotContain(Milestone.Kind.UNPLUG_REQUESTED);
    }

    @Test
    void aDeviceIsAddedOnTheDestinationWhileTheGuestIsOnItsWay() {
        MigrationSetup setup = setup(Hotplug.ACPI, 1_000);
        MigrationRun run = MigrationRun.of(
                with(
                        withoutPrimaryOnB(setup),
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.ACTIVE)),
                        new Action.DeviceAdd(Host.B),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B))),
                1,
                0);
        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
    }

    private static MigrationSetup withoutPrimaryOnB(MigrationSetup setup) {
        Initial initial = new Initial(
                setup.initial().filterA(),
                setup.initial().filterB(),
                setup.initial().primaryA(),
                PrimaryPresence.NONE);
        return with(setup, setup.plan(), initial);
    }

    private static MigrationSetup with(MigrationSetup setup, Step... steps) {
        return with(setup, new Plan(List.of(steps)), setup.initial());
    }

    private static MigrationSetup with(MigrationSetup setup, Plan plan, Initial initial) {
        return new MigrationSetup(
                plan,
                initial,
                setup.hotplug(),
                setup.standby(),
                setup.nic(),
                setup.nicFamily(),
                setup.switchover(),
                setup.rx(),
                setup.tx(),
                setup.beforeNanos(),
                setup.afterNanos(),
                setup.values());
    }
}
