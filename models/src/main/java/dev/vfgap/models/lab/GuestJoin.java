package dev.vfgap.models.lab;

import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.PrimaryPresence;

/**
 * What in the guest joins its NICs, wired to the VF's driver on each host: it is the guest's, so it goes with the guest.
 *
 * <p>By default the PCI core and the driver deal with each other alone, which is all that {@code net_failover} needs.
 */
interface GuestJoin {

    /** What it tells the lab, and asks of a host. */
    interface Surroundings {
        /** The lab's state changes now. */
        void effect(String what, ControlLog.Change change);

        /** The hypervisor leads the guest's MAC to one of a host's functions. */
        void lead(LabHost host, FilterTarget to);
    }

    /** Who opens a VF in this guest. */
    VfDriver.Opener opener();

    /** The guest runs on a host since long. */
    default void booted(LabHost host, PrimaryPresence primary) {}

    /** The PCI core has found a VF. */
    default void probe(LabHost host) {
        host.driver.probe();
    }

    /** The PCI core wants the VF back. */
    default void remove(LabHost host) {
        host.driver.remove();
    }

    /** The driver's probe has returned. */
    default void bound(LabHost host) {
        host.driverBound();
    }

    /** The driver's remove has returned. */
    default void removed(LabHost host) {
        host.driverRemoved();
    }

    /** The VF's driver did something; the lab knows of it already. */
    default void driver(LabHost host, VfCommand command) {}

    /** The virtio device has carrier or not. */
    default void standbyIs(LowerDevice device) {}

    /** Whether the guest sends by a VF that is ready: when its driver stops, its transmit ring may hold frames. */
    default boolean sendsByPrimary() {
        return true;
    }

    /** Somebody in the guest takes the VF out. */
    default Answer detach(LabHost host) {
        return Answer.refused("the guest has no bond to take the primary out of");
    }

    /** Somebody in the guest puts the VF in. */
    default Answer attach(LabHost host) {
        return Answer.refused("the guest has no bond to put the primary into");
    }
}
