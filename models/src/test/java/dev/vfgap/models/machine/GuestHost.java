package dev.vfgap.models.machine;

import dev.vfgap.models.guest.DriverProfile;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.pci.AcpiSlot;
import dev.vfgap.models.pci.HotplugPort;
import dev.vfgap.models.pci.HotplugSlot;
import dev.vfgap.models.pci.PciehpSlot;
import dev.vfgap.models.pci.PrimaryCommand;
import dev.vfgap.models.pci.QemuPrimary;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.simcore.time.Simulation;

/** One host of a test: QEMU's primary, its slot, and the guest's driver, wired to each other and to a timeline. */
public final class GuestHost implements HotplugPort {

    /** How a device is asked out. */
    public enum Hotplug {
        NATIVE,
        ACPI
    }

    private final String name;
    private final Timeline timeline;
    public final StoppableClock guestClock;
    public final HotplugSlot slot;
    public final QemuPrimary primary;
    public final VfDriver driver;
    private Runnable afterRelease = () -> {};

    /** With QEMU's usual slot. */
    public GuestHost(Simulation simulation, String name, Hotplug hotplug, Delays delays, Timeline timeline) {
        this(simulation, name, hotplug, SlotOptions.USUAL, delays, timeline);
    }

    public GuestHost(
            Simulation simulation,
            String name,
            Hotplug hotplug,
            SlotOptions options,
            Delays delays,
            Timeline timeline) {
        this.name = name;
        this.timeline = timeline;
        this.guestClock = new StoppableClock(simulation);
        Phases guest = new Phases(name, guestClock, delays);
        this.slot = switch (hotplug) {
            case NATIVE -> new PciehpSlot(guest, options, this);
            case ACPI -> new AcpiSlot(guest, options, this);
        };
        this.primary = new QemuPrimary(guestClock, slot, this::noteOfQemu);
        this.driver = new VfDriver(guest, DriverProfile.carrierAfterNegotiation("e1000e"), this::ofDriver);
    }

    /** The guest runs here, and the primary is ready. */
    public GuestHost withReadyPrimary() {
        driver.foundAtBoot();
        primary.startPlugged();
        timeline.take();
        return this;
    }

    public void afterRelease(Runnable action) {
        afterRelease = action;
    }

    public void note(Object what) {
        timeline.note(name + " " + what);
    }

    private void noteOfQemu(PrimaryCommand command) {
        note("qemu: " + command);
    }

    private void ofDriver(VfCommand command) {
        note("driver: "
                + (command == VfCommand.LOWER_DEVICE_CHANGED
                        ? "primary is " + driver.state().lowerDevice()
                        : command));
        switch (command) {
            case BOUND -> slot.driverBound();
            case REMOVED -> slot.driverRemoved();
            default -> {}
        }
    }

    @Override
    public void unbindDriver(Removal removal) {
        note("slot: unbind driver, " + removal);
        driver.remove();
    }

    @Override
    public void functionReset() {
        note("slot: function reset");
    }

    @Override
    public void unplugged() {
        note("slot: unplugged");
        primary.guestReleased();
        afterRelease.run();
    }

    @Override
    public void probeDriver() {
        note("slot: probe driver");
        driver.newDevice();
        driver.probe();
    }
}
