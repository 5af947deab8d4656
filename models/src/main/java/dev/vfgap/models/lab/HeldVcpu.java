package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.BusMastering;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.Observation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What QEMU makes of the guest's writes to the primary's bus-master bit: nothing, an event, or an event and a vCPU that
 * is held until management releases it.
 *
 * <p>The driver's thread stands still within its write: what it does next waits, and so does all of a guest that has no
 * other vCPU.
 */
final class HeldVcpu {
    private final Host host;
    private final GuestTime time;
    private final BusMasterEvents how;
    private final HostReports around;
    private final Consumer<VfCommand> driver;
    private final Deque<VfCommand> waiting = new ArrayDeque<>();

    /**
     * A vCPU that runs.
     *
     * @param driver what the driver's thread does, when it runs
     */
    HeldVcpu(Host host, GuestTime time, BusMasterEvents how, HostReports around, Consumer<VfCommand> driver) {
        this.host = host;
        this.time = time;
        this.how = how;
        this.around = around;
        this.driver = driver;
    }

    /** The driver does something, now or when its vCPU runs on. */
    void take(VfCommand command) {
        if (time.held()) {
            waiting.add(command);
        } else {
            driver.accept(command);
        }
    }

    /** The guest has written the bit. */
    void busMasterWritten(BusMastering state) {
        if (how == BusMasterEvents.HOLD) {
            hold();
        }
        if (how != BusMasterEvents.NONE) {
            around.observed(new Observation.BecameTrue(new Condition.BusMaster(host, state)));
        }
    }

    /** The vCPU goes on; false when it is not held. */
    boolean release() {
        if (!time.held()) {
            return false;
        }
        around.milestone(Kind.VCPU_RELEASED, host, "vCPU released");
        time.release();
        if (time.wholeGuestIsHeld()) {
            around.effect("the guest's vCPU runs on on " + host, (lab, why) -> lab.guestRuns(host, why));
        }
        while (!waiting.isEmpty() && !time.held()) {
            driver.accept(waiting.poll());
        }
        return true;
    }

    private void hold() {
        around.milestone(Kind.VCPU_HELD, host, "vCPU held");
        time.hold();
        if (time.wholeGuestIsHeld()) {
            around.effect("the guest's only vCPU is held on " + host, LabState::guestStops);
        }
    }
}
