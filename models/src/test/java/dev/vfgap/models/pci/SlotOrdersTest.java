package dev.vfgap.models.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import dev.vfgap.simcore.table.TransitionTable.Row;
import dev.vfgap.simcore.time.Simulation;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One slot with QEMU before it and a driver behind it, under anything that QEMU, a hand, the guest and a system reset
 * can do, in ports of any kind: no machine may meet an event it calls an error, and every row is taken.
 */
class SlotOrdersTest {

    private static final long MS = 1_000_000;

    static LongStream seeds() {
        return LongStream.range(0, 600);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderOfActionsMeetsAnError(long seed) {
        assertThatCode(() -> new World(seed).run()).as("seed %d", seed).doesNotThrowAnyException();
    }

    @Test
    void everyTransitionOfBothSlotsIsTakenInSomeOrder() {
        Map<String, Long> taken = new TreeMap<>();
        LongStream.range(0, 3000).mapToObj(World::new).forEach(world -> world.run()
                .count(taken));
        taken.values().removeIf(times -> times > 0);

        assertThat(taken).isEmpty();
    }

    private static final class World implements HotplugPort {
        private final SplittableRandom random;
        private final Simulation simulation = new Simulation();
        private final StoppableClock clock = new StoppableClock(simulation);
        private final HotplugSlot slot;
        private final QemuPrimary primary;
        private final Phase probe;
        private final Phase remove;
        private final Phase boot;

        World(long seed) {
            random = new SplittableRandom(seed);
            Phases phases = new Phases("A", clock, delays());
            SlotOptions options = options();
            slot = random.nextInt(4) == 0 ? new AcpiSlot(phases, options, this) : new PciehpSlot(phases, options, this);
            primary = new QemuPrimary(clock, slot, command -> {});
            probe = phases.phase("probe", slot::driverBound);
            remove = phases.phase("remove", slot::driverRemoved);
            boot = phases.phase("boot", slot::driverStarts);
            if (random.nextBoolean()) {
                primary.startPlugged();
            } else {
                primary.startWithout();
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

        World run() {
            for (int i = 0; i < 60; i++) {
                act();
                long pause = new long[] {0, 1, MS, 100 * MS, 1_000 * MS, 7_000 * MS}[random.nextInt(6)];
                simulation.runUntil(simulation.nowNanos() + pause);
            }
            return this;
        }

        private void act() {
            switch (random.nextInt(12)) {
                case 0, 1 -> primary.deviceDel();
                case 2, 3 -> primary.deviceAdd();
                case 4 -> primary.takeAway();
                case 5, 6 -> slot.pressAttentionButton();
                case 7 -> primary.failoverUnplug();
                case 8 -> primary.replug();
                case 9 -> resetSeldom();
                default -> ofNativeSlot();
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

        void count(Map<String, Long> taken) {
            if (slot instanceof PciehpSlot nativeSlot) {
                PciehpSlot.TABLE.rows().forEach(row -> add(taken, "pciehp", row, nativeSlot.timesTaken(row)));
            } else if (slot instanceof AcpiSlot acpi) {
                AcpiSlot.TABLE.rows().forEach(row -> add(taken, "acpi", row, acpi.timesTaken(row)));
            }
        }

        private static void add(Map<String, Long> taken, String table, Row<?, ?, ?> row, long times) {
            if (row.kind() != Row.Kind.ERROR) {
                taken.merge(table + ": " + row.from() + " " + row.event(), times, Long::sum);
            }
        }
    }
}
