package dev.vfgap.models.lab;

import dev.vfgap.models.guest.DpdkCommand;
import dev.vfgap.models.guest.DpdkEvent;
import dev.vfgap.models.guest.DpdkMember;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver.Opener;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.operate.PrimaryPresence;

/** A DPDK application that bonds the VF with virtio: the VF's driver is the application's, {@code vfio-pci} the kernel's. */
final class DpdkJoin implements GuestJoin {
    private final DpdkMember member = new DpdkMember(this::execute);
    private LabHost host;

    @Override
    public Opener opener() {
        return Opener.OTHER;
    }

    @Override
    public void booted(LabHost on, PrimaryPresence primary) {
        host = on;
        if (primary == PrimaryPresence.PLUGGED) {
            member.fire(DpdkEvent.FOUND_AT_BOOT);
        }
    }

    @Override
    public void probe(LabHost on) {
        host = on;
        member.fire(DpdkEvent.DEVICE_THERE);
    }

    @Override
    public void remove(LabHost on) {
        member.fire(DpdkEvent.REMOVE);
    }

    @Override
    public void bound(LabHost on) {
        // The application's driver is bound to nothing that the slot waits for.
    }

    @Override
    public void removed(LabHost on) {
        member.fire(DpdkEvent.DETACHED);
    }

    @Override
    public void driver(LabHost on, VfCommand command) {
        switch (command) {
            case NETDEV_THERE -> on.driver.open();
            case LOWER_DEVICE_CHANGED -> {
                boolean opened = on.driver.state().lowerDevice() != LowerDevice.ABSENT;
                if (opened && member.isAttaching()) {
                    on.registered();
                    member.fire(DpdkEvent.ATTACHED);
                }
            }
            case PROBE_GAVE_UP -> member.fire(DpdkEvent.ATTACH_FAILED);
            default -> {
                // The bond asks for the link, and for no more.
            }
        }
    }

    /** A port is stopped after it has left the bond. */
    @Override
    public boolean sendsByPrimary() {
        return false;
    }

    @Override
    public Answer detach(LabHost on) {
        return member.detach();
    }

    @Override
    public Answer attach(LabHost on) {
        return member.attach();
    }

    private void execute(DpdkCommand command) {
        switch (command) {
            case BOUND -> host.driverBound();
            case OPEN -> host.driver.probe();
            case CLOSE -> host.driver.remove();
            case LET_GO -> host.driverRemoved();
        }
    }
}
