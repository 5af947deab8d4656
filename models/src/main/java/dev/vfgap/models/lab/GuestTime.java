package dev.vfgap.models.lab;

import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.migration.Vcpus;
import dev.vfgap.simcore.time.Simulation;

/**
 * The time of a guest on a host, and that of the thread that runs its primary's driver.
 *
 * <p>Both stand still while the guest is stopped. While the vCPU of the driver is held, the driver's thread stands still;
 * the guest too when it has no other vCPU.
 */
final class GuestTime {
    private final StoppableClock guest;
    private final StoppableClock driver;
    private final Vcpus vcpus;
    private boolean stopped;
    private boolean held;

    GuestTime(Simulation simulation, Vcpus vcpus) {
        this.guest = new StoppableClock(simulation);
        this.driver = new StoppableClock(simulation);
        this.vcpus = vcpus;
    }

    /** Of everything in the guest but the driver. */
    StoppableClock guest() {
        return guest;
    }

    /** Of the driver's thread. */
    StoppableClock driver() {
        return driver;
    }

    /** The guest is stopped, with all its vCPUs. */
    void stop() {
        stopped = true;
        follow();
    }

    /** The guest runs. */
    void resume() {
        stopped = false;
        follow();
    }

    /** The vCPU of the driver is held. */
    void hold() {
        held = true;
        follow();
    }

    /** It is released. */
    void release() {
        held = false;
        follow();
    }

    boolean held() {
        return held;
    }

    /** Whether a held vCPU is all of the guest, which is not stopped otherwise. */
    boolean wholeGuestIsHeld() {
        return vcpus == Vcpus.ONE && !stopped;
    }

    private void follow() {
        set(guest, !stopped && !(held && vcpus == Vcpus.ONE));
        set(driver, !stopped && !held);
    }

    private static void set(StoppableClock clock, boolean runs) {
        if (runs) {
            clock.resume();
        } else {
            clock.stop();
        }
    }
}
