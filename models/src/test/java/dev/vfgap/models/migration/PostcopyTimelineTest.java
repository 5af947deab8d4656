package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.migration.PrecopyRounds.StopCopy;
import dev.vfgap.models.pci.SlotOptions;
import org.junit.jupiter.api.Test;

/** Post-copy in a world of round delays: the guest starts before its memory, and nobody can turn back. */
class PostcopyTimelineTest {

    private static final HypervisorOptions ANSWERED = HypervisorOptions.USUAL.with(ReturnPath.ON);

    private static TwoHosts world(IncomingDevice device, HypervisorOptions options) {
        return SwitchoverTimelineTest.world(device, options);
    }

    private static PrecopyRounds.Load load(StopCopy vfState) {
        return SwitchoverTimelineTest.load(vfState);
    }

    @Test
    void theDestinationsDeathWhilePinningWaitsForPostCopyIsTheGuestsDeath() {
        TwoHosts world = world(IncomingDevice.HIDDEN_PRIMARY, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_247);
        world.migration.startPostcopy();
        world.runTo(5_000);
        assertThat(world.incoming.state()).isEqualTo(IncomingState.WAITING_FOR_MEMORY);
        world.timeline.take();
        world.killDestination();
        world.runTo(6_000);

        assertThat(world.timeline.take())
                .isEqualTo("5000 ms B killed\n5000 ms B the guest is lost\n5060 ms A migration: postcopy-paused\n");
    }

    @Test
    void postCopyStartsTheGuestBeforeItsMemory() {
        TwoHosts world = world(IncomingDevice.NONE, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_247);
        world.timeline.take();
        assertThat(world.migration.startPostcopy()).isEqualTo(Answer.accepted());
        world.runTo(20_000);

        // Post-copy begins 1 s into pre-copy: 100 MiB are unsent and 5 MiB dirty, which takes 10.5 s.
        assertThat(world.timeline.take()).isEqualTo("""
                        1254 ms A STOP
                        1254 ms A migration: device
                        1269 ms A device state sent
                        1269 ms A migration: postcopy-active
                        1269 ms B slot state loaded
                        1269 ms B virtio state loaded
                        1269 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        1269 ms B RARP 0
                        1275 ms B RESUME
                        1319 ms B RARP 1
                        1469 ms B RARP 2
                        1719 ms B RARP 3
                        2069 ms B RARP 4
                        11769 ms A memory sent
                        11769 ms A migration: completed
                        """);
    }

    @Test
    void aPrimaryThatIsPinnedKeepsThePostCopyGuestWaitingForAllItsMemory() {
        TwoHosts world = world(IncomingDevice.HIDDEN_PRIMARY, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_247);
        world.timeline.take();
        world.migration.startPostcopy();
        world.runTo(11_784);

        assertThat(world.timeline.take()).endsWith("""
                        1369 ms B function reset
                        11769 ms A memory sent
                        11769 ms B memory complete
                        11777 ms B primary made
                        11777 ms B RARP 0
                        11777 ms A migration: completed
                        11783 ms B RESUME
                        """);
    }

    @Test
    void postCopyThatWasAskedForEarlyBeginsWithPreCopy() {
        TwoHosts world = world(IncomingDevice.NONE, HypervisorOptions.USUAL);
        assertThat(world.migration.startPostcopy())
                .isEqualTo(Answer.refused("Postcopy must be started after migration has been started"));
        world.migration.migrate();
        world.migration.startPostcopy();
        world.runTo(300);

        assertThat(world.timeline.take()).contains("254 ms A migration: active\n261 ms A STOP\n");
    }

    @Test
    void theDestinationsDeathInPostCopyIsTheGuestsDeath() {
        TwoHosts world = world(IncomingDevice.NONE, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_247);
        world.migration.startPostcopy();
        world.runTo(3_000);
        world.timeline.take();
        assertThat(world.migration.cancel()).isEqualTo(Answer.refused("cannot abort migration in post-copy mode"));
        world.killDestination();
        world.runTo(20_000);

        assertThat(world.timeline.take()).isEqualTo("""
                        3000 ms B killed
                        3000 ms B the guest is lost
                        3060 ms A migration: postcopy-paused
                        """);
        assertThat(world.migration.cancel()).isEqualTo(Answer.refused("cannot abort migration in post-copy mode"));
    }

    @Test
    void aDestinationThatDiesBeforePostCopysPackageLeavesTheGuestAtTheSource() {
        TwoHosts world = world(IncomingDevice.NONE, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_247);
        world.migration.startPostcopy();
        world.runTo(1_260);
        world.timeline.take();
        world.killDestination();
        world.runTo(1_300);

        assertThat(world.timeline.take()).isEqualTo("""
                        1260 ms B killed
                        1269 ms A migration: failed
                        1269 ms A RESUME
                        1269 ms A re-plug
                        """);
    }

    @Test
    void aDestinationThatDiesInThePauseBeforePostCopyLeavesTheGuestAtTheSource() {
        TwoHosts world = new TwoHosts(
                Hotplug.ACPI,
                SlotOptions.USUAL,
                Switchover.PAUSE_FIRST,
                ANSWERED,
                load(StopCopy.NONE),
                FixedDelays.round().with("mig.preSwitchover", 100),
                IncomingDevice.NONE);
        world.migration.migrate();
        world.runTo(1_247);
        world.migration.startPostcopy();
        world.runTo(1_260);
        world.timeline.take();
        world.killDestination();
        world.runTo(1_330);

        assertThat(world.timeline.take()).isEqualTo("""
                        1260 ms B killed
                        1320 ms A migration: failed
                        1320 ms A RESUME
                        1320 ms A re-plug
                        """);
    }
}
