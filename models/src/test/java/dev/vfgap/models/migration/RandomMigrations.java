package dev.vfgap.models.migration;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.pci.PciehpSlot;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.Notification;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Two hosts and an operator who does anything at any time, in a world of any delays. */
public final class RandomMigrations {
    private static final long MIB = 1L << 20;
    private static final long MS = 1_000_000;

    private RandomMigrations() {}

    /** One such world, at its end. */
    public static TwoHosts run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TwoHosts world = new TwoHosts(
                random.nextBoolean() ? Hotplug.NATIVE : Hotplug.ACPI,
                slot(random),
                random.nextBoolean() ? Switchover.DIRECT : Switchover.PAUSE_FIRST,
                HypervisorOptions.USUAL
                        .with(random.nextInt(4) == 0 ? ReturnPath.OFF : ReturnPath.ON)
                        .with(random.nextInt(4) > 0 ? LoadOrder.SLOT_FIRST : LoadOrder.VIRTIO_FIRST),
                new PrecopyRounds.Load(
                        40 * MIB,
                        5 * MIB,
                        100 * MIB,
                        new PrecopyRounds.Bandwidths(100 * MIB, 100 * MIB, 100 * MIB, 10 * MIB),
                        1_000 * MS,
                        new PrecopyRounds.StopCopy(random.nextBoolean() ? 0 : 50 * MIB, 100 * MIB),
                        Optional.empty()),
                delays(random),
                device(random));
        for (int i = 0; i < 30; i++) {
            act(world, random);
            world.simulation.runUntil(world.simulation.nowNanos() + pause(random));
        }
        world.simulation.runUntil(world.simulation.nowNanos() + 100_000 * MS);
        return world;
    }

    /** A guest that attends to its slot, in a port that lacks a thing or two. */
    private static SlotOptions slot(SplittableRandom random) {
        SlotOptions options = SlotOptions.USUAL;
        for (Feature feature : Feature.values()) {
            if (feature != Feature.HOTPLUG && random.nextInt(4) == 0) {
                options = options.without(feature);
            }
        }
        return random.nextInt(4) == 0 ? options.with(Notification.POLLING) : options;
    }

    /** Mostly what a failover pair needs, and sometimes what is never unplugged. */
    private static IncomingDevice device(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> IncomingDevice.HIDDEN_PRIMARY;
            case 2 -> IncomingDevice.NONE;
            case 3 -> IncomingDevice.MIGRATED_VF;
            case 4 -> IncomingDevice.PINNED_BACKEND;
            default -> IncomingDevice.values()[random.nextInt(IncomingDevice.values().length)];
        };
    }

    /** Each phase is short, long, or lasts until the end of the world, by chance but the same each time. */
    private static Delays delays(SplittableRandom random) {
        Map<String, Long> scale = new TreeMap<>();
        return key -> {
            if (key.equals("qemu.waitUnplugPoll")) {
                return 250 * MS;
            }
            if (key.equals("qemu.cancelUnplugWait")) {
                return 30_000 * MS;
            }
            long longest = scale.computeIfAbsent(
                    key, any -> new long[] {0, MS, 50 * MS, 50 * MS, 1_000 * MS, 6_000 * MS, 50_000 * MS}
                            [random.nextInt(7)]);
            return random.nextInt(200) == 0 ? Delays.EXTERNAL : random.nextLong(longest + 1);
        };
    }

    private static long pause(SplittableRandom random) {
        return random.nextLong(new long[] {1, MS, 100 * MS, 1_000 * MS, 7_000 * MS}[random.nextInt(5)]);
    }

    private static void act(TwoHosts world, SplittableRandom random) {
        if (betweenStopAndStart(world) && random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                world.killDestination();
            } else {
                world.migration.cancel();
            }
            return;
        }
        GuestHost host = random.nextInt(3) == 0 ? world.hostB : world.hostA;
        boolean dead = host == world.hostB && !world.incoming.alive();
        switch (dead ? 5 + random.nextInt(3) : random.nextInt(14)) {
            case 0 -> host.primary.deviceDel();
            case 1 -> addUnlessMigrating(world, host);
            case 2 -> host.driver.lineDown();
            case 3 -> host.driver.lineUp();
            case 4 -> press(host);
            case 5, 6 -> world.migration.migrate();
            case 7 -> world.migration.cancel();
            case 8 -> host.primary.takeAway();
            case 9 -> flapLink(host);
            case 10 -> bySysfs(host, random);
            case 11 -> toggleInterlockSeldom(host, random);
            case 12 -> postcopyOrRefusal(world, random);
            default -> killSeldom(world, random);
        }
    }

    /** Where much can go wrong in a short time. */
    private static boolean betweenStopAndStart(TwoHosts world) {
        return switch (world.incoming.state()) {
            case RESETTING_PRIMARY,
                    PINNING_MEMORY,
                    WAITING_FOR_MEMORY,
                    MAKING_PRIMARY,
                    LOADING_VF,
                    MAPPING_BACKEND,
                    CONFIGURING_BACKEND,
                    STARTING,
                    RUNNING_AHEAD -> true;
            default -> world.migration.state() == MigrationState.PRE_SWITCHOVER_POSTCOPY;
        };
    }

    private static void postcopyOrRefusal(TwoHosts world, SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            world.refuseStream();
        } else {
            world.migration.startPostcopy();
        }
    }

    private static void addUnlessMigrating(TwoHosts world, GuestHost host) {
        if (host == world.hostB || !world.migration.running()) {
            host.primary.deviceAdd();
        }
    }

    private static void press(GuestHost host) {
        host.slot.pressAttentionButton();
    }

    private static void flapLink(GuestHost host) {
        if (host.slot instanceof PciehpSlot slot) {
            slot.flapLink();
        }
    }

    private static void bySysfs(GuestHost host, SplittableRandom random) {
        if (host.slot instanceof PciehpSlot slot) {
            if (random.nextBoolean()) {
                slot.disableBySysfs();
            } else {
                slot.enableBySysfs();
            }
        }
    }

    private static void toggleInterlockSeldom(GuestHost host, SplittableRandom random) {
        if (host.slot instanceof PciehpSlot slot && random.nextInt(4) == 0) {
            slot.toggleInterlock();
        }
    }

    private static void killSeldom(TwoHosts world, SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            world.killDestination();
        }
    }
}
