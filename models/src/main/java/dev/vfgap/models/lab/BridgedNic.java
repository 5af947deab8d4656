package dev.vfgap.models.lab;

import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.FilterTarget;

/** A bridge in the place of the NIC, for primaries that QEMU emulates: only management moves its entry. */
final class BridgedNic implements HostNic {
    private final long guestMac;
    private final Listener listener;
    private FilterTarget target;

    BridgedNic(long guestMac, FilterTarget initial, Listener listener) {
        this.guestMac = guestMac;
        this.target = initial;
        this.listener = listener;
    }

    @Override
    public Answer lead(FilterTarget to) {
        target = to;
        listener.rewritten("filter led to " + to.word(), registers());
        return Answer.accepted();
    }

    @Override
    public void plugged() {
        // Its entry does not ask what is plugged.
    }

    @Override
    public void driver(VfCommand command) {
        // A bridge does not see the driver of a device behind it.
    }

    @Override
    public void functionReset() {
        // A device that QEMU emulates has no filter in the bridge.
    }

    @Override
    public void settle() {
        // Nothing is ever under way.
    }

    @Override
    public FilterRegisters registers() {
        return BridgeAsNic.registers(guestMac, target);
    }
}
