package dev.vfgap.models.migration;

import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.guest.VfDriver;
import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.RowCensus;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.pci.AcpiSlot;
import dev.vfgap.models.pci.HotplugSlot;
import dev.vfgap.models.pci.PciehpSlot;
import dev.vfgap.models.pci.QemuPrimary;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.simcore.time.Simulation;
import java.util.function.Supplier;

/** Two hosts of a test and the migration of the guest from A to B, wired to a timeline. */
public final class TwoHosts implements MigrationPort, IncomingPort {

    private static final long MS = 1_000_000;

    public final Simulation simulation = new Simulation();
    public final Timeline timeline = new Timeline(simulation);
    public final GuestHost hostA;
    public final GuestHost hostB;
    public final Migration migration;
    public IncomingMigration incoming;
    private final Announce announce;

    private final Supplier<IncomingMigration> listener;
    private final IncomingDevice device;
    /** What the failover device made, at the hand-over, of a primary that stayed plugged; absent = it did not. */
    private LowerDevice kept = LowerDevice.ABSENT;

    /** The guest runs on A with a ready primary; B has a hidden one. */
    public TwoHosts(Hotplug hotplug, Switchover switchover, PrecopyRounds.Load load, Delays delays) {
        this(hotplug, switchover, load, delays, PrimaryPresence.HIDDEN);
    }

    /** The guest runs on A with a ready primary. */
    public TwoHosts(
            Hotplug hotplug, Switchover switchover, PrecopyRounds.Load load, Delays delays, PrimaryPresence primaryB) {
        this(
                hotplug,
                SlotOptions.USUAL,
                switchover,
                HypervisorOptions.USUAL,
                load,
                delays,
                primaryB == PrimaryPresence.HIDDEN ? IncomingDevice.HIDDEN_PRIMARY : IncomingDevice.NONE);
    }

    /** The guest runs on A with a ready primary; a device waits on B, and B refuses the stream when it is unknown. */
    public TwoHosts(
            Hotplug hotplug,
            SlotOptions slot,
            Switchover switchover,
            HypervisorOptions options,
            PrecopyRounds.Load load,
            Delays delays,
            IncomingDevice device) {
        this.device = device;
        StoppableClock hostClock = new StoppableClock(simulation);
        hostA = new GuestHost(simulation, "A", hotplug, slot, delays, timeline).withReadyPrimary();
        hostB = new GuestHost(simulation, "B", hotplug, slot, delays, timeline);
        hostB.guestClock.stop();
        if (device == IncomingDevice.HIDDEN_PRIMARY) {
            hostB.primary.startHidden();
        }
        migration = new Migration(
                new Phases("A", hostClock, delays), switchover, options.returnPath(), PrecopyRounds.of(load), this);
        listener = () -> new IncomingMigration(new Phases("B", hostClock, delays), load, options, this);
        incoming = listener.get();
        announce = new Announce(
                "B",
                hostClock,
                new AnnounceSchedule(50 * MS, 100 * MS, 550 * MS, 5),
                round -> timeline.note("B RARP " + round));
        hostA.afterRelease(migration::primaryChanged);
    }

    public void runTo(long millis) {
        simulation.runUntil(millis * MS);
    }

    /** A hand on the source's slot. */
    public void pressButtonOnA() {
        ((PciehpSlot) hostA.slot).pressAttentionButton();
    }

    /** The destination finds that it lacks a RAM block of the source. */
    public void refuseStream() {
        incoming.refuseStream();
    }

    /** Ends the destination's process. */
    public void killDestination() {
        timeline.note("B killed");
        incoming.kill();
        announce.stop();
        migration.destinationDied();
    }

    /** Management starts the destination's QEMU again, after it has died. */
    public void listenAgain() {
        timeline.note("B listens again");
        incoming = listener.get();
    }

    @Override
    public void status(MigrationStatus status) {
        timeline.note("A migration: " + status.word());
    }

    @Override
    public boolean destinationAlive() {
        return incoming.alive();
    }

    @Override
    public void connect() {
        incoming.connected();
    }

    @Override
    public boolean unplugPending() {
        return unplugged() && hostA.primary.state().unplugPending();
    }

    @Override
    public void requestUnplug() {
        if (unplugged()) {
            hostA.primary.failoverUnplug();
        }
    }

    @Override
    public void stopGuest() {
        hostA.note("STOP");
        hostA.guestClock.stop();
    }

    @Override
    public void resumeGuest() {
        hostA.note("RESUME");
        hostA.guestClock.resume();
    }

    @Override
    public void handOver() {
        takeAlong();
        incoming.allReceived();
    }

    private void takeAlong() {
        boolean plugged = unplugged() && hostA.primary.state().isPlugged() && hostA.driver.isOpen();
        kept = plugged ? hostA.driver.state().lowerDevice() : LowerDevice.ABSENT;
    }

    private boolean unplugged() {
        return device == IncomingDevice.NONE || device == IncomingDevice.HIDDEN_PRIMARY;
    }

    @Override
    public void sent(SwitchoverPart part) {
        hostA.note(part.text());
    }

    @Override
    public void handOverWithoutMemory() {
        takeAlong();
        incoming.receivedWithoutMemory();
    }

    @Override
    public void memorySent() {
        hostA.note("memory sent");
        incoming.memoryComplete();
    }

    @Override
    public void abandon() {
        incoming.channelClosed();
    }

    @Override
    public void replugPrimary() {
        hostA.note("re-plug");
        hostA.primary.replug();
    }

    @Override
    public void partiallyUnplugged() {
        hostA.note("partially unplugged device on failure");
    }

    @Override
    public IncomingDevice awaitedDevice() {
        return device == IncomingDevice.HIDDEN_PRIMARY && !hostB.primary.realizesWhenNegotiated()
                ? IncomingDevice.NONE
                : device;
    }

    @Override
    public void loaded(SwitchoverPart part) {
        hostB.note(part.text());
    }

    @Override
    public void slotsLoaded() {
        hostB.slot.stateLoaded(kept == LowerDevice.ABSENT ? HotplugSlot.Occupancy.EMPTY : HotplugSlot.Occupancy.IN_USE);
    }

    @Override
    public void negotiated() {
        hostB.primary.negotiated();
    }

    @Override
    public void primaryMade() {
        hostB.primary.realized();
    }

    @Override
    public void done() {
        migration.destinationDone();
    }

    @Override
    public void refusedStream() {
        hostB.note("load of migration failed");
        migration.destinationDied();
        loseGuest();
    }

    @Override
    public void processEnded() {
        hostB.note("ended by management");
    }

    @Override
    public void announce() {
        announce.start();
    }

    @Override
    public void startGuest() {
        hostB.note("RESUME");
        hostB.guestClock.resume();
        if (kept != LowerDevice.ABSENT) {
            hostB.driver.cameBound(kept);
        }
    }

    @Override
    public void loseGuest() {
        if (!migration.keepsGuest()) {
            hostB.note("the guest is lost");
            hostB.guestClock.stop();
        }
    }

    /** Adds what its machines have been through. */
    public void count(String test, RowCensus census) {
        for (GuestHost host : new GuestHost[] {hostA, hostB}) {
            census.add(test, QemuPrimary.TABLE, host.primary::timesTaken);
            census.add(test, VfDriver.TABLE, host.driver::timesTaken);
            if (host.slot instanceof PciehpSlot slot) {
                census.add(test, PciehpSlot.TABLE, slot::timesTaken);
            } else if (host.slot instanceof AcpiSlot slot) {
                census.add(test, AcpiSlot.TABLE, slot::timesTaken);
            }
        }
        census.add(test, Migration.TABLE, migration::timesTaken);
        census.add(test, IncomingMigration.TABLE, incoming::timesTaken);
    }
}
