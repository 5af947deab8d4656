package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.machine.Delays;

/**
 * What becomes, in a device that holds frames while it is deaf, of those that wait: some are lost to its driver's writes
 * ({@link GuestNic.Pokes}), and from {@code guest.vfDeaf} after the driver's remove on new ones wait.
 */
final class HeldFrames {
    private final Host host;
    private final GuestNic nic;
    private final Delays delays;
    private final HostReports around;

    HeldFrames(Host host, GuestNic nic, Delays delays, HostReports around) {
        this.host = host;
        this.nic = nic;
        this.delays = delays;
        this.around = around;
    }

    /** The driver does something to the device. */
    void driver(VfCommand command) {
        switch (command) {
            case BUS_MASTER_ON -> poked(nic.pokes().atProbe());
            case RECEIVE_ON -> poked(nic.pokes().atOpen());
            case RECEIVE_OFF -> deafSoon();
            default -> {
                // Nothing else reaches the frames that wait.
            }
        }
    }

    private void poked(int frames) {
        if (frames > 0) {
            around.effect(
                    "the driver had QEMU offer " + frames + " waiting frames too early on " + host,
                    (lab, why) -> lab.dropWaiting(host, frames, why));
        }
    }

    private void deafSoon() {
        if (nic.kind().whileDeaf() == PrimaryKind.WhileDeaf.HOLDS) {
            around.effectAfter(
                    delays.next("guest.vfDeaf"),
                    "the driver has the device on " + host + " take no more frames",
                    (lab, why) -> lab.driver(host, Driver.STOPPED, why));
        }
    }
}
