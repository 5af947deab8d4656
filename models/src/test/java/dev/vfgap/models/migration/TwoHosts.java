package dev.vfgap.models.migration;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.GuestHost;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.machine.Timeline;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.pci.PrimaryState;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.simcore.time.Simulation;

/** Two hosts of a test and the migration of the guest from A to B, wired to a timeline. */
public final class TwoHosts implements MigrationPort, IncomingPort {

    private static final long MS = 1_000_000;

    public final Simulation simulation = new Simulation();
    public final Timeline timeline = new Timeline(simulation);
    public final GuestHost hostA;
    public final GuestHost hostB;
    public final Migration migration;
    public final IncomingMigration incoming;
    private final Announce announce;

    /** The guest runs on A with a ready primary; B has a hidden one. */
    public TwoHosts(Hotplug hotplug, Switchover switchover, PrecopyRounds.Load load, Delays delays) {
        this(hotplug, switchover, load, delays, PrimaryPresence.HIDDEN);
    }

    /** The guest runs on A with a ready primary. */
    public TwoHosts(
            Hotplug hotplug, Switchover switchover, PrecopyRounds.Load load, Delays delays, PrimaryPresence primaryB) {
        this(hotplug, SlotOptions.USUAL, switchover, load, delays, primaryB);
    }

    /** The guest runs on A with a ready primary, in slots of these options. */
    public TwoHosts(
            Hotplug hotplug,
            SlotOptions slot,
            Switchover switchover,
            PrecopyRounds.Load load,
            Delays delays,
            PrimaryPresence primaryB) {
        StoppableClock hostClock = new StoppableClock(simulation);
        hostA = new GuestHost(simulation, "A", hotplug, slot, delays, timeline).withReadyPrimary();
        hostB = new GuestHost(simulation, "B", hotplug, slot, delays, timeline);
        hostB.guestClock.stop();
        if (primaryB == PrimaryPresence.HIDDEN) {
            hostB.primary.startHidden();
        }
        migration = new Migration(new Phases("A", hostClock, delays), switchover, PrecopyRounds.of(load), this);
        incoming = new IncomingMigration(new Phases("B", hostClock, delays), load.memoryBytes(), this);
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

    /** Ends the destination's process. */
    public void killDestination() {
        timeline.note("B killed");
        incoming.kill();
        announce.stop();
        migration.destinationDied();
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
        return hostA.primary.state().unplugPending();
    }

    @Override
    public void requestUnplug() {
        hostA.primary.failoverUnplug();
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
        incoming.allReceived();
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
    public boolean primaryHidden() {
        return hostB.primary.state() == PrimaryState.HIDDEN;
    }

    @Override
    public void negotiated() {
        hostB.primary.negotiated();
    }

    @Override
    public void announce() {
        announce.start();
    }

    @Override
    public void startGuest() {
        hostB.note("RESUME");
        hostB.guestClock.resume();
    }

    @Override
    public void loseGuest() {
        hostB.note("the guest is lost");
        hostB.guestClock.stop();
    }
}
