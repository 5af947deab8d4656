package dev.vfgap.models.lab;

import static dev.vfgap.models.lab.GuestLab.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.guest.VfTrouble;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.migration.SwitchoverPart;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Wait;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong in a guest, and what a run makes of it. */
class GuestTroubleRunTest {
    @Test
    void aStandbyWhoseLinkIsDownNeitherReceivesNorSends() {
        MigrationSetup setup = Lab.of(Standby.FAILOVER, FilterTarget.PRIMARY)
                .setup(
                        new Action.SetStandbyLink(Host.A, LinkSetting.DOWN),
                        new Wait(SECOND, SECOND),
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        new Wait(SECOND, SECOND),
                        new Action.SetStandbyLink(Host.A, LinkSetting.UP));
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        long stop = milestone(run, Kind.REMOVE_STARTED, Host.A);
        long up = effect(setup, 0, "set_link UP of the standby on A");

        assertLost(run.rx(), stop - TO_RING_NANOS, up - TO_TAP_NANOS, MS);
        assertLost(run.tx(), stop, up, MS);
        assertThat(run.rx().outcome().byFate().keySet())
                .contains(FrameFate.STANDBY_LINK_DOWN, FrameFate.DELIVERED_BY_STANDBY);
        assertThat(run.tx().outcome().byFate().keySet()).contains(FrameFate.NO_READY_LOWER_DEVICE);
    }

    @Test
    void withoutItsMacTheGuestHasNoFailoverDeviceAndQemuKeepsThePrimaryHidden() {
        GuestOptions usual = GuestOptions.USUAL;
        GuestOptions noMac = new GuestOptions(
                GuestOptions.MacFeature.MISSING,
                usual.failoverDevice(),
                usual.trouble(),
                usual.bondPreferred(),
                usual.bondInactive());
        MigrationRun run = MigrationRun.of(
                Lab.of(Standby.FAILOVER, FilterTarget.PRIMARY).with(noMac).setup(new Wait(SECOND, SECOND)), 1, 0);

        assertThat(run.rx().outcome().byFate())
                .isEqualTo(Map.of(FrameFate.NO_DEVICE, run.rx().sentFrames()));
        assertThat(run.tx().outcome().byFate())
                .isEqualTo(Map.of(FrameFate.DELIVERED_BY_STANDBY, run.tx().sentFrames()));
    }

    @Test
    void withoutTheStandbyFeatureQemuHidesAlsoAPrimaryThatIsAdded() {
        GuestOptions usual = GuestOptions.USUAL;
        GuestOptions noMac = new GuestOptions(
                GuestOptions.MacFeature.MISSING,
                usual.failoverDevice(),
                usual.trouble(),
                usual.bondPreferred(),
                usual.bondInactive());
        MigrationRun run = MigrationRun.of(
                Lab.of(Standby.FAILOVER, FilterTarget.STANDBY)
                        .with(noMac)
                        .setup(
                                new Action.Migrate(),
                                Await.unlimited(new Condition.Resumed(Host.B)),
                                new Action.DeviceAdd(Host.B),
                                new Wait(10 * SECOND, 10 * SECOND)),
                1,
                0);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(run.log().milestones())
                .extracting(Milestone::kind)
                .doesNotContain(Kind.PLUGGED, Kind.UNPLUG_REQUESTED, Kind.REGISTERED, Kind.TROUBLE);
        assertThat(run.log().milestones().stream().filter(one -> one.kind() == Kind.SWITCHOVER))
                .extracting(Milestone::text)
                .doesNotContain(
                        SwitchoverPart.FUNCTION_RESET.text(),
                        SwitchoverPart.MEMORY_PINNED.text(),
                        SwitchoverPart.PRIMARY_MADE.text());
    }

    @Test
    void onlyAFailoverPrimaryIsAddedWhereTheGuestHasNotArrived() {
        MigrationRun run =
                MigrationRun.of(Lab.of(Standby.BOND, FilterTarget.PRIMARY).setup(new Action.DeviceAdd(Host.B)), 1, 0);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Aborted.class);
        assertThat(run.log().milestones())
                .extracting(Milestone::text)
                .containsExactly("only a failover primary can be added on B before the guest has arrived there");
    }

    @Test
    void aVfWhoseProbeFailsIsNeverAPrimary() {
        GuestOptions usual = GuestOptions.USUAL;
        GuestOptions fails = new GuestOptions(
                usual.macFeature(),
                usual.failoverDevice(),
                new VfTrouble(VfTrouble.Probe.FAILS, VfTrouble.LinkNotice.BY_MESSAGE),
                usual.bondPreferred(),
                usual.bondInactive());
        MigrationRun run = MigrationRun.of(
                Lab.of(Standby.FAILOVER, FilterTarget.PRIMARY)
                        .with(fails)
                        .setup(
                                new Action.DeviceDel(Host.A),
                                Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                                new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                                new Action.DeviceAdd(Host.A),
                                new Wait(10 * SECOND, 10 * SECOND)),
                1,
                0);

        assertThat(run.log().milestones()).extracting(Milestone::text).contains("probe of the primary failed");
        assertThat(run.log().milestones().stream().filter(one -> one.kind() == Kind.LINK_UP))
                .isEmpty();
    }

    @Test
    void aMacThatIsSetOnALiveVfOfAnI40eResetsIt() {
        Lab lab = Lab.of(Standby.FAILOVER, FilterTarget.PRIMARY)
                .with(NicFamilies.of("i40e").orElseThrow(), "iavf");
        MigrationRun run = MigrationRun.of(
                lab.setup(
                        new Action.SetFilter(Host.A, FilterTarget.BOTH),
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        new Wait(5 * SECOND, 5 * SECOND)),
                1,
                0);

        assertThat(run.log().milestones()).extracting(Milestone::text).contains("the PF resets the primary");
        assertThat(run.tx().outcome().byFate().keySet())
                .contains(FrameFate.DELIVERED_BY_STANDBY, FrameFate.DELIVERED_BY_PRIMARY);
    }

    @Test
    void aGuestWithAPrimaryThatIsNoFailoverPairCannotMigrate() {
        MigrationRun run =
                MigrationRun.of(Lab.of(Standby.BOND, FilterTarget.PRIMARY).setup(new Action.Migrate()), 1, 0);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Aborted.class);
    }
}
