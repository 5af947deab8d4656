package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.migration.PrecopyRounds.Bandwidths;
import dev.vfgap.models.migration.PrecopyRounds.Load;
import dev.vfgap.models.migration.PrecopyRounds.StopCopy;
import dev.vfgap.models.pci.SlotOptions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies between the guest's stop and its start, in a world of round delays: who waits for whom, and who can turn back. */
class SwitchoverTimelineTest {

    private static final long MIB = 1L << 20;
    /** Memory takes 2 s, the last 10 MiB 100 ms; what post-copy sends goes at a tenth of that. */
    private static final Bandwidths BANDWIDTHS = new Bandwidths(100 * MIB, 100 * MIB, 100 * MIB, 10 * MIB);

    private static final HypervisorOptions ANSWERED = HypervisorOptions.USUAL.with(ReturnPath.ON);

    static Load load(StopCopy vfState) {
        return new Load(200 * MIB, 5 * MIB, 100 * MIB, BANDWIDTHS, 2_300_000_000L, vfState, Optional.empty());
    }

    static TwoHosts world(IncomingDevice device, HypervisorOptions options) {
        FixedDelays delays = FixedDelays.round().with("vfio.pinPerGiB", 512).with("vfio.realizeOther", 8);
        StopCopy vfState = device == IncomingDevice.MIGRATED_VF ? new StopCopy(20 * MIB, 10 * MIB) : StopCopy.NONE;
        return new TwoHosts(Hotplug.ACPI, SlotOptions.USUAL, Switchover.DIRECT, options, load(vfState), delays, device);
    }

    /** The guest's stop in a world in which no unplug is waited for. */
    private static String fromStop(TwoHosts world, long millis) {
        world.migration.migrate();
        world.runTo(millis);
        String all = world.timeline.take();
        int stop = all.indexOf(" ms A STOP");
        return stop < 0 ? "" : all.substring(all.lastIndexOf('\n', stop) + 1);
    }

    @Test
    void aHiddenPrimaryIsMadeBetweenSlotsAndAnnouncement() {
        assertThat(fromStop(world(IncomingDevice.HIDDEN_PRIMARY, ANSWERED), 2_600))
                .isEqualTo("""
                        2254 ms A STOP
                        2254 ms A migration: device
                        2354 ms A last memory sent
                        2369 ms A device state sent
                        2369 ms B slot state loaded
                        2369 ms B virtio state loaded
                        2369 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        2469 ms B function reset
                        2569 ms B memory pinned
                        2577 ms B primary made
                        2577 ms B RARP 0
                        2577 ms A migration: completed
                        2583 ms B RESUME
                        """);
    }

    @Test
    void aMigratedVfIsNeitherUnpluggedNorReset() {
        TwoHosts world = world(IncomingDevice.MIGRATED_VF, ANSWERED);

        assertThat(fromStop(world, 4_300)).isEqualTo("""
                        2004 ms A STOP
                        2004 ms A migration: device
                        2104 ms A last memory sent
                        4104 ms A VF state sent
                        4119 ms A device state sent
                        4119 ms B slot state loaded
                        4119 ms B virtio state loaded
                        4119 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        4179 ms B VF state loaded
                        4179 ms B RARP 0
                        4179 ms A migration: completed
                        4185 ms B RESUME
                        4229 ms B RARP 1
                        """);
    }

    @Test
    void aVdpaBackEndHasItsMemoryPinnedInTheDowntime() {
        assertThat(fromStop(world(IncomingDevice.UNPINNED_BACKEND, ANSWERED), 2_440))
                .isEqualTo("""
                        2004 ms A STOP
                        2004 ms A migration: device
                        2104 ms A last memory sent
                        2119 ms A device state sent
                        2119 ms B slot state loaded
                        2119 ms B virtio state loaded
                        2119 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        2319 ms B memory pinned
                        2419 ms B vDPA memory mapped
                        2428 ms B vDPA queues on
                        2428 ms B RARP 0
                        2428 ms A migration: completed
                        2434 ms B RESUME
                        """);
    }

    @Test
    void aGuestThatQemuItselfStartsIsAnnouncedAsItStarts() {
        assertThat(fromStop(world(IncomingDevice.UNPINNED_BACKEND, ANSWERED.with(DestinationStart.BY_QEMU)), 2_440))
                .endsWith("""
                        2428 ms B vDPA queues on
                        2428 ms A migration: completed
                        2434 ms B RARP 0
                        2434 ms B RESUME
                        """);
    }

    @Test
    void aVdpaBackEndThatWasPinnedBeforeDoesNotWaitForIt() {
        assertThat(fromStop(world(IncomingDevice.PINNED_BACKEND, ANSWERED), 2_240))
                .contains("2119 ms B virtio state loaded\n")
                .endsWith("""
                        2219 ms B vDPA memory mapped
                        2228 ms B vDPA queues on
                        2228 ms B RARP 0
                        2228 ms A migration: completed
                        2234 ms B RESUME
                        """);
    }

    @Test
    void withoutAReturnPathCompletedSaysOnlyThatAllWasSent() {
        assertThat(fromStop(world(IncomingDevice.HIDDEN_PRIMARY, HypervisorOptions.USUAL), 2_600))
                .contains("2369 ms A device state sent\n2369 ms A migration: completed\n2369 ms B slot state loaded\n");
    }

    /** Each state between the hand-over and the answer, with a moment in it. */
    static Stream<Arguments> loading() {
        return Stream.of(
                arguments(IncomingDevice.HIDDEN_PRIMARY, 2_400, IncomingState.RESETTING_PRIMARY),
                arguments(IncomingDevice.HIDDEN_PRIMARY, 2_500, IncomingState.PINNING_MEMORY),
                arguments(IncomingDevice.HIDDEN_PRIMARY, 2_572, IncomingState.MAKING_PRIMARY),
                arguments(IncomingDevice.MIGRATED_VF, 4_150, IncomingState.LOADING_VF),
                arguments(IncomingDevice.UNPINNED_BACKEND, 2_125, IncomingState.PINNING_MEMORY),
                arguments(IncomingDevice.PINNED_BACKEND, 2_125, IncomingState.MAPPING_BACKEND),
                arguments(IncomingDevice.PINNED_BACKEND, 2_222, IncomingState.CONFIGURING_BACKEND));
    }

    @ParameterizedTest
    @MethodSource("loading")
    void theSourceTakesTheGuestBackWhenTheDestinationDiesBeforeItHasAnswered(
            IncomingDevice device, long millis, IncomingState state) {
        TwoHosts world = loadingOf(device, millis, state);
        world.killDestination();
        world.runTo(5_000);

        assertThat(world.timeline.take())
                .contains(" ms B killed\n")
                .contains(" ms A migration: failed\n")
                .contains(" ms A RESUME\n")
                .doesNotContain("lost");
    }

    @ParameterizedTest
    @MethodSource("loading")
    void theSourceTakesTheGuestBackWhateverTheDestinationLoads(
            IncomingDevice device, long millis, IncomingState state) {
        TwoHosts world = loadingOf(device, millis, state);
        world.migration.cancel();
        world.runTo(5_000);

        assertThat(world.timeline.take())
                .contains(" ms B ended by management\n")
                .contains(" ms A RESUME\n")
                .doesNotContain("B RESUME");
        assertThat(world.incoming.state()).isEqualTo(IncomingState.DEAD);
    }

    @Test
    void aCancelBeforeTheAnswerTakesTheGuestBackAndEndsTheDestination() {
        TwoHosts world = world(IncomingDevice.HIDDEN_PRIMARY, ANSWERED);
        fromStop(world, 2_500);
        world.migration.cancel();
        world.runTo(2_520);

        assertThat(world.timeline.take()).isEqualTo("""
                        2500 ms B ended by management
                        2500 ms A migration: cancelling
                        2502 ms A RESUME
                        2502 ms A migration: cancelled
                        2502 ms A re-plug
                        """);
        assertThat(world.migration.migrate()).isEqualTo(Answer.accepted());
        assertThat(world.timeline.take()).isEqualTo("2520 ms A migration: setup\n2520 ms A migration: failed\n");
    }

    @Test
    void aStreamWithAnUnknownSectionCostsTheGuestWhenNobodyWaitsForAnAnswer() {
        assertThat(fromStop(world(IncomingDevice.UNKNOWN, HypervisorOptions.USUAL), 3_000))
                .endsWith("""
                        2119 ms A migration: completed
                        2119 ms B load of migration failed
                        2119 ms B the guest is lost
                        """);
        assertThat(fromStop(world(IncomingDevice.UNKNOWN, ANSWERED), 3_000)).endsWith("""
                        2119 ms B load of migration failed
                        2179 ms A migration: failed
                        2179 ms A RESUME
                        2179 ms A re-plug
                        """);
    }

    @Test
    void anUnknownRamBlockIsRefusedAtTheStartAndNoticedWhenMemoryIsCopied() {
        TwoHosts world = world(IncomingDevice.NONE, ANSWERED);
        world.migration.migrate();
        world.refuseStream();
        world.runTo(400);

        assertThat(world.timeline.take())
                .startsWith(
                        "0 ms A migration: setup\n0 ms A qemu: EMIT_UNPLUG_PRIMARY\n0 ms B load of migration failed\n")
                .contains("254 ms A migration: active\n314 ms A migration: failed\n314 ms A re-plug\n");
    }

    @Test
    void aPlugEventIsOverwrittenWhenTheSlotIsLoadedAfterThePrimaryIsPlugged() {
        TwoHosts world = world(IncomingDevice.HIDDEN_PRIMARY, HypervisorOptions.USUAL.with(LoadOrder.VIRTIO_FIRST));

        assertThat(fromStop(world, 10_000)).endsWith("""
                        2369 ms B virtio state loaded
                        2369 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        2469 ms B function reset
                        2569 ms B memory pinned
                        2577 ms B primary made
                        2577 ms B slot state loaded
                        2577 ms B RARP 0
                        2583 ms B RESUME
                        2627 ms B RARP 1
                        2777 ms B RARP 2
                        3027 ms B RARP 3
                        3377 ms B RARP 4
                        """);
    }

    @Test
    void aGuestThatCameWithItsPrimaryTakesThePlugEventForASurpriseRemovalAndLosesIt() {
        TwoHosts world = new TwoHosts(
                Hotplug.NATIVE,
                SlotOptions.USUAL,
                Switchover.DIRECT,
                ANSWERED,
                load(StopCopy.NONE),
                FixedDelays.round(),
                IncomingDevice.HIDDEN_PRIMARY);
        // The guest's own button window refuses QEMU's request; its end comes after the guest has left.
        world.runTo(1_000);
        world.pressButtonOnA();
        world.runTo(2_500);
        world.migration.migrate();
        world.runTo(9_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        2500 ms A migration: setup
                        2500 ms A qemu: WARN_NOT_UNPLUGGED
                        2504 ms A migration: active
                        4504 ms A STOP
                        4504 ms A migration: device
                        4604 ms A last memory sent
                        4619 ms A device state sent
                        4619 ms B slot state loaded
                        4619 ms B virtio state loaded
                        4619 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        4719 ms B function reset
                        4719 ms B memory pinned
                        4719 ms B primary made
                        4719 ms B RARP 0
                        4719 ms A migration: completed
                        4725 ms B RESUME
                        4725 ms B slot: unbind driver, SURPRISE
                        4725 ms B driver: RECEIVE_OFF
                        4725 ms B driver: primary is REGISTERED
                        4745 ms B driver: CLOSE_MAILBOX
                        4769 ms B RARP 1
                        4795 ms B driver: primary is ABSENT
                        4795 ms B driver: GONE
                        4805 ms B driver: BUS_MASTER_OFF
                        4805 ms B driver: REMOVED
                        4805 ms B slot: function reset
                        4919 ms B RARP 2
                        5169 ms B RARP 3
                        5519 ms B RARP 4
                        5905 ms B slot: unplugged
                        5905 ms B qemu: CLOSE_DEVICE
                        5905 ms B qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void aRefusedUnplugMarksThePrimaryWhichAFailedMigrationThenPlugsIntoItsOwnSlot() {
        TwoHosts world = new TwoHosts(
                Hotplug.NATIVE,
                SlotOptions.USUAL,
                Switchover.DIRECT,
                ANSWERED,
                load(StopCopy.NONE),
                FixedDelays.round(),
                IncomingDevice.HIDDEN_PRIMARY);
        world.runTo(1_000);
        world.pressButtonOnA();
        world.runTo(2_500);
        world.migration.migrate();
        world.runTo(3_000);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(4_200);

        assertThat(world.timeline.take())
                .startsWith("""
                        3000 ms A migration: cancelling
                        3002 ms A migration: cancelled
                        3002 ms A re-plug
                        3002 ms A slot: unbind driver, SURPRISE
                        """)
                .endsWith(
                        "4182 ms A slot: unplugged\n4182 ms A qemu: CLOSE_DEVICE\n4182 ms A qemu: EMIT_DEVICE_DELETED\n");
    }

    private static TwoHosts loadingOf(IncomingDevice device, long millis, IncomingState state) {
        TwoHosts world = world(device, ANSWERED);
        world.migration.migrate();
        world.runTo(millis);
        assertThat(world.incoming.state()).isEqualTo(state);
        world.timeline.take();
        return world;
    }
}
