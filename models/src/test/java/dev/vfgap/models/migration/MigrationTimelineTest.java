package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.pci.PrimaryState;
import org.junit.jupiter.api.Test;

/** Whole timelines of a migration with QEMU's failover, in a world of round delays. */
class MigrationTimelineTest {

    private static final long MIB = 1L << 20;
    /** Memory takes 2 s, the last 10 MiB take 100 ms. */
    private static final PrecopyRounds.Load LOAD =
            new PrecopyRounds.Load(200 * MIB, 5 * MIB, 100 * MIB, 100 * MIB, 300_000_000);

    private static TwoHosts world(Hotplug hotplug) {
        return world(hotplug, FixedDelays.round());
    }

    private static TwoHosts world(Hotplug hotplug, FixedDelays delays) {
        return new TwoHosts(hotplug, Switchover.DIRECT, LOAD, delays);
    }

    @Test
    void acpiFailoverWaitsForThePollAndPlugsInsideTheDowntime() {
        TwoHosts world = world(Hotplug.ACPI, FixedDelays.round().with("vfio.pinPerGiB", 512));
        world.migration.migrate();
        world.runTo(10_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        0 ms A migration: setup
                        0 ms A qemu: EMIT_UNPLUG_PRIMARY
                        3 ms A slot: unbind driver, SAFE
                        3 ms A driver: RECEIVE_OFF
                        3 ms A driver: primary is REGISTERED
                        4 ms A migration: wait-unplug
                        23 ms A driver: CLOSE_MAILBOX
                        73 ms A driver: primary is ABSENT
                        73 ms A driver: GONE
                        83 ms A driver: BUS_MASTER_OFF
                        83 ms A driver: REMOVED
                        103 ms A slot: unplugged
                        254 ms A migration: active
                        2254 ms A STOP
                        2254 ms A migration: device
                        2354 ms A last memory sent
                        2369 ms A device state sent
                        2369 ms A migration: completed
                        2369 ms B slot state loaded
                        2369 ms B virtio state loaded
                        2369 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        2469 ms B function reset
                        2569 ms B memory pinned
                        2569 ms B primary made
                        2569 ms B RARP 0
                        2575 ms B RESUME
                        2618 ms B slot: probe driver
                        2618 ms B driver: BUS_MASTER_ON
                        2618 ms B driver: RESET_MAILBOX
                        2619 ms B RARP 1
                        2718 ms B driver: LINKED_TO_FAILOVER
                        2748 ms B driver: RECEIVE_ON
                        2749 ms B driver: primary is REGISTERED
                        2749 ms B driver: BOUND
                        2769 ms B RARP 2
                        3019 ms B RARP 3
                        3248 ms B driver: primary is READY
                        3248 ms B driver: LINK_UP
                        3369 ms B RARP 4
                        """);
    }

    @Test
    void nativeFailoverLooksForTheUnplugEachQuarterSecondFromItsBeginning() {
        TwoHosts world = world(Hotplug.NATIVE);
        world.migration.migrate();
        world.runTo(6_300);

        assertThat(world.timeline.take())
                .startsWith(
                        "0 ms A migration: setup\n0 ms A qemu: EMIT_UNPLUG_PRIMARY\n4 ms A migration: wait-unplug\n")
                .endsWith("""
                        5080 ms A slot: function reset
                        6180 ms A slot: unplugged
                        6254 ms A migration: active
                        """);
    }

    @Test
    void aReleaseAtTheMomentOfAPollIsSeenByIt() {
        TwoHosts world = world(Hotplug.ACPI, FixedDelays.round().with("acpi.ejectOverhead", 171));
        world.migration.migrate();
        world.runTo(1_000);

        assertThat(world.timeline.take()).endsWith("254 ms A slot: unplugged\n254 ms A migration: active\n");
    }

    @Test
    void aCancelInWaitUnplugDoesNotStopTheUnplug() {
        TwoHosts world = world(Hotplug.NATIVE);
        world.migration.migrate();
        world.runTo(1_000);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(20_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        1000 ms A migration: cancelling
                        5000 ms A slot: unbind driver, SAFE
                        5000 ms A driver: RECEIVE_OFF
                        5000 ms A driver: primary is REGISTERED
                        5020 ms A driver: CLOSE_MAILBOX
                        5070 ms A driver: primary is ABSENT
                        5070 ms A driver: GONE
                        5080 ms A driver: BUS_MASTER_OFF
                        5080 ms A driver: REMOVED
                        5080 ms A slot: function reset
                        6180 ms A slot: unplugged
                        6254 ms A migration: cancelled
                        6254 ms A re-plug
                        6254 ms A slot: function reset
                        6514 ms A slot: probe driver
                        6514 ms A driver: BUS_MASTER_ON
                        6514 ms A driver: RESET_MAILBOX
                        6614 ms A driver: LINKED_TO_FAILOVER
                        6644 ms A driver: RECEIVE_ON
                        6645 ms A driver: primary is REGISTERED
                        6645 ms A driver: BOUND
                        7144 ms A driver: primary is READY
                        7144 ms A driver: LINK_UP
                        """);
        assertThat(world.incoming.state()).isEqualTo(IncomingState.FAILED);
    }

    @Test
    void aCancelDuringSetupFirstLooksWhetherAnUnplugIsPending() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(2);
        world.migration.cancel();
        world.runTo(260);

        assertThat(world.timeline.take())
                .startsWith("0 ms A migration: setup\n0 ms A qemu: EMIT_UNPLUG_PRIMARY\n2 ms A migration: cancelling\n")
                .endsWith("103 ms A slot: unplugged\n254 ms A migration: cancelled\n254 ms A re-plug\n");
    }

    @Test
    void aCancelWhileMemoryIsCopiedCostsAWholeUnplugAndPlug() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(800);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(10_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        800 ms A migration: cancelling
                        802 ms A migration: cancelled
                        802 ms A re-plug
                        845 ms A slot: probe driver
                        845 ms A driver: BUS_MASTER_ON
                        845 ms A driver: RESET_MAILBOX
                        945 ms A driver: LINKED_TO_FAILOVER
                        975 ms A driver: RECEIVE_ON
                        976 ms A driver: primary is REGISTERED
                        976 ms A driver: BOUND
                        1475 ms A driver: primary is READY
                        1475 ms A driver: LINK_UP
                        """);
    }

    @Test
    void aCancelAfterTheStopLetsTheGuestRunOnAtTheSource() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(2_300);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(2_310);

        assertThat(world.timeline.take()).isEqualTo("""
                        2300 ms A migration: cancelling
                        2302 ms A RESUME
                        2302 ms A migration: cancelled
                        2302 ms A re-plug
                        """);
    }

    @Test
    void aPauseBeforeTheSwitchoverIsPartOfTheDowntime() {
        TwoHosts world = new TwoHosts(
                Hotplug.ACPI, Switchover.PAUSE_FIRST, LOAD, FixedDelays.round().with("mig.libvirtResume", 30));
        world.migration.migrate();
        world.runTo(2_000);
        world.timeline.take();
        world.runTo(2_500);

        assertThat(world.timeline.take()).startsWith("""
                        2254 ms A STOP
                        2254 ms A migration: pre-switchover
                        2266 ms A migration: device
                        2366 ms A last memory sent
                        2381 ms A device state sent
                        2381 ms A migration: completed
                        """).contains("2481 ms B RARP 0\n");
    }

    @Test
    void theDeathOfTheDestinationIsNoticedByAFailedWriteAndPlugsAgain() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(1_000);
        world.timeline.take();
        world.killDestination();
        world.runTo(1_200);

        assertThat(world.timeline.take()).startsWith("""
                        1000 ms B killed
                        1060 ms A migration: failed
                        1060 ms A re-plug
                        1103 ms A slot: probe driver
                        """);
        assertThat(world.hostA.primary.state()).isEqualTo(PrimaryState.PLUGGED);
    }

    @Test
    void theDeathOfTheDestinationAfterTheStopLetsTheGuestRunOnAtTheSource() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(2_300);
        world.timeline.take();
        world.killDestination();
        world.runTo(2_380);

        assertThat(world.timeline.take()).isEqualTo("""
                        2300 ms B killed
                        2354 ms A migration: failed
                        2354 ms A RESUME
                        2354 ms A re-plug
                        """);
    }

    @Test
    void aDestinationThatDiesJustBeforeTheLastWriteIsNoticedByIt() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(2_368);
        world.timeline.take();
        world.killDestination();
        world.runTo(2_500);

        assertThat(world.timeline.take())
                .startsWith("2368 ms B killed\n2369 ms A migration: failed\n2369 ms A RESUME\n2369 ms A re-plug\n");
    }

    @Test
    void theDeathOfTheDestinationWhileTheUnplugIsAwaitedIsNoticedOnlyAfterIt() {
        TwoHosts world = world(Hotplug.NATIVE);
        world.migration.migrate();
        world.runTo(1_000);
        world.killDestination();
        world.runTo(6_400);

        assertThat(world.timeline.take()).endsWith("""
                        6180 ms A slot: unplugged
                        6254 ms A migration: active
                        6314 ms A migration: failed
                        6314 ms A re-plug
                        6314 ms A slot: function reset
                        """);
    }

    @Test
    void theDeathOfTheDestinationAfterTheHandOverIsTheGuestsDeath() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(2_370);
        world.timeline.take();
        world.killDestination();
        world.runTo(20_000);

        assertThat(world.timeline.take()).isEqualTo("2370 ms B killed\n2370 ms B the guest is lost\n");
        assertThat(world.migration.state()).isEqualTo(MigrationState.COMPLETED);
    }

    @Test
    void aGuestThatIgnoresTheRequestIsWaitedForWithoutEnd() {
        TwoHosts world = world(Hotplug.ACPI, FixedDelays.round().never("acpi.notify"));
        world.migration.migrate();
        world.runTo(3_600_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        0 ms A migration: setup
                        0 ms A qemu: EMIT_UNPLUG_PRIMARY
                        4 ms A migration: wait-unplug
                        """);
    }

    @Test
    void aCancelWaitsForAGuestThatIgnoresTheRequestForThirtySecondsFromTheNextPoll() {
        TwoHosts world = world(Hotplug.ACPI, FixedDelays.round().never("acpi.notify"));
        world.migration.migrate();
        world.runTo(10_100);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(3_600_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        10100 ms A migration: cancelling
                        40254 ms A partially unplugged device on failure
                        40254 ms A migration: cancelled
                        40254 ms A re-plug
                        """);
        assertThat(world.hostA.primary.state()).isEqualTo(PrimaryState.PLUGGED);
    }

    @Test
    void aMigrationThatFindsNobodyFailsWithoutAskingTheGuest() {
        TwoHosts world = world(Hotplug.ACPI);
        world.incoming.kill();
        assertThat(world.migration.migrate()).isEqualTo(Answer.accepted());
        world.runTo(1_000);

        assertThat(world.timeline.take()).isEqualTo("0 ms A migration: setup\n0 ms A migration: failed\n");
    }

    @Test
    void aGuestWithoutPrimaryIsNotWaitedFor() {
        TwoHosts world = world(Hotplug.ACPI);
        world.hostA.primary.deviceDel();
        world.runTo(1_000);
        world.timeline.take();
        world.migration.migrate();
        world.runTo(1_010);

        assertThat(world.timeline.take()).isEqualTo("1000 ms A migration: setup\n1004 ms A migration: active\n");
    }

    @Test
    void aSecondMigrationIsRefusedWhileOneRunsAndAfterItsSuccess() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        assertThat(world.migration.migrate()).isEqualTo(Answer.refused("There's a migration process in progress"));
        world.runTo(10_000);
        assertThat(world.migration.migrate()).isEqualTo(Answer.refused("the guest has been handed to the destination"));
    }

    @Test
    void aMigrationThatWasCancelledCanBeTriedAgain() {
        TwoHosts world = world(Hotplug.ACPI);
        world.migration.migrate();
        world.runTo(800);
        world.migration.cancel();
        world.runTo(2_000);
        world.timeline.take();
        world.migration.migrate();
        world.runTo(10_000);

        assertThat(world.timeline.take())
                .startsWith("2000 ms A migration: setup\n2000 ms A qemu: EMIT_UNPLUG_PRIMARY\n2003 ms A slot: unbind")
                .contains("2254 ms A migration: active\n")
                .contains("A migration: completed\n");
    }

    @Test
    void memoryThatNeverConvergesNeverStopsTheGuest() {
        TwoHosts world = new TwoHosts(
                Hotplug.ACPI,
                Switchover.DIRECT,
                new PrecopyRounds.Load(200 * MIB, 150 * MIB, 200 * MIB, 100 * MIB, 300_000_000),
                FixedDelays.round());
        world.migration.migrate();
        world.runTo(3_600_000);

        assertThat(world.timeline.take()).endsWith("A migration: active\n");
    }
}
