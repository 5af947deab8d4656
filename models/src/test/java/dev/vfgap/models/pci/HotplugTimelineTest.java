package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

/** Whole timelines of one host's hot-plug: QEMU's primary, its slot, and the guest's driver. */
class HotplugTimelineTest {

    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);

    private GuestHost host(Hotplug hotplug) {
        return host(hotplug, FixedDelays.round());
    }

    private GuestHost host(Hotplug hotplug, FixedDelays delays) {
        return new GuestHost(simulation, "A", hotplug, delays, timeline);
    }

    @Test
    void nativeUnplugTakesTheButtonWindowTheRemovalTheResetAndASecond() {
        GuestHost host = host(Hotplug.NATIVE).withReadyPrimary();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
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
                        6180 ms A qemu: CLOSE_DEVICE
                        6180 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void acpiUnplugHasNoWindowNoResetAndNoSleep() {
        GuestHost host = host(Hotplug.ACPI).withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        3 ms A slot: unbind driver, SAFE
                        3 ms A driver: RECEIVE_OFF
                        3 ms A driver: primary is REGISTERED
                        23 ms A driver: CLOSE_MAILBOX
                        73 ms A driver: primary is ABSENT
                        73 ms A driver: GONE
                        83 ms A driver: BUS_MASTER_OFF
                        83 ms A driver: REMOVED
                        103 ms A slot: unplugged
                        103 ms A qemu: CLOSE_DEVICE
                        103 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void nativePlugHasNoButtonWindowButAResetByThePower() {
        GuestHost host = host(Hotplug.NATIVE);
        host.primary.startWithout();
        host.primary.deviceAdd();
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms A slot: function reset
                        260 ms A slot: probe driver
                        260 ms A driver: BUS_MASTER_ON
                        260 ms A driver: RESET_MAILBOX
                        360 ms A driver: LINKED_TO_FAILOVER
                        390 ms A driver: RECEIVE_ON
                        391 ms A driver: primary is REGISTERED
                        391 ms A driver: BOUND
                        890 ms A driver: primary is READY
                        890 ms A driver: LINK_UP
                        """);
    }

    @Test
    void acpiPlugEnumeratesAtOnce() {
        GuestHost host = host(Hotplug.ACPI);
        host.primary.startWithout();
        host.primary.deviceAdd();
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        43 ms A slot: probe driver
                        43 ms A driver: BUS_MASTER_ON
                        43 ms A driver: RESET_MAILBOX
                        143 ms A driver: LINKED_TO_FAILOVER
                        173 ms A driver: RECEIVE_ON
                        174 ms A driver: primary is REGISTERED
                        174 ms A driver: BOUND
                        673 ms A driver: primary is READY
                        673 ms A driver: LINK_UP
                        """);
    }

    @Test
    void aSecondPressByHandWithinTheWindowKeepsTheDevice() {
        GuestHost host = host(Hotplug.NATIVE).withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(4_999 * MS);
        host.slot.pressAttentionButton();
        simulation.runUntil(20_000 * MS);

        assertThat(timeline.take()).isEqualTo("\n");
        assertThat(((PciehpSlot) host.slot).state()).isEqualTo(PciehpState.ON);
        assertThat(host.primary.state()).isEqualTo(PrimaryState.DELETE_REQUESTED);
    }

    @Test
    void qemuRefusesASecondRequestForFiveSecondsAndWhileTheIndicatorBlinks() {
        GuestHost host = host(Hotplug.NATIVE).withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(4_999 * MS);
        assertThat(host.primary.deviceDel())
                .isEqualTo(Answer.refused("Device primary is already in the process of unplug"));
        simulation.runUntil(5_500 * MS);
        assertThat(host.primary.deviceDel())
                .isEqualTo(Answer.refused("Hot-unplug failed: guest is busy (power indicator blinking)"));
    }

    @Test
    void acpiTakesASecondRequestAtOnceAndRemovesOnce() {
        GuestHost host = host(Hotplug.ACPI).withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(10 * MS);
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).containsOnlyOnce("unbind driver").containsOnlyOnce("EMIT_DEVICE_DELETED");
    }

    @Test
    void aGuestThatIgnoresTheRequestKeepsTheDeviceForEver() {
        GuestHost host = host(Hotplug.NATIVE, FixedDelays.round().never("pciehp.interrupt"))
                .withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(3_600_000 * MS);

        assertThat(timeline.take()).isEqualTo("\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.DELETE_REQUESTED);
    }

    @Test
    void aStoppedGuestTakesTheRequestWhenItRunsAgain() {
        GuestHost host = host(Hotplug.ACPI).withReadyPrimary();
        host.guestClock.stop();
        host.primary.deviceDel();
        simulation.runUntil(1_000 * MS);
        host.guestClock.resume();
        simulation.runUntil(1_003 * MS);

        assertThat(timeline.take()).startsWith("1003 ms A slot: unbind driver, SAFE\n");
    }

    @Test
    void aRequestDuringTheProbeIsRefusedNativelyAndWaitsUnderAcpi() {
        GuestHost blinking = host(Hotplug.NATIVE);
        blinking.primary.startWithout();
        blinking.primary.deviceAdd();
        GuestHost waiting = host(Hotplug.ACPI);
        waiting.primary.startWithout();
        waiting.primary.deviceAdd();
        simulation.runUntil(100 * MS);
        timeline.take();
        assertThat(blinking.primary.deviceDel().isAccepted()).isFalse();
        assertThat(waiting.primary.deviceDel().isAccepted()).isTrue();
        simulation.runUntil(175 * MS);

        assertThat(timeline.take()).contains("174 ms A driver: BOUND\n174 ms A slot: unbind driver, SAFE\n");
    }

    @Test
    void aSlotThatIsOffGivesItsCardUpAtOnce() {
        GuestHost host = host(Hotplug.NATIVE, FixedDelays.round().never("pciehp.interrupt"));
        host.primary.startWithout();
        host.primary.deviceAdd();
        simulation.runUntil(1 * MS);
        host.primary.deviceDel();

        assertThat(timeline.take()).isEqualTo("""
                        1 ms A slot: unplugged
                        1 ms A qemu: CLOSE_DEVICE
                        1 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void aPulledCardIsRemovedWithoutAWindowAndWithoutAReset() {
        GuestHost host = host(Hotplug.NATIVE).withReadyPrimary();
        host.slot.pullCard();
        simulation.runUntil(2_000 * MS);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms A slot: unbind driver, SURPRISE
                        0 ms A driver: RECEIVE_OFF
                        0 ms A driver: primary is REGISTERED
                        20 ms A driver: CLOSE_MAILBOX
                        70 ms A driver: primary is ABSENT
                        70 ms A driver: GONE
                        80 ms A driver: BUS_MASTER_OFF
                        80 ms A driver: REMOVED
                        """);
        assertThat(((PciehpSlot) host.slot).state()).isEqualTo(PciehpState.OFF);
    }

    @Test
    void aCardThatIsPulledDuringTheProbeIsMissedAfterIt() {
        GuestHost host = host(Hotplug.NATIVE);
        host.primary.startWithout();
        host.primary.deviceAdd();
        simulation.runUntil(300 * MS);
        host.slot.pullCard();
        simulation.runUntil(391 * MS);

        assertThat(timeline.take()).contains("391 ms A driver: BOUND\n391 ms A slot: unbind driver, SURPRISE\n");
    }

    @Test
    void aDeviceThatIsNotThereCannotBeDeletedAndOneThatIsCannotBeAdded() {
        GuestHost host = host(Hotplug.NATIVE);
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.refused("Device 'primary' not found"));
        host.primary.startPlugged();
        assertThat(host.primary.deviceAdd()).isEqualTo(Answer.refused("Duplicate device ID 'primary'"));
    }

    @Test
    void aPrimaryAddedBeforeTheGuestHasNegotiatedIsHiddenUntilThen() {
        GuestHost host = host(Hotplug.ACPI);
        host.primary.deviceAdd();
        assertThat(host.primary.state()).isEqualTo(PrimaryState.HIDDEN);
        host.primary.negotiated();
        host.primary.realized();
        simulation.runUntil(43 * MS);

        assertThat(timeline.take()).startsWith("0 ms A qemu: EMIT_FAILOVER_NEGOTIATED\n43 ms A slot: probe driver\n");
    }

    @Test
    void anUnplugForTheMigrationKeepsTheDeviceAndSaysNothingAtItsEnd() {
        GuestHost host = host(Hotplug.ACPI).withReadyPrimary();
        host.primary.failoverUnplug();
        simulation.runUntil(1_000 * MS);

        assertThat(timeline.take())
                .startsWith("0 ms A qemu: EMIT_UNPLUG_PRIMARY\n")
                .endsWith("103 ms A slot: unplugged\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.PARTIAL);
    }

    @Test
    void aMigrationThatStartsWhileTheGuestBlinksTakesTheDeletionOver() {
        GuestHost host = host(Hotplug.NATIVE).withReadyPrimary();
        host.primary.deviceDel();
        simulation.runUntil(100 * MS);
        host.primary.failoverUnplug();
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take())
                .startsWith("100 ms A qemu: WARN_NOT_UNPLUGGED\n")
                .endsWith("6180 ms A slot: unplugged\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.PARTIAL);
    }
}
