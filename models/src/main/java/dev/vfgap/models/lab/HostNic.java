package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;

/** One host's NIC in a simulated lab: what management and the guest's driver do to it, and the registers that follow. */
interface HostNic {

    /** Whoever must know that a NIC decides otherwise from now on. */
    interface Listener {
        /**
         * The registers are others now.
         *
         * @param what made them so, a clause for people
         * @param registers a copy that stays as it is
         */
        void rewritten(String what, FilterRegisters registers);
    }

    /**
     * The NIC of a host of this setup, as it is before the plan.
     *
     * @param phases its delays, on a clock that runs whether the guest does or not
     */
    static HostNic of(MigrationSetup setup, Host host, Phases phases, Listener listener) {
        FilterTarget initial =
                host == Host.A ? setup.initial().filterA() : setup.initial().filterB();
        if (setup.nicFamily().isEmpty()) {
            return new BridgedNic(Flow.GUEST_MAC, initial, listener);
        }
        return new FamilyNic(
                setup.nicFamily().get(), Flow.GUEST_MAC, setup.hostSide().pfDemands(), initial, phases, listener);
    }

    /** Management leads the guest's MAC to a function of this NIC. */
    Answer lead(FilterTarget to);

    /** A primary is being plugged into the guest. */
    void plugged();

    /** The guest's driver of the primary does something. */
    void driver(VfCommand command);

    /** The primary's function is reset: its slot's power goes off, or VFIO opens or closes it. */
    void functionReset();

    /** Whatever is under way has happened long ago: the run begins. */
    void settle();

    /** A copy of the registers as they are. */
    FilterRegisters registers();
}
