package dev.vfgap.models.pci;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.RowCensus;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.simcore.time.Simulation;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One slot with QEMU before it and a driver behind it, under anything that QEMU, a hand, the guest and a system reset
 * can do, in a port of any kind.
 */
public final class RandomSlot implements HotplugPort {
    private static final long MS = 1_000_000;

    private final SplittableRandom random;
    private final Simulation simulation = new Simulation();
    private final StoppableClock clock = new StoppableClock(simulation);
    private final HotplugSlot slot;
    private final QemuPrimary primary;
    private final Phase probe;
    private final Phase remove;
    private final Phase boot;

    public RandomSlot(long seed) {
        random = new SplittableRandom(seed);
        Phases phases = new Phases("A", clock, delays());
        SlotOptions options = options();
        slot = random.nextInt(4) == 0 ? new AcpiSlot(phases, options, this) : new PciehpSlot(phases, options, this);
        primary = new QemuPrimary(clock, slot, command -> {});
        probe = phases.phase("probe", slot::driverBound);
        remove = phases.phase("remove", slot::driverRemoved);
        boot = phases.phase("boot", slot::driverStarts);
        switch (random.nextInt(4)) {
            case 0 -> primary.startWithout();
            case 1 -> primary.startHidden();
            default -> primary.startPlugged();
        }
        if (options.guest() == GuestAtStart.BOOTING) {
            boot.begin();
        }
    }

    private SlotOptions options() {
        SlotOptions options = SlotOptions.USUAL;
        for (Feature feature : Feature.values()) {
            if (random.nextInt(feature == Feature.HOTPLUG ? 20 : 3) == 0) {
                options = options.without(feature);
            }
        }
        return options.with(Interlock.values()[random.nextInt(3)])
                .with(Notification.values()[random.nextInt(4) == 0 ? 1 : 0])
                .with(random.nextInt(4) == 0 ? GuestAtStart.BOOTING : GuestAtStart.RUNNING);
    }

    private Delays delays() {
        Map<String, Long> longest = new TreeMap<>();
        return key -> {
            long most = longest.computeIfAbsent(
                    key, any -> new long[] {0, MS, 50 * MS, 1_000 * MS, 6_000 * MS}[random.nextInt(5)]);
            return key.contains(".") && random.nextInt(300) == 0 ? Delays.EXTERNAL : random.nextLong(most + 1);
        };
    }

    public RandomSlot run() {
        for (int i = 0; i < 60; i++) {
            act();
            long pause = new long[] {0, 1, MS, 100 * MS, 1_000 * MS, 7_000 * MS}[random.nextInt(6)];
            simulation.runUntil(simulation.nowNanos() + pause);
        }
        return this;
    }

    private void act() {
        // Few of these slots come to this moment.
        if (slot instanceof PciehpSlot nativeSlot && nativeSlot.state() == PciehpState.POWERON_UNDO) {
            resetSeldom();
        }
        switch (random.nextInt(14)) {
            case 0, 1 -> primary.deviceDel();
            case 2, 3 -> primary.deviceAdd();
            case 4 -> primary.takeAway();
            case 5, 6 -> slot.pressAttentionButton();
            case 7 -> migrationLeaves(primary::failoverUnplug);
            case 8 -> migrationLeaves(primary::replug);
            case 9 -> resetSeldom();
            case 10, 11 -> driverOfTheStandby();
            default -> ofNativeSlot();
        }
    }

    /** None does while a primary is being made: this QEMU is still a destination. */
    private void migrationLeaves(Runnable verb) {
        if (primary.state() != PrimaryState.REALIZING) {
            verb.run();
        }
    }

    /** The guest's virtio driver negotiates, for the first time or reloaded; then QEMU makes what was hidden. */
    private void driverOfTheStandby() {
        switch (primary.state()) {
            case ABSENT, HIDDEN, PLUGGED, MARKED -> primary.negotiated();
            case REALIZING -> primary.realized();
            case DELETE_REQUESTED, UNPLUG_REQUESTED, PARTIAL -> {
                // The table calls it an error: no guest reloads that driver while it lets a primary go.
            }
        }
    }

    private void ofNativeSlot() {
        if (slot instanceof PciehpSlot nativeSlot) {
            switch (random.nextInt(6)) {
                case 0 -> nativeSlot.flapLink();
                case 1 -> nativeSlot.toggleInterlock();
                case 2, 3 -> nativeSlot.disableBySysfs();
                default -> nativeSlot.enableBySysfs();
            }
        }
    }

    private void resetSeldom() {
        if (random.nextInt(3) == 0) {
            probe.cancel();
            remove.cancel();
            boot.cancel();
            slot.systemReset();
            boot.begin();
        }
    }

    @Override
    public void unbindDriver(Removal removal) {
        remove.begin();
    }

    @Override
    public void functionReset() {
        // The NIC is not looked at here.
    }

    @Override
    public void unplugged() {
        primary.guestReleased();
    }

    @Override
    public void probeDriver() {
        probe.begin();
    }

    /** Adds what its machines have been through. */
    public void count(RowCensus census) {
        census.add("random slots", QemuPrimary.TABLE, primary::timesTaken);
        if (slot instanceof PciehpSlot nativeSlot) {
            census.add("random slots", PciehpSlot.TABLE, nativeSlot::timesTaken);
        } else if (slot instanceof AcpiSlot acpi) {
            census.add("random slots", AcpiSlot.TABLE, acpi::timesTaken);
        }
    }
}
