package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

/** Slots that are not as usual: whole timelines. */
class SlotKindsTest {

    private static final long MS = 1_000_000;
    private static final Answer LOCKED = Answer.refused("slot is electromechanically locked: Device or resource busy");

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
    void aPortThatNeverCompletesAPowerCommandCostsASecondMore() {
        GuestHost host = host(
                        SlotOptions.USUAL,
                        FixedDelays.round().never("pciehp.cmdCompletion").with("pciehp.cmdTimeout", 1000))
                .withReadyPrimary();
        host.primary.deviceDel();
        runTo(20_000);

        assertThat(timeline.take()).contains("5080 ms A slot: function reset\n7180 ms A slot: unplugged\n");
    }

    @Test
    void aSlowPortCostsWhatItTakes() {
        GuestHost host = host(
                        SlotOptions.USUAL,
                        FixedDelays.round().with("pciehp.cmdCompletion", 300).with("pciehp.cmdTimeout", 1000))
                .withReadyPrimary();
        host.primary.deviceDel();
        runTo(20_000);

        assertThat(timeline.take()).contains("6480 ms A slot: unplugged\n");
    }

    @Test
    void inPollModeTheButtonAndTheEndOfItsWindowWaitForALook() {
        GuestHost host = host(
                        SlotOptions.USUAL.with(Notification.POLLING),
                        FixedDelays.round()
                                .with("pciehp.pollPeriod", 2000)
                                .with("pciehp.pollMoment", 700)
                                .never("pciehp.cmdCompletion")
                                .with("pciehp.cmdTimeoutPolling", 2500))
                .withReadyPrimary();
        host.primary.deviceDel();
        runTo(20_000);

        // Pressed at 0, seen at 700; the window ends at 5700, looks are at 2700, 4700, 6700.
        assertThat(timeline.take()).isEqualTo("""
                        6700 ms A slot: unbind driver, SAFE
                        6700 ms A driver: RECEIVE_OFF
                        6700 ms A driver: primary is REGISTERED
                        6720 ms A driver: CLOSE_MAILBOX
                        6770 ms A driver: primary is ABSENT
                        6770 ms A driver: GONE
                        6780 ms A driver: BUS_MASTER_OFF
                        6780 ms A driver: REMOVED
                        6780 ms A slot: function reset
                        10380 ms A slot: unplugged
                        10380 ms A qemu: CLOSE_DEVICE
                        10380 ms A qemu: EMIT_DEVICE_DELETED
                        """);
    }

    @Test
    void inPollModeTheFirstLookComesTenSecondsAfterTheDriver() {
        GuestHost host = host(
                SlotOptions.USUAL.with(Notification.POLLING).with(GuestAtStart.BOOTING),
                FixedDelays.round().with("pciehp.pollPeriod", 2000).with("pciehp.firstPoll", 10_000));
        host.primary.startPlugged();
        host.primary.deviceDel();
        runTo(3_000);
        host.slot.driverStarts();
        runTo(30_000);

        assertThat(timeline.take()).startsWith("19000 ms A slot: unbind driver, SAFE\n");
    }

    @Test
    void withoutPowerControllerNothingIsResetAndQemuNeverTakesTheCard() {
        GuestHost host =
                host(SlotOptions.USUAL.without(Feature.POWER_CONTROLLER)).withReadyPrimary();
        host.primary.deviceDel();
        runTo(20_000);

        assertThat(timeline.take()).isEqualTo("""
                        5000 ms A slot: unbind driver, SAFE
                        5000 ms A driver: RECEIVE_OFF
                        5000 ms A driver: primary is REGISTERED
                        5020 ms A driver: CLOSE_MAILBOX
                        5070 ms A driver: primary is ABSENT
                        5070 ms A driver: GONE
                        5080 ms A driver: BUS_MASTER_OFF
                        5080 ms A driver: REMOVED
                        """);
        assertThat(slotOf(host).state()).isEqualTo(PciehpState.OFF);
        assertThat(host.primary.state()).isEqualTo(PrimaryState.DELETE_REQUESTED);
    }

    @Test
    void withoutPowerControllerASecondRequestPlugsTheCardInAgain() {
        GuestHost host =
                host(SlotOptions.USUAL.without(Feature.POWER_CONTROLLER)).withReadyPrimary();
        host.primary.deviceDel();
        runTo(20_000);
        timeline.take();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        runTo(26_000);

        assertThat(timeline.take()).startsWith("25160 ms A slot: probe driver\n");
    }

    @Test
    void aPortThatDoesNotReportItsLinkWaitsASecondLonger() {
        GuestHost host = host(
                SlotOptions.USUAL.without(Feature.LINK_ACTIVE),
                FixedDelays.round().with("pciehp.linkWaitBlind", 1100));
        host.primary.startWithout();
        host.primary.deviceAdd();
        runTo(2_000);

        assertThat(timeline.take()).contains("0 ms A slot: function reset\n1240 ms A slot: probe driver\n");
    }

    @Test
    void withoutInBandPresenceThePinsAreWaitedFor() {
        GuestHost host = host(
                SlotOptions.USUAL.without(Feature.IN_BAND_PRESENCE),
                FixedDelays.round().with("pciehp.presenceWait", 1250));
        host.primary.startWithout();
        host.primary.deviceAdd();
        runTo(2_000);

        assertThat(timeline.take()).contains("0 ms A slot: function reset\n1510 ms A slot: probe driver\n");
    }

    @Test
    void anEngagedInterlockRefusesPlugAndUnplugUntilTheMachineIsReset() {
        GuestHost host = host(SlotOptions.USUAL.with(Interlock.ENGAGED)).withReadyPrimary();
        assertThat(host.primary.deviceDel()).isEqualTo(LOCKED);
        host.primary.failoverUnplug();
        assertThat(timeline.take()).isEqualTo("0 ms A qemu: WARN_NOT_UNPLUGGED\n");
        host.slot.systemReset();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
    }

    @Test
    void theGuestEngagesAndFreesTheInterlockBySoftware() {
        GuestHost host = host(SlotOptions.USUAL);
        host.primary.startWithout();
        slotOf(host).toggleInterlock();
        assertThat(host.primary.deviceAdd()).isEqualTo(LOCKED);
        slotOf(host).toggleInterlock();
        assertThat(host.primary.deviceAdd()).isEqualTo(Answer.accepted());
    }

    @Test
    void underAcpiTheInterlockIsNotAsked() {
        GuestHost host = acpiHost(SlotOptions.USUAL.with(Interlock.ENGAGED)).withReadyPrimary();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
    }

    @Test
    void aHiddenPrimaryStaysHiddenWhenItsSlotTakesNoCard() {
        GuestHost host = host(SlotOptions.USUAL.with(Interlock.ENGAGED));
        host.primary.startHidden();
        host.primary.negotiated();

        assertThat(timeline.take()).isEqualTo("0 ms A qemu: EMIT_FAILOVER_NEGOTIATED\n0 ms A qemu: WARN_NOT_PLUGGED\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.HIDDEN);
    }

    @Test
    void aPortWithoutHotplugRefusesInItsOwnWords() {
        SlotOptions without = SlotOptions.USUAL.without(Feature.HOTPLUG);
        GuestHost nativeHost = host(without);
        nativeHost.primary.startWithout();
        assertThat(nativeHost.primary.deviceAdd())
                .isEqualTo(Answer.refused("Hot-plug failed: unsupported by the port device 'rp1'"));
        assertThat(host(without).withReadyPrimary().primary.deviceDel())
                .isEqualTo(Answer.refused("Hot-unplug failed: unsupported by the port device 'rp1'"));
        assertThat(acpiHost(without).withReadyPrimary().primary.deviceDel())
                .isEqualTo(Answer.refused("Bus 'rp1' does not support hotplugging"));
    }
}
