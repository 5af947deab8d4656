package dev.vfgap.models.lab;

import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.nic.BridgeAsNic;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.NicPools;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;

/** A bridge in the place of the NIC, for primaries that QEMU emulates: only management moves its entry. */
final class BridgedNic implements HostNic {
    private final long guestMac;
    private final NicPools pools;
    private final Listener listener;
    private FilterTarget target;
    private boolean up = true;

    BridgedNic(long guestMac, NicPools pools, FilterTarget initial, Listener listener) {
        this.guestMac = guestMac;
        this.pools = pools;
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
    public void macvtap(LinkSetting state) {
        // Its entry does not ask who is behind a port.
    }

    /** Its uplink goes down and comes up, and with it all ways out. */
    @Override
    public void pf(LinkSetting state) {
        up = state == LinkSetting.UP;
        listener.rewritten("the bridge's uplink set " + (up ? "up" : "down"), registers());
    }

    @Override
    public boolean vfHasLink() {
        return true;
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
        FilterRegisters registers = BridgeAsNic.registers(guestMac, target, pools);
        if (!up) {
            registers.clear(PortFlag.RECEIVE_ENABLE).clear(PortFlag.TRANSMIT_ENABLE);
        }
        return registers;
    }
}
