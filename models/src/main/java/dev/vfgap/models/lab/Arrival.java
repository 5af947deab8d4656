package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.LabState.Device;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.migration.Announce;
import dev.vfgap.models.migration.IncomingDevice;
import dev.vfgap.models.migration.IncomingPort;
import dev.vfgap.models.migration.Migration;
import dev.vfgap.models.migration.SwitchoverPart;
import dev.vfgap.models.migration.VdpaPinning;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.Observation;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.pci.HotplugSlot;
import java.util.Map;

/**
 * The guest's way into the destination's QEMU, with what it takes along: nothing, a fast path that is never unplugged, or
 * a primary that was not let go.
 *
 * <p>A guest that comes with its primary still plugged brings a driver that is bound to a function of the source. QEMU
 * sends the state of a NIC that it emulates; a VF of a failover pair has none, so the guest finds a function that was
 * reset and whose BARs nobody has set (inferred from {@code vfio_realize}: a failover primary is left out of VFIO
 * migration). What the VF wrote by DMA after a page was sent is not in the dirty log.
 */
final class Arrival implements IncomingPort {
    private final MigrationSetup setup;
    private final Map<Host, LabHost> hosts;
    private final Migration migration;
    private final Map<Host, Announce> announces;
    private final LabHost.Surroundings around;
    private final Runnable start;
    /** What the failover device made, at the guest's stop, of a primary that stayed plugged; absent = it did not. */
    private LowerDevice kept = LowerDevice.ABSENT;

    /**
     * A guest that has not come yet.
     *
     * @param around told what changes
     * @param start lets the guest run on B
     */
    Arrival(
            MigrationSetup setup,
            Map<Host, LabHost> hosts,
            Migration migration,
            Map<Host, Announce> announces,
            LabHost.Surroundings around,
            Runnable start) {
        this.setup = setup;
        this.hosts = hosts;
        this.migration = migration;
        this.announces = announces;
        this.around = around;
        this.start = start;
    }

    /** What the guest's memory says of its primary when it leaves. */
    void takeAlong() {
        LabHost source = hosts.get(Host.A);
        boolean plugged = source.primary.state().isPlugged() && source.driver.isOpen();
        kept = !comesAlong() && plugged ? source.driver.state().lowerDevice() : LowerDevice.ABSENT;
        if (kept != LowerDevice.ABSENT && !setup.nic().isEmulated()) {
            around.milestone(
                    Kind.TROUBLE, Host.A, "what the VF wrote by DMA after its page was sent is not sent again");
        }
    }

    @Override
    public IncomingDevice awaitedDevice() {
        return switch (setup.primary().device()) {
            case VFIO_MIGRATION -> IncomingDevice.MIGRATED_VF;
            case VDPA ->
                setup.world().hypervisor().vdpaPinning() == VdpaPinning.BEFORE
                        ? IncomingDevice.PINNED_BACKEND
                        : IncomingDevice.UNPINNED_BACKEND;
            case VF -> awaitedVf();
        };
    }

    /** QEMU sends the state of a NIC that it emulates, and of no VF. */
    private IncomingDevice awaitedVf() {
        if (GuestJoins.failoverNegotiated(setup) && destination().primary.realizesWhenNegotiated()) {
            return IncomingDevice.HIDDEN_PRIMARY;
        }
        boolean sectionSent = kept != LowerDevice.ABSENT && setup.nic().isEmulated();
        return sectionSent ? IncomingDevice.UNKNOWN : IncomingDevice.NONE;
    }

    @Override
    public void loaded(SwitchoverPart part) {
        around.milestone(Kind.SWITCHOVER, Host.B, part.text());
        if (part == SwitchoverPart.FUNCTION_RESET) {
            destination().open();
        }
    }

    @Override
    public void slotsLoaded() {
        destination()
                .slot
                .stateLoaded(kept == LowerDevice.ABSENT ? HotplugSlot.Occupancy.EMPTY : HotplugSlot.Occupancy.IN_USE);
    }

    @Override
    public void negotiated() {
        if (GuestJoins.failoverNegotiated(setup) && !comesAlong()) {
            destination().primary.negotiated();
        } else if (!GuestJoins.hidesPrimaries(setup)) {
            destination().primary.startWithout();
        }
    }

    @Override
    public void primaryMade() {
        destination().plugging(destination().primary::realized);
    }

    @Override
    public void announce() {
        announces.get(Host.B).start();
    }

    @Override
    public void done() {
        migration.destinationDone();
    }

    @Override
    public void startGuest() {
        start.run();
        if (comesAlong() && setup.initial().primaryA() == PrimaryPresence.PLUGGED) {
            arriveDriven();
        } else if (kept != LowerDevice.ABSENT) {
            arriveKept();
        }
    }

    /** The guest's fast path has its state, or never left: it goes on here. */
    private void arriveDriven() {
        LabHost host = destination();
        host.open();
        host.startWithPrimary();
        around.effect("the primary came with the guest to B", (lab, why) -> {
            lab.device(Host.B, Device.PLUGGED, why);
            lab.driver(Host.B, Driver.RECEIVING, why);
        });
        around.milestone(Kind.LINK_UP, Host.B, "primary link up");
        around.observed(new Observation.BecameTrue(new Condition.GuestPrimaryLinkUp(Host.B)));
    }

    private void arriveKept() {
        LabHost host = destination();
        host.driver.cameBound(kept);
        if (setup.nic().isEmulated() && host.primary.state().isPlugged()) {
            host.receives("the primary's state came to B");
            return;
        }
        around.effect(
                "the guest's driver has another function before it on B",
                (lab, why) -> lab.device(Host.B, Device.UNANSWERING, why));
        around.milestone(
                Kind.TROUBLE,
                Host.B,
                "the guest came with its primary still plugged, to a function that does not answer it");
        host.driver.lineDown();
    }

    @Override
    public void refusedStream() {
        around.milestone(Kind.TROUBLE, Host.B, "load of migration failed: Invalid argument");
        around.effect("the destination's QEMU ended", (lab, why) -> lab.qemuDied(Host.B, why));
        migration.destinationDied();
        loseGuest();
    }

    @Override
    public void processEnded() {
        around.milestone(Kind.TROUBLE, Host.B, "the destination's QEMU is ended: the source takes the guest back");
        around.effect("the destination's QEMU ended", (lab, why) -> lab.qemuDied(Host.B, why));
    }

    @Override
    public void loseGuest() {
        if (migration.keepsGuest()) {
            return;
        }
        destination().time.stop();
        around.effect("the guest is lost with its host", LabState::guestStops);
        around.milestone(Kind.TROUBLE, Host.B, "the guest is lost");
    }

    private boolean comesAlong() {
        return setup.primary().device().comesAlong();
    }

    private LabHost destination() {
        return hosts.get(Host.B);
    }
}
