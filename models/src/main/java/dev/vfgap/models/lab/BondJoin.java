package dev.vfgap.models.lab;

import dev.vfgap.models.guest.ActiveBackup;
import dev.vfgap.models.guest.Bond;
import dev.vfgap.models.guest.BondSettings;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.Member;
import dev.vfgap.models.guest.VfCommand;
import dev.vfgap.models.guest.VfDriver.Opener;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.operate.PrimaryPresence;

/** A {@link Bond} in the guest. */
final class BondJoin implements GuestJoin, Bond.Port {
    private final Surroundings around;
    private final Bond bond;
    private LabHost host;

    BondJoin(Phases guest, BondSettings settings, long firstPollNanos, Surroundings around) {
        this.around = around;
        this.bond = new Bond(guest, settings, firstPollNanos, this);
    }

    @Override
    public Opener opener() {
        return Opener.OTHER;
    }

    @Override
    public void booted(LabHost on, PrimaryPresence primary) {
        host = on;
        bond.startAtBoot(primary == PrimaryPresence.PLUGGED ? LowerDevice.READY : LowerDevice.ABSENT);
    }

    @Override
    public void driver(LabHost on, VfCommand command) {
        switch (command) {
            case NETDEV_THERE -> {
                host = on;
                bond.netdevThere();
            }
            case LOWER_DEVICE_CHANGED -> bond.primaryIs(on.driver.state().lowerDevice());
            case GONE -> bond.primaryGone();
            default -> {
                // A bond sees no more of a slave.
            }
        }
    }

    @Override
    public boolean sendsByPrimary() {
        return bond.active() == Member.PRIMARY;
    }

    @Override
    public void standbyIs(LowerDevice device) {
        bond.standbyIs(device);
    }

    @Override
    public Answer detach(LabHost on) {
        return bond.detach();
    }

    @Override
    public Answer attach(LabHost on) {
        return bond.attach();
    }

    @Override
    public void open() {
        host.registered();
        host.driver.open();
    }

    @Override
    public void close() {
        host.driver.close();
    }

    @Override
    public void active(Member member) {
        around.effect(
                "the bond's active slave is " + member.word(),
                (lab, why) -> lab.stack(now -> ((ActiveBackup) now).withActive(member), why));
    }

    @Override
    public void announce() {
        NicRole by = bond.active() == Member.PRIMARY ? NicRole.PRIMARY : NicRole.STANDBY;
        around.effect("the bond's gratuitous ARP", (lab, why) -> lab.guestAnnounces(by, why));
    }
}
