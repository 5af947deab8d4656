package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestParameters;
import dev.vfgap.models.lab.ControlLog.Milestone;
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
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Plan;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.models.pci.PciParameters;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Slots, buttons, pulled cards and guests that do not listen, in whole runs. */
class SlotRunTest {
    private static final long MS = 1_000_000;
    private static final long FRAMES_PER_SECOND = 1_000;

    private static final ParameterCatalog CATALOG = ParameterCatalog.of(
            LabParameters.ALL,
            NicParameters.ALL,
            OperateParameters.ALL,
            GuestParameters.ALL,
            PciParameters.ALL,
            MigrationParameters.ALL);

    private static final Action MIGRATE = new Action.Migrate();
    private static final Step COMPLETED = within(180, new Condition.MigrationReached(AwaitedStatus.COMPLETED));
    private static final Step DELETED = within(60, new Condition.DeviceDeleted(Host.A));
    private static final Step GONE = within(60, new Condition.GuestPrimaryGone(Host.A));
    private static final Step PAUSE = new Wait(20_000 * MS, 20_000 * MS);

    private static Step within(long seconds, Condition condition) {
        return Await.limited(condition, seconds * 1_000 * MS, new Otherwise.Abort());
    }

    private static ParameterValues values() {
        ParameterValues values = CATALOG.defaults();
        Map<String, Long> millis = Map.ofEntries(
                Map.entry("pciehp.linkDetect", 30L),
                Map.entry("acpi.notify", 3L),
                Map.entry("acpi.ejectOverhead", 20L),
                Map.entry("guest.vfRemoveStop", 20L),
                Map.entry("guest.vfRemoveDead", 700L),
                Map.entry("guest.vfUnregister", 50L),
                Map.entry("guest.vfRemoveTail", 10L),
                Map.entry("guest.txRingStay", 0L),
                Map.entry("guest.bootToHotplug", 4_000L),
                Map.entry("guest.bootToNetwork", 1_000L));
        for (String key : millis.keySet().stream().sorted().toList()) {
            values = values.with(key, new Constant(millis.get(key) * MS), values.provenance(key));
        }
        return values.with("pciehp.interrupt", new Constant(10_000), values.provenance("pciehp.interrupt"));
    }

    private static MigrationSetup setup(Hotplug hotplug, SlotOptions slot, Optional<NicFamily> family, Step... steps) {
        Sending traffic = Sending.steady(Period.ofFramesPerSecond(FRAMES_PER_SECOND));
        return new MigrationSetup(
                        new Plan(List.of(steps)),
                        new Initial(
                                FilterTarget.PRIMARY,
                                FilterTarget.STANDBY,
                                PrimaryPresence.PLUGGED,
                                PrimaryPresence.HIDDEN),
                        hotplug,
                        Standby.FAILOVER,
                        GuestNic.of("ixgbevf"),
                        family,
                        Switchover.DIRECT,
                        traffic,
                        traffic,
                        1_000 * MS,
                        1_000 * MS,
                        values())
                .in(World.USUAL.with(slot));
    }

    private static MigrationRun run(Hotplug hotplug, SlotOptions slot, Step... steps) {
        return MigrationRun.of(setup(hotplug, slot, Optional.empty(), steps), 1, 0);
    }

    private static String timeline(MigrationRun run) {
        StringBuilder text = new StringBuilder();
        for (Milestone milestone : run.log().milestones()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.0f ms %s %s\n",
                    (double) milestone.atNanos() / MS,
                    milestone.host(),
                    milestone.text()));
        }
        return text.toString();
    }

    private static long frames(MigrationRun.Sent sent, FrameFate fate) {
        return sent.outcome().byFate().getOrDefault(fate, 0L);
    }

    /**
     * Whether the VF is reset between its stop and the guest's, by who asked for its removal and by which mechanism, and
     * what an early filter then loses of a second of pre-copy: domain fact "side effects that matter for the MAC filter".
     */
    @Test
    void whoAsksAndByWhichMechanismDecidesWhetherTheFunctionIsReset() {
        StringBuilder table =
                new StringBuilder("resets of A's VF from its stop to the guest's | frames lost behind its driver\n");
        for (String family : List.of("igb", "ixgbe")) {
            for (Hotplug hotplug : Hotplug.values()) {
                table.append(row(family, hotplug, "failover pair", MIGRATE, COMPLETED));
                table.append(
                        row(family, hotplug, "device_del", new Action.DeviceDel(Host.A), DELETED, MIGRATE, COMPLETED));
            }
        }
        assertThat(table).hasToString("""
                resets of A's VF from its stop to the guest's | frames lost behind its driver
                igb   | acpi   | failover pair | 0 | 90936
                igb   | acpi   | device_del    | 1 | 90817
                igb   | native | failover pair | 1 | 91939
                igb   | native | device_del    | 2 | 91897
                ixgbe | acpi   | failover pair | 0 | 90936
                ixgbe | acpi   | device_del    | 1 | 100
                ixgbe | native | failover pair | 1 | 80
                ixgbe | native | device_del    | 2 | 80
                """);
    }

    private static String row(String family, Hotplug hotplug, String who, Step... steps) {
        MigrationSetup setup = setup(
                hotplug, SlotOptions.USUAL, Optional.of(NicFamilies.of(family).orElseThrow()), steps);
        ControlLog log = ControlPlane.run(setup, new RandomStreams(1, 0));
        long stopped = at(log, "driver remove");
        long until = at(log, "STOP");
        long resets = log.effects().stream()
                .filter(effect -> effect.cause().what().equals("NIC A: the VF was reset"))
                .filter(effect ->
                        effect.cause().atNanos() >= stopped && effect.cause().atNanos() < until)
                .count();
        MigrationRun run = MigrationRun.of(setup, 1, 0);
        return String.format(
                Locale.ROOT,
                "%-5s | %-6s | %-13s | %d | %d\n",
                family,
                hotplug.word(),
                who,
                resets,
                frames(run.rx(), FrameFate.FILTER_BEHIND_DRIVER));
    }

    private static long at(ControlLog log, String milestone) {
        return log.milestones().stream()
                .filter(one -> one.text().equals(milestone))
                .mapToLong(Milestone::atNanos)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPulledPrimaryCostsBothDirectionsFromTheFirstMomentOn() {
        MigrationRun run = run(Hotplug.NATIVE, SlotOptions.USUAL, new Action.SurpriseRemove(Host.A), GONE, PAUSE);

        assertThat(timeline(run)).isEqualTo("""
                1000 ms A DEVICE_DELETED
                1000 ms A the primary's hardware has gone, which no command of QEMU does
                1030 ms A driver remove
                1780 ms A primary gone
                """);
        // rx: 30 ms until the port notices, 700 ms of time-outs, 60 ms until the driver is out; the filter stays.
        assertThat(run.rx().outcome().byFate())
                .isEqualTo(Map.of(
                        FrameFate.DELIVERED_BY_PRIMARY,
                        1_000L,
                        FrameFate.DEVICE_GONE,
                        790L,
                        FrameFate.NO_DEVICE,
                        21_019L));
        // tx: until remove begins and net_failover turns to the standby.
        assertThat(run.tx().outcome().byFate())
                .isEqualTo(Map.of(
                        FrameFate.DELIVERED_BY_PRIMARY, 1_000L,
                        FrameFate.DEVICE_GONE, 30L,
                        FrameFate.DELIVERED_BY_STANDBY, 21_779L));
    }

    @Test
    void underAcpiNobodyTellsTheGuestOfAPulledPrimary() {
        MigrationRun run = run(Hotplug.ACPI, SlotOptions.USUAL, new Action.SurpriseRemove(Host.A), GONE);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Aborted.class);
        assertThat(frames(run.tx(), FrameFate.DEVICE_GONE)).isEqualTo(61_000);
    }

    @Test
    void thereIsNothingToPullWhereNoPrimaryIs() {
        MigrationRun run = run(
                Hotplug.NATIVE,
                SlotOptions.USUAL,
                new Action.DeviceDel(Host.A),
                DELETED,
                new Action.SurpriseRemove(Host.A));

        assertThat(run.log().outcome().toString()).contains("there is no primary in the slot");
    }

    @Test
    void aMigrationAfterASurpriseHasNothingToWaitFor() {
        MigrationRun run =
                run(Hotplug.NATIVE, SlotOptions.USUAL, new Action.SurpriseRemove(Host.A), GONE, MIGRATE, COMPLETED);

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(timeline(run)).doesNotContain("UNPLUG_PRIMARY");
    }

    @Test
    void aSurpriseEndsTheWaitForARequestThatTheGuestIgnores() {
        MigrationRun run = run(
                Hotplug.NATIVE,
                SlotOptions.USUAL.with(GuestAtStart.NO_DRIVER),
                MIGRATE,
                new Wait(10_000 * MS, 10_000 * MS),
                new Action.SurpriseRemove(Host.A),
                COMPLETED);

        assertThat(timeline(run))
                .contains("11004 ms A wait-unplug".substring(9))
                .contains("completed");
    }

    @Test
    void aHandAtTheButtonRemovesAndASecondPressKeeps() {
        Action press = new Action.PressButton(Host.A);
        assertThat(timeline(run(Hotplug.NATIVE, SlotOptions.USUAL, press, GONE)))
                .isEqualTo("""
                        1000 ms A attention button
                        6000 ms A driver remove
                        6070 ms A primary gone
                        6080 ms A function reset of the primary
                        """);
        assertThat(timeline(
                        run(Hotplug.NATIVE, SlotOptions.USUAL, press, new Wait(4_000 * MS, 4_000 * MS), press, PAUSE)))
                .isEqualTo("1000 ms A attention button\n5000 ms A attention button\n");
        assertThat(run(Hotplug.ACPI, SlotOptions.USUAL, press).log().outcome().toString())
                .contains("a slot under ACPI hot-plug has no attention button");
    }

    /** libvirt's {@code device_del} waits 5 s for the event. */
    @Test
    void fiveSecondsAreLongEnoughForAcpiAndNeverForNativeHotplug() {
        for (Hotplug hotplug : Hotplug.values()) {
            MigrationRun run = run(
                    hotplug,
                    SlotOptions.USUAL,
                    new Action.DeviceDel(Host.A),
                    within(5, new Condition.DeviceDeleted(Host.A)),
                    MIGRATE);
            boolean inTime = run.log().outcome() instanceof PlanOutcome.Completed;
            assertThat(inTime).as(hotplug.word()).isEqualTo(hotplug == Hotplug.ACPI);
        }
    }

    /** Where a migration with a failover pair stands three minutes after its start. */
    @Test
    void aGuestThatDoesNotAttendToItsSlotKeepsTheMigrationWaiting() {
        StringBuilder table = new StringBuilder();
        for (GuestAtStart state : GuestAtStart.values()) {
            for (Hotplug hotplug : Hotplug.values()) {
                MigrationRun run = run(hotplug, SlotOptions.USUAL.with(state), MIGRATE, COMPLETED);
                table.append(String.format(
                        Locale.ROOT,
                        "%-9s | %-6s | %s\n",
                        state.word(),
                        hotplug.word(),
                        run.log().migration()));
            }
        }
        assertThat(table).hasToString("""
                running   | acpi   | completed
                running   | native | completed
                booting   | acpi   | wait-unplug
                booting   | native | completed
                paused    | acpi   | wait-unplug
                paused    | native | wait-unplug
                hung      | acpi   | wait-unplug
                hung      | native | wait-unplug
                no-driver | acpi   | wait-unplug
                no-driver | native | wait-unplug
                """);
    }

    @Test
    void aCancelWaitsHalfAMinuteForAGuestThatDoesNotListen() {
        MigrationRun run = run(
                Hotplug.NATIVE,
                SlotOptions.USUAL.with(GuestAtStart.PAUSED),
                MIGRATE,
                within(10, new Condition.MigrationReached(AwaitedStatus.WAIT_UNPLUG)),
                new Action.MigrateCancel(),
                within(60, new Condition.MigrationReached(AwaitedStatus.CANCELLED)));

        assertThat(run.log().outcome()).isInstanceOf(PlanOutcome.Completed.class);
        assertThat(timeline(run)).contains("partially unplugged device on failure");
        assertThat(at(run.log(), "cancelled") - at(run.log(), "cancelling")).isBetween(29_750 * MS, 30_250 * MS);
    }

    @Test
    void anAcpiRequestThatABootHasSwallowedIsDoneWhenItIsRepeated() {
        MigrationSetup setup = setup(
                Hotplug.ACPI,
                SlotOptions.USUAL.with(GuestAtStart.BOOTING),
                NicFamilies.of("igb"),
                new Action.DeviceDel(Host.A),
                PAUSE,
                new Action.DeviceDel(Host.A),
                DELETED);
        MigrationRun run = MigrationRun.of(setup, 1, 0);

        assertThat(timeline(run)).isEqualTo("""
                1000 ms A device_del
                6053 ms A primary registered
                6077 ms A primary link up
                21000 ms A device_del
                21003 ms A driver remove
                21073 ms A primary gone
                21103 ms A DEVICE_DELETED
                """);
        // Until its driver has opened it the VF is there for nobody; then until its removal all is well.
        assertThat(run.rx().outcome().byFate())
                .isEqualTo(Map.of(
                        FrameFate.FILTER_AHEAD_OF_DRIVER, 6_070L,
                        FrameFate.DELIVERED_BY_PRIMARY, 14_933L,
                        FrameFate.FILTER_BEHIND_DRIVER, 1_129L));
    }

    @Test
    void anEngagedInterlockLetsTheMigrationGoWithThePrimaryPlugged() {
        MigrationRun run = run(Hotplug.NATIVE, SlotOptions.USUAL.with(Interlock.ENGAGED), MIGRATE, COMPLETED);

        assertThat(timeline(run))
                .contains("A couldn't unplug primary device")
                .contains("A completed")
                .doesNotContain("driver remove");
    }

    @Test
    void aPortWithoutHotplugRefusesTheRequestInItsWords() {
        MigrationRun run =
                run(Hotplug.NATIVE, SlotOptions.USUAL.without(Feature.HOTPLUG), new Action.DeviceDel(Host.A), DELETED);

        assertThat(run.log().outcome().toString()).contains("Hot-unplug failed: unsupported by the port device 'rp1'");
    }
}
