package dev.vfgap.models.guest;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.RowCensus;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.simcore.time.Simulation;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A VF with its driver and a clock, plugged and unplugged at random, and what a test does to it besides. */
abstract class RandomVf {
    static final long MS = 1_000_000;

    final SplittableRandom random;
    final Simulation simulation = new Simulation();
    final VfDriver driver;
    final Phases phases;
    boolean plugged;

    RandomVf(long seed, VfDriver.Opener... openers) {
        random = new SplittableRandom(seed);
        Map<String, Long> longest = new TreeMap<>();
        Delays delays = key -> {
            if (key.equals("guest.vfLooksInVain")) {
                return random.nextInt(3);
            }
            long most = longest.computeIfAbsent(key, any -> new long[] {0, MS, 50 * MS, 500 * MS}[random.nextInt(4)]);
            return random.nextLong(1 + most);
        };
        phases = new Phases("guest", new StoppableClock(simulation), delays);
        VfTrouble trouble = new VfTrouble(
                random.nextInt(8) == 0 ? VfTrouble.Probe.FAILS : VfTrouble.Probe.WORKS,
                random.nextBoolean() ? VfTrouble.LinkNotice.BY_TIMER : VfTrouble.LinkNotice.BY_MESSAGE);
        DriverProfile profile =
                switch (random.nextInt(3)) {
                    case 0 -> DriverProfile.carrierAtOpen("mlx5_core");
                    case 1 -> DriverProfile.carrierByTimer("igbvf");
                    default -> DriverProfile.carrierAfterNegotiation("iavf");
                };
        VfDriver.Opener opener = openers.length == 0 ? VfDriver.Opener.OTHER : openers[random.nextInt(openers.length)];
        driver = new VfDriver(phases, profile, opener, trouble, this::ofDriver);
    }

    abstract void ofDriver(VfCommand command);

    /** The PCI core's side: plugs what is out, unplugs what is in; neither while the other is under way. */
    void plug() {
        driver.newDevice();
        driver.probe();
    }

    void unplug() {
        driver.remove();
    }

    abstract void act(int choice);

    /** Adds what its machine has been through. */
    abstract void count(RowCensus census);

    final void run() {
        for (int i = 0; i < 40; i++) {
            int choice = random.nextInt(8);
            switch (choice) {
                case 0 -> pluggedOrNot();
                case 1 -> driver.lineDown();
                case 2 -> driver.lineUp();
                default -> act(choice);
            }
            simulation.runUntil(simulation.nowNanos() + random.nextLong(1 + (MS << random.nextInt(9))));
        }
    }

    private boolean busy;

    private void pluggedOrNot() {
        if (!busy) {
            busy = true;
            if (plugged || random.nextInt(20) == 0) {
                unplug();
            } else {
                plug();
            }
        }
    }

    final void bound() {
        plugged = true;
        busy = false;
    }

    final void removed() {
        plugged = false;
        busy = false;
    }

    final void boundOrRemoved(VfCommand command) {
        if (command == VfCommand.BOUND) {
            bound();
        } else if (command == VfCommand.REMOVED) {
            removed();
        }
    }
}
