package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.VfState;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.simcore.time.Simulation;
import org.junit.jupiter.api.Test;

/** A primary that a refused unplug has marked: it is plugged, and QEMU believes it half-way out. */
class MarkedPrimaryTest {

    private static final long MS = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final Timeline timeline = new Timeline(simulation);
    private final GuestHost host =
            new GuestHost(simulation, "A", Hotplug.NATIVE, FixedDelays.round(), timeline).withReadyPrimary();
    private final PciehpSlot slot = (PciehpSlot) host.slot;

    /** The slot's interlock refuses the migration's request. */
    private void marked() {
        slot.toggleInterlock();
        host.primary.failoverUnplug();
        assertThat(timeline.take()).isEqualTo("0 ms A qemu: WARN_NOT_UNPLUGGED\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.MARKED);
    }

    @Test
    void aDeletionOfItEndsWithoutDeviceDeleted() {
        marked();
        slot.toggleInterlock();
        assertThat(host.primary.deviceDel()).isEqualTo(Answer.accepted());
        simulation.runUntil(10_000 * MS);

        assertThat(timeline.take()).endsWith("6180 ms A slot: unplugged\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.PARTIAL);
    }

    @Test
    void theNextMigrationAsksForItAgain() {
        marked();
        host.primary.replug();
        assertThat(timeline.take()).isEqualTo("0 ms A qemu: WARN_NOT_PLUGGED\n");
        host.primary.failoverUnplug();
        assertThat(timeline.take()).isEqualTo("0 ms A qemu: WARN_NOT_UNPLUGGED\n");
        slot.toggleInterlock();
        host.primary.failoverUnplug();

        assertThat(timeline.take()).isEqualTo("0 ms A qemu: EMIT_UNPLUG_PRIMARY\n");
        assertThat(host.primary.state()).isEqualTo(PrimaryState.UNPLUG_REQUESTED);
    }

    @Test
    void aDeviceThatIsTakenAwayIsGoneWhateverItsMark() {
        marked();
        assertThat(host.primary.takeAway()).isEqualTo(Answer.accepted());

        assertThat(host.primary.state()).isEqualTo(PrimaryState.ABSENT);
    }

    @Test
    void aGuestThatCameBoundGoesOnWithWhatItsFailoverDeviceKnew() {
        GuestHost other = new GuestHost(simulation, "B", Hotplug.ACPI, FixedDelays.round(), timeline);
        other.driver.cameBound(LowerDevice.REGISTERED);

        assertThat(other.driver.state()).isEqualTo(VfState.REGISTERED);
        assertThat(timeline.take()).isEqualTo("\n");
    }
}
