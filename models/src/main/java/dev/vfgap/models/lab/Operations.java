package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Line;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.migration.Announce;
import dev.vfgap.models.migration.IncomingMigration;
import dev.vfgap.models.migration.Migration;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.LinkSetting;
import dev.vfgap.models.operate.Operator;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.Standby;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What management's verbs do to the machines of one run.
 *
 * <p>A verb that is refused says why, and the plan ends there, as an error ends a script.
 */
final class Operations implements Operator {
    private final MigrationSetup setup;
    private final HostSide hostSide;
    private final Map<Host, LabHost> hosts;
    private final GuestSide guest;
    private final Migration migration;
    private final IncomingMigration incoming;
    private final Map<Host, Announce> announces;
    private final ControlPlane around;
    private final Consumer<String> refused;
    private final Set<Host> withoutBackend = EnumSet.noneOf(Host.class);

    /**
     * The verbs over these machines.
     *
     * @param announces the announcement of each host's QEMU
     * @param around told what changes
     * @param refused told why a verb was refused
     */
    Operations(
            MigrationSetup setup,
            Map<Host, LabHost> hosts,
            GuestSide guest,
            Migration migration,
            IncomingMigration incoming,
            Map<Host, Announce> announces,
            ControlPlane around,
            Consumer<String> refused) {
        this.setup = setup;
        this.hostSide = setup.hostSide();
        this.hosts = hosts;
        this.guest = guest;
        this.migration = migration;
        this.incoming = incoming;
        this.announces = announces;
        this.around = around;
        this.refused = refused;
    }

    @Override
    public void setFilter(Host host, FilterTarget to) {
        answered(lead(host, to));
    }

    /** Leads the guest's MAC to one of a host's functions, whoever asks for it. */
    Answer lead(Host host, FilterTarget to) {
        boolean byBridge = hostSide.isOffloaded();
        if (byBridge && to == FilterTarget.NONE) {
            return Answer.refused("without an entry a switchdev bridge takes the slow path, it does not drop");
        }
        Answer answer = byBridge ? Answer.accepted() : hosts.get(host).lead(to);
        if (byBridge) {
            around.effect(
                    "the bridge's entry on " + host + " led to " + to.word(), (lab, why) -> lab.led(host, to, why));
        }
        if (answer.isAccepted()) {
            around.milestone(Kind.FILTER_MOVED, host, "filter to " + to.word());
        }
        return answer;
    }

    @Override
    public void deviceDel(Host host) {
        if (refusedByDeadQemu(host)) {
            return;
        }
        boolean staysForMigration = setup.standby() != Standby.FAILOVER
                && hosts.get(host).primary.state().isPlugged();
        if (host == Host.A && migration.running() && staysForMigration) {
            answered(Answer.refused("device_del not allowed while migrating"));
            return;
        }
        Answer answer = hosts.get(host).primary.deviceDel();
        if (answer.isAccepted()) {
            around.milestone(Kind.UNPLUG_REQUESTED, host, "device_del");
        }
        answered(answer);
    }

    @Override
    public void deviceAdd(Host host) {
        if (refusedByDeadQemu(host)) {
            return;
        }
        if (host == Host.A && migration.running()) {
            answered(Answer.refused("device_add not allowed while migrating"));
            return;
        }
        if (withoutBackend.contains(host)) {
            answered(Answer.refused("can't find value 'primarynet0' of property 'netdev'"));
            return;
        }
        if (host == Host.B && setup.standby() != Standby.FAILOVER && !guest.isOn(host)) {
            answered(Answer.refused("only a failover primary can be added on B before the guest has arrived there"));
            return;
        }
        LabHost where = hosts.get(host);
        where.plugging(() -> answered(where.primary.deviceAdd()));
    }

    @Override
    public void setLink(Host host, LinkSetting link) {
        if (refusedByDeadQemu(host)) {
            return;
        }
        LabHost where = hosts.get(host);
        Line line = link == LinkSetting.UP ? Line.UP : Line.CUT_AT_DEVICE;
        around.effect("set_link " + link + " on " + host, (lab, why) -> lab.line(host, line, why));
        if (link == LinkSetting.UP) {
            where.driver.lineUp();
        } else {
            where.driver.lineDown();
        }
    }

    @Override
    public void netdevDel(Host host) {
        if (refusedByDeadQemu(host)) {
            return;
        }
        if (!withoutBackend.add(host)) {
            answered(Answer.refused("Device 'primarynet0' not found"));
            return;
        }
        around.effect("netdev_del on " + host, (lab, why) -> lab.device(host, Device.WITHOUT_BACKEND, why));
        hosts.get(host).driver.lineDown();
    }

    @Override
    public void migrate() {
        if (blocksMigration()) {
            answered(Answer.refused("VFIO migration is not supported in kernel"));
            return;
        }
        answered(migration.migrate());
    }

    /** A VF that is not half of a failover pair, and has no migration of its own, blocks one while it is plugged. */
    private boolean blocksMigration() {
        return setup.standby() != Standby.FAILOVER
                && setup.primary().device() == PrimaryDevice.VF
                && (!setup.nic().isEmulated() || setup.standby() != Standby.PLAIN)
                && hosts.get(Host.A).primary.state().isPlugged();
    }

    @Override
    public void migrateCancel() {
        answered(migration.cancel());
    }

    @Override
    public void killDestination() {
        incoming.kill();
        announces.get(Host.B).stop();
        around.effect("the destination's QEMU died", (lab, why) -> lab.qemuDied(Host.B, why));
        around.milestone(Kind.TROUBLE, Host.B, "the destination's QEMU died");
        migration.destinationDied();
    }

    @Override
    public void setStandbyLink(Host host, LinkSetting link) {
        if (!refusedByDeadQemu(host)) {
            answered(guest.setStandbyLink(host, link, around));
        }
    }

    @Override
    public void setMacvtap(Host host, LinkSetting link) {
        if (hostSide.softSwitch() instanceof SoftSwitch.Macvtap) {
            hosts.get(host).macvtap(link);
        } else {
            answered(Answer.refused("Cannot find device \"macvtap0\": the host side of " + host
                    + " has none (\"hostSide: {kind: macvtap, mode: bridge}\" in the scenario gives it one)"));
        }
    }

    @Override
    public void setPf(Host host, LinkSetting link) {
        hosts.get(host).pf(link);
    }

    @Override
    public void surpriseRemove(Host host) {
        if (!refusedByDeadQemu(host)) {
            answered(hosts.get(host).surpriseRemove());
        }
    }

    @Override
    public void pressButton(Host host) {
        if (!refusedByDeadQemu(host)) {
            answered(hosts.get(host).pressButton());
        }
    }

    @Override
    public void announce(Host host) {
        if (!refusedByDeadQemu(host)) {
            announces.get(host).start();
        }
    }

    @Override
    public void releaseVcpu(Host host) {
        if (!hosts.get(host).releaseVcpu()) {
            answered(Answer.refused("no vCPU is held on " + host));
        }
    }

    @Override
    public void guestDetach(Host host) {
        answered(guest.detach(hosts.get(host)));
    }

    @Override
    public void guestAttach(Host host) {
        answered(guest.attach(hosts.get(host)));
    }

    @Override
    public void migrateStartPostcopy() {
        answered(
                setup.primary().device() == PrimaryDevice.VFIO_MIGRATION
                        ? Answer.refused("VFIO migration is not supported with postcopy migration")
                        : migration.startPostcopy());
    }

    private boolean refusedByDeadQemu(Host host) {
        boolean dead = host == Host.B && !incoming.alive();
        if (dead) {
            answered(Answer.refused("host B has no QEMU"));
        }
        return dead;
    }

    private void answered(Answer answer) {
        answer.error().ifPresent(refused);
    }
}
