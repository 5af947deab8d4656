package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

/** What comes to a slot beside QEMU's requests: a pulled card, a flapping link, sysfs, a boot, a reset. */
class SlotEventsTest {

    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);

    private GuestHost host(SlotOptions options) {
        return host(options, FixedDelays.round());
    }

    private GuestHost host(SlotOptions options, FixedDelays delays) {
        return new GuestHost(simulation, "A", Hotplug.NATIVE, options, delays, timeline);
    }

    private GuestHost acpiHost(SlotOptions options) {
        return new GuestHost(simulation, "A", Hotplug.ACPI, options, FixedDelays.round(), timeline);
    }

    private static PciehpSlot slotOf(GuestHost host) {
        return (PciehpSlot) host.slot;
    }

    private void runTo(long millis) {
        simulation.runUntil(millis * MS);
    }

    @Test
    void aCardThatIsTakenAwayIsDeletedAtOnceAndMissedWhenTheLinkIsSeenToBeDown() {
        GuestHost host = host(SlotOptions.USUAL, FixedDelays.round().with("pciehp.linkDetect", 30))
                .withReadyPrimary();
        assertThat(host.primary.takeAway()).isEqualTo(Answer.accepted());
        runTo(20_000);

        assertThat(timeline.take()).isEqualTo("""
                        0 ms A qemu: CLOSE_DEVICE
                        0 ms A qemu: EMIT_DEVICE_DELETED
                        30 ms A slot: unbind driver, SURPRISE
                        30 ms A driver: RECEIVE_OFF
                        30 ms A driver: primary is REGISTERED
                        50 ms A driver: CLOSE_MAILBOX
                        100 ms A driver: primary is ABSENT
                        100 ms A driver: GONE
                        110 ms A driver: BUS_MASTER_OFF
                        110 ms A driver: REMOVED
                        """);
        assertThat(host.primary.takeAway()).isEqualTo(Answer.refused("there is no primary in the slot"));
    }

    @Test
    void theSecondOfSleepFollowsASurpriseToo() {
        GuestHost host = host(SlotOptions.USUAL).withReadyPrimary();
        host.primary.takeAway();
        runTo(1_079);
        assertThat(slotOf(host).state()).isEqualTo(PciehpState.POWEROFF_SLEEP);
        runTo(1_080);
        assertThat(slotOf(host).state()).isEqualTo(PciehpState.OFF);
    }

    @Test
    void aPortWithAButtonThatDoesNotReportItsLinkMissesAPulledCardUntilTheButtonIsPressed() {
        GuestHost host = host(SlotOptions.USUAL.without(Feature.LINK_ACTIVE)).withReadyPrimary();
        host.slot.pullCard();
        runTo(60_000);
        assertThat(timeline.take()).isEqualTo("\n");
        host.slot.pressAttentionButton();
        runTo(60_001);

        assertThat(timeline.take()).startsWith("60000 ms A slot: unbind driver, SURPRISE\n");
    }

    @Test
    void aPortWithoutButtonSeesThePresenceChange() {
        GuestHost host = host(SlotOptions.USUAL.without(Feature.LINK_ACTIVE, Feature.ATTENTION_BUTTON))
                .withReadyPrimary();
        host.slot.pullCard();
        runTo(1);

        assertThat(timeline.take()).startsWith("0 ms A slot: unbind driver, SURPRISE\n");
    }

    @Test
    void aCardWhoseLinkFlappedIsRemovedAndWhereNobodyTakesItPutInUseAgain() {
        GuestHost host =
                host(SlotOptions.USUAL.without(Feature.POWER_CONTROLLER)).withReadyPrimary();
        slotOf(host).flapLink();
        runTo(240);

        assertThat(timeline.take())
                .startsWith("0 ms A slot: unbind driver, SURPRISE\n")
                .contains("80 ms A driver: REMOVED\n240 ms A slot: probe driver\n");
    }

    @Test
    void aCardWhoseLinkFlappedIsTakenByQemuWhenTheSlotIsOff() {
        GuestHost host = host(SlotOptions.USUAL).withReadyPrimary();
        slotOf(host).flapLink();
        runTo(20_000);

        assertThat(timeline.take()).endsWith("""
                        80 ms A slot: function reset
                        1180 ms A slot: unplugged
                        1180 ms A qemu: CLOSE_DEVICE
                        1180 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void aCardThatIsPulledWhileItsPowerComesEndsInAFailedPowerOn() {
        GuestHost host = host(SlotOptions.USUAL);
        host.primary.startWithout();
        host.primary.deviceAdd();
        runTo(50);
        host.slot.pullCard();
        runTo(2_119);
        assertThat(slotOf(host).state()).isEqualTo(PciehpState.POWERON_UNDO_SLEEP);
        runTo(2_120);
        assertThat(slotOf(host).state()).isEqualTo(PciehpState.OFF);
        assertThat(timeline.take()).isEqualTo("0 ms A slot: function reset\n");
    }

    @Test
    void sysfsRemovesWithoutButtonAndWindow() {
        GuestHost host = host(SlotOptions.USUAL).withReadyPrimary();
        assertThat(slotOf(host).disableBySysfs()).isEqualTo(Answer.accepted());
        assertThat(slotOf(host).disableBySysfs().isAccepted()).isFalse();
        runTo(1_180);

        assertThat(timeline.take())
                .startsWith("0 ms A slot: unbind driver, SAFE\n")
                .endsWith("1180 ms A qemu: EMIT_DEVICE_DELETED\n");
    }

    @Test
    void whileSysfsRemovesTheIndicatorDoesNotBlinkAndQemuAcceptsARequest() {
        GuestHost host = host(SlotOptions.USUAL).withReadyPrimary();
        slotOf(host).disableBySysfs();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        runTo(1_180);

        assertThat(host.primary.state()).isEqualTo(PrimaryState.ABSENT);
    }

    @Test
    void aNativeRequestDuringTheBootIsKeptByQemusWorkAroundAndDoneAfterIt() {
        GuestHost host = host(SlotOptions.USUAL.with(GuestAtStart.BOOTING));
        host.primary.startPlugged();
        host.primary.deviceDel();
        runTo(4_000);
        assertThat(timeline.take()).isEqualTo("\n");
        host.slot.driverStarts();
        runTo(20_000);

        assertThat(timeline.take()).startsWith("9000 ms A slot: unbind driver, SAFE\n");
    }

    @Test
    void anAcpiRequestDuringTheBootIsLostUntilItIsRepeated() {
        GuestHost host = acpiHost(SlotOptions.USUAL.with(GuestAtStart.BOOTING));
        host.primary.startPlugged();
        host.primary.deviceDel();
        runTo(4_000);
        host.slot.driverStarts();
        runTo(3_600_000);
        assertThat(timeline.take()).isEqualTo("\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.DELETE_REQUESTED);

        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        runTo(3_600_003);
        assertThat(timeline.take()).startsWith("3600003 ms A slot: unbind driver, SAFE\n");
    }

    @Test
    void aSystemResetCarriesOutAnAcpiRequestThatTheGuestHasIgnored() {
        GuestHost host = acpiHost(SlotOptions.USUAL.with(GuestAtStart.NO_DRIVER));
        host.primary.startPlugged();
        host.primary.deviceDel();
        runTo(60_000);
        host.slot.systemReset();

        assertThat(timeline.take()).isEqualTo("""
                        60000 ms A slot: unplugged
                        60000 ms A qemu: CLOSE_DEVICE
                        60000 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void aSystemResetForgetsANativeRequest() {
        GuestHost host = host(SlotOptions.USUAL.with(GuestAtStart.NO_DRIVER));
        host.primary.startPlugged();
        host.primary.deviceDel();
        runTo(60_000);
        host.slot.systemReset();
        host.slot.driverStarts();
        runTo(3_600_000);

        assertThat(timeline.take()).isEqualTo("\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.DELETE_REQUESTED);
    }

    @Test
    void anAcpiSlotHasNoButtonAndDoesNotMissAPulledCard() {
        GuestHost host = acpiHost(SlotOptions.USUAL).withReadyPrimary();
        assertThat(host.slot.pressAttentionButton())
                .isEqualTo(Answer.refused("a slot under ACPI hot-plug has no attention button"));
        host.primary.takeAway();
        runTo(3_600_000);

        assertThat(timeline.take()).isEqualTo("0 ms A qemu: CLOSE_DEVICE\n0 ms A qemu: EMIT_DEVICE_DELETED\n");
    }
}
