package dev.vfgap.models.lab;

import dev.vfgap.models.guest.GuestTools;
import dev.vfgap.models.guest.SingleNic;
import dev.vfgap.models.guest.SingleNic.Addresses;
import dev.vfgap.models.guest.ToolsEvent;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver.Opener;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.operate.PrimaryPresence;

/** A guest whose only NIC is the VF, and its {@link GuestTools}. */
final class SingleNicJoin implements GuestJoin, GuestTools.Port {
    private final Surroundings around;
    private final GuestTools tools;
    private LabHost host;

    SingleNicJoin(Phases guest, Surroundings around) {
        this.around = around;
        this.tools = new GuestTools(guest, this);
    }

    @Override
    public Opener opener() {
        return Opener.OTHER;
    }

    @Override
    public void booted(LabHost on, PrimaryPresence primary) {
        host = on;
        if (primary == PrimaryPresence.PLUGGED) {
            tools.fire(ToolsEvent.FOUND_AT_BOOT);
        }
    }

    @Override
    public void driver(LabHost on, VfCommand command) {
        switch (command) {
            case NETDEV_THERE -> {
                host = on;
                on.registered();
                tools.fire(ToolsEvent.NETDEV_THERE);
            }
            case LINK_UP -> tools.fire(ToolsEvent.LINK_UP);
            case LINK_DOWN -> tools.fire(ToolsEvent.LINK_DOWN);
            case GONE -> tools.fire(ToolsEvent.NETDEV_GONE);
            default -> {
                // Tools follow netlink: they see no more.
            }
        }
    }

    @Override
    public void open() {
        host.driver.open();
    }

    @Override
    public void addresses(Addresses now) {
        around.effect(
                now == Addresses.APPLIED
                        ? "the guest's tools applied its addresses"
                        : "the guest's addresses have gone",
                (lab, why) -> lab.stack(stack -> ((SingleNic) stack).with(now), why));
    }
}
