package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;

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

        /** A command was refused that the NIC goes on without. */
        void trouble(String what);

        /** The link that VFs see goes up or down with the port's. */
        void link(LinkSetting state);

        /** The PF's driver has reset the VF: the VF's driver notices, and sets up its queues anew. */
        void vfResets();

        /** The VF's reset is over, and the VF's driver has its queues again. */
        void vfResetEnds();
    }

    /**
     * The NIC of a host of this setup, as it is before the plan.
     *
     * @param phases its delays, on a clock that runs whether the guest does or not
     */
    static HostNic of(MigrationSetup setup, Host host, Phases phases, Listener listener) {
        FilterTarget initial =
                host == Host.A ? setup.initial().filterA() : setup.initial().filterB();
        NicPlace place = new NicPlace(
                setup.hostSide(),
                setup.world().traffic().neighbour().seatOn(host),
                setup.world().nic());
        return setup.nicFamily().isEmpty()
                ? new BridgedNic(Flow.GUEST_MAC, place.pools(), initial, listener)
                : new FamilyNic(setup.nicFamily().get(), Flow.GUEST_MAC, place, initial, phases, listener);
    }

    /** Management leads the guest's MAC to a function of this NIC. */
    Answer lead(FilterTarget to);

    /** The macvtap goes up or down: it asks for the guest's MAC, or no longer does. */
    void macvtap(LinkSetting state);

    /** {@code ip link set PF up} or {@code down}. */
    void pf(LinkSetting state);

    /** Whether the host lets the guest's VF see a link at all. */
    boolean vfHasLink();

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
