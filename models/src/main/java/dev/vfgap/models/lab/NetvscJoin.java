package dev.vfgap.models.lab;

import dev.vfgap.models.guest.Member;
import dev.vfgap.models.guest.Netvsc;
import dev.vfgap.models.guest.NetvscEvent;
import dev.vfgap.models.guest.NetvscPath;
import dev.vfgap.models.guest.NetvscState;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver.Opener;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.PrimaryPresence;

/** A {@link NetvscPath} in the guest; the hypervisor moves the NIC's filter when it is told to. */
final class NetvscJoin implements GuestJoin, NetvscPath.Port {
    private final Surroundings around;
    private final NetvscPath path;
    private LabHost host;

    NetvscJoin(Phases guest, Surroundings around) {
        this.around = around;
        this.path = new NetvscPath(guest, this);
    }

    @Override
    public Opener opener() {
        return Opener.OTHER;
    }

    @Override
    public void booted(LabHost on, PrimaryPresence primary) {
        host = on;
        if (primary == PrimaryPresence.PLUGGED) {
            path.fire(NetvscEvent.FOUND_AT_BOOT);
        }
    }

    @Override
    public void remove(LabHost on) {
        host = on;
        path.fire(NetvscEvent.VF_GOING_DOWN);
    }

    @Override
    public void driver(LabHost on, VfCommand command) {
        switch (command) {
            case NETDEV_THERE -> {
                host = on;
                on.registered();
                path.fire(NetvscEvent.VF_REGISTERED);
            }
            case RECEIVE_ON -> path.fire(NetvscEvent.VF_UP);
            default -> {
                // The rest reaches netvsc's rules by the device's state.
            }
        }
    }

    /** Before it lets the VF go it sends by the other device for as long as the host takes. */
    @Override
    public boolean sendsByPrimary() {
        return path.state() == NetvscState.ON_VF;
    }

    @Override
    public void open() {
        host.driver.open();
    }

    @Override
    public void hostLeads(Member to) {
        around.lead(host, to == Member.PRIMARY ? FilterTarget.PRIMARY : FilterTarget.STANDBY);
    }

    @Override
    public void sends(Member by) {
        around.effect(
                "netvsc's data path is the " + by.word(),
                (lab, why) -> lab.stack(now -> ((Netvsc) now).withDataPath(by), why));
    }

    @Override
    public void letGo() {
        host.driver.remove();
    }
}
