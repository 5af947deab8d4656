package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
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
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One plan after the other on every NIC family: where frames die follows from the family's cells. */
class NicFamilyRunTest {
    private static final long FRAMES_PER_SECOND = 10_000;

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(
            LabParameters.ALL,
            NicParameters.ALL,
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL);

    /** The filter leads to the VF on B before the guest has it. */
    private static final Plan FILTER_THEN_PLUG = new Plan(List.of(
            new Action.Migrate(),
            Await.unlimited(new Condition.Resumed(Host.B)),
            Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)),
            new Action.SetFilter(Host.B, FilterTarget.PRIMARY),
            new Action.DeviceAdd(Host.B),
            Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B))));

    /** The guest lets the VF go on A, the MAC stays the VF's, and nobody moves it before the migration. */
    private static final Plan UNPLUG_ONLY = new Plan(List.of(
            new Action.DeviceDel(Host.A), Await.unlimited(new Condition.DeviceDeleted(Host.A)), new Action.Migrate()));

    /**
     * An early filter loses from the set-filter until the driver has opened the VF, and all that comes after the driver
     * has closed it; the 82599's entry goes with a function reset, hns3's comes with its driver's probe. A rule of a
     * switchdev NIC stays where management led it. The late ones lose while the driver closes.
     */
    @Test
    void losesBehindAnEarlyFilterWhatALateOneLeavesToTheStandby() {
        StringBuilder table = new StringBuilder(
                "ms of the stream lost: filter led to B before the plug | primary unplugged from A by ACPI | natively\n");
        for (NicFamily family : NicFamilies.all()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-14s | %6.1f | %6.1f | %6.1f\n",
                    family.name(),
                    lostMs(family, FILTER_THEN_PLUG, Hotplug.ACPI, FrameFate.FILTER_AHEAD_OF_DRIVER),
                    lostMs(family, UNPLUG_ONLY, Hotplug.ACPI, FrameFate.FILTER_BEHIND_DRIVER),
                    lostMs(family, UNPLUG_ONLY, Hotplug.NATIVE, FrameFate.FILTER_BEHIND_DRIVER)));
        }
        assertThat(table).hasToString("""
                ms of the stream lost: filter led to B before the plug | primary unplugged from A by ACPI | natively
                igb            |  409.9 | 1102.4 | 2186.3
                igb-i350       |  409.9 | 1102.4 | 2186.3
                ixgbe          |  176.1 |   74.0 |   57.9
                i40e           |  409.3 | 1102.4 | 2186.3
                ice            |  409.3 | 1102.4 | 2186.3
                ice-switchdev  |  409.5 | 1102.4 | 2186.3
                mlx4           |    0.0 |   20.4 |   20.4
                mlx5           |    0.0 |   21.3 |   21.3
                mlx5-switchdev |  409.5 | 1102.4 | 2186.3
                bnxt           |    0.0 |   20.4 |   20.4
                qed            |    0.0 |   20.4 |   20.4
                hns3           |  175.5 |   57.8 |   57.9
                enic           |  409.9 | 1102.4 | 2186.3
                be2net         |  409.9 | 1102.4 | 2186.3
                """);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aGuestWhoseBootFoundItsVfKeepsItWhileNothingIsDone(NicFamily family) {
        Plan nothing = new Plan(List.of(new Wait(3_000_000_000L, 3_000_000_000L)));
        MigrationRun run = MigrationRun.of(
                setup(family, nothing, Hotplug.ACPI, FilterTarget.PRIMARY, PrimaryPresence.PLUGGED), 1, 0);
        assertThat(run.rx().outcome().byFate())
                .isEqualTo(Map.of(FrameFate.DELIVERED_BY_PRIMARY, run.rx().sentFrames()));
        assertThat(run.tx().outcome().byFate())
                .isEqualTo(Map.of(FrameFate.DELIVERED_BY_PRIMARY, run.tx().sentFrames()));
    }

    static List<NicFamily> families() {
        return NicFamilies.all();
    }

    private static double lostMs(NicFamily family, Plan plan, Hotplug hotplug, FrameFate fate) {
        boolean unplugs = plan.equals(UNPLUG_ONLY);
        MigrationSetup setup = setup(
                family,
                plan,
                hotplug,
                unplugs ? FilterTarget.PRIMARY : FilterTarget.STANDBY,
                unplugs ? PrimaryPresence.PLUGGED : PrimaryPresence.NONE);
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        return run.rx().outcome().byFate().getOrDefault(fate, 0L) * 1_000.0 / FRAMES_PER_SECOND;
    }

    private static MigrationSetup setup(
            NicFamily family, Plan plan, Hotplug hotplug, FilterTarget filterA, PrimaryPresence primaryA) {
        Sending traffic = Sending.steady(Period.ofFramesPerSecond(FRAMES_PER_SECOND));
        return new MigrationSetup(
                plan,
                new Initial(filterA, FilterTarget.STANDBY, primaryA, PrimaryPresence.NONE),
                hotplug,
                Standby.FAILOVER,
                GuestNic.of("ixgbevf"),
                Optional.of(family),
                Switchover.PAUSE_FIRST,
                traffic,
                traffic,
                1_000_000_000L,
                1_000_000_000L,
                CATALOG.defaults());
    }
}
