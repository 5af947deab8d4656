package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog.Change;
import dev.vfgap.models.lab.ControlLog.Effect;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.LabState.TransmitFault;
import dev.vfgap.models.machine.DrawNumbers;
import dev.vfgap.models.machine.DrawnDelays;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.migration.Announce;
import dev.vfgap.models.migration.AnnounceSchedule;
import dev.vfgap.models.migration.HypervisorOptions;
import dev.vfgap.models.migration.IncomingMigration;
import dev.vfgap.models.migration.Migration;
import dev.vfgap.models.migration.MigrationParameters;
import dev.vfgap.models.migration.MigrationPort;
import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.models.migration.OptionRom;
import dev.vfgap.models.migration.PrecopyRounds;
import dev.vfgap.models.migration.SwitchoverPart;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Observation;
import dev.vfgap.models.operate.PlanOutcome;
import dev.vfgap.models.operate.PlanRunner;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.pci.PrimaryState;
import dev.vfgap.models.pci.QemuPrimary;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.EventOrder;
import dev.vfgap.simcore.time.Period;
import dev.vfgap.simcore.time.Simulation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Management, two QEMUs and the guest of one run: the machines wired to each other, each change and each sight of them
 * written down. What management does to them is {@link Operations}.
 *
 * <p>Not modelled: libvirt's own steps; a destination on which management plugs before the guest has arrived.
 */
final class ControlPlane implements MigrationPort, HostReports, GuestJoin.Surroundings {
    /** A plan that awaits nothing more within an hour is one that waits for ever. */
    private static final long PATIENCE_NANOS = 3_600_000_000_000L;

    private final MigrationSetup setup;
    private final RandomStreams streams;
    private final List<DrawnDelays> delays = new ArrayList<>();
    private final DrawNumbers drawNumbers = new DrawNumbers();
    private final Simulation simulation = new Simulation();
    private final Map<Host, LabHost> hosts = new EnumMap<>(Host.class);
    private final GuestStart guestAtStart;
    private final Migration migration;
    private final Arrival arrival;
    private final IncomingMigration incoming;
    private final Map<Host, Announce> announces = new EnumMap<>(Host.class);
    private final GuestSide guest;
    private final Operations operations;
    private final PlanRunner runner;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private MigrationStatus lastStatus = MigrationStatus.NONE;

    private ControlPlane(MigrationSetup setup, RandomStreams streams) {
        this.setup = setup;
        this.streams = streams;
        StoppableClock hostClock = new StoppableClock(simulation);
        AnnounceSchedule schedule = MigrationParameters.announcement(setup.values()::constant);
        StoppableClock guestClock = new StoppableClock(simulation);
        GuestJoin join = GuestJoins.of(setup, new Phases("guest", guestClock, delays("guest")), streams, this);
        guest = new GuestSide(guestClock, join, GuestJoins.firstStack(setup), schedule, this);
        for (Host host : Host.values()) {
            hosts.put(
                    host,
                    new LabHost(
                            simulation,
                            host,
                            setup.hotplug(),
                            GuestStart.slotOf(setup.world().slot(), host),
                            setup.nic(),
                            setup.world().guest().trouble(),
                            join,
                            listener -> HostNic.of(
                                    setup, host, new Phases(host + "/nic", hostClock, delays(host + "/nic")), listener),
                            delays(host.name()),
                            setup.primary().busMaster(),
                            options().vcpus(),
                            this));
        }
        guestAtStart = new GuestStart(setup.world().slot().guest(), hosts.get(Host.A), delays("A/boot"), this);
        PrecopyRounds.Load load = setup.load(setup.values()::constant);
        migration = new Migration(
                new Phases("A", hostClock, delays("A/qemu")),
                setup.switchover(),
                options().returnPath(),
                PrecopyRounds.of(load),
                this);
        arrival = new Arrival(setup, hosts, migration, announces, this, () -> runs(Host.B));
        incoming = new IncomingMigration(new Phases("B", hostClock, delays("B/qemu")), load, options(), arrival);
        for (Host host : Host.values()) {
            announces.put(
                    host,
                    new Announce(
                            host.name(),
                            hostClock,
                            schedule,
                            round -> effect("announcement " + (round + 1), (lab, why) -> lab.announced(host, why))));
        }
        operations = new Operations(setup, hosts, guest, migration, incoming, announces, this, this::refused);
        runner = new PlanRunner(
                simulation,
                new Phases("management", hostClock, delays("management")),
                setup.plan(),
                operations,
                streams.stream("management/wait"));
    }

    /** Runs the machines of one replication; the plan begins {@code setup.beforeNanos()} after time 0. */
    static ControlLog run(MigrationSetup setup, RandomStreams streams) {
        return new ControlPlane(setup, streams).run();
    }

    private ControlLog run() {
        List<Milestone> refusedAtFirst = List.copyOf(milestones);
        hosts.get(Host.B).time.stop();
        PrimaryPresence primaryA = GuestJoins.atStart(setup);
        QemuPrimary source = hosts.get(Host.A).primary;
        if (primaryA == PrimaryPresence.PLUGGED) {
            guestAtStart.startWithPrimary();
        } else if (!GuestJoins.hidesPrimaries(setup)) {
            source.startWithout();
        } else if (setup.initial().primaryA() == PrimaryPresence.PLUGGED) {
            source.startHidden();
        }
        if (setup.initial().primaryB() == PrimaryPresence.HIDDEN) {
            hosts.get(Host.B).primary.startHidden();
        }
        List<FilterRegisters> atStart =
                hosts.values().stream().map(LabHost::settledRegisters).toList();
        effects.clear();
        milestones.clear();
        milestones.addAll(refusedAtFirst);
        for (Host host : Host.values()) {
            effect("the start", (lab, why) -> lab.nic(host, atStart.get(host.ordinal()), why));
        }
        guest.join().booted(hosts.get(Host.A), guestAtStart.isBooting() ? PrimaryPresence.NONE : primaryA);
        guestAtStart.begins(setup.beforeNanos());
        simulation
                .event("plan", EventOrder.CONTROL, () -> {
                    guestAtStart.planBegins();
                    if (guestAtStart.isPaused()) {
                        guest.stops();
                    }
                    runner.start();
                })
                .at(setup.beforeNanos());
        boolean more = simulation.runNext();
        while (more && waits() && simulation.nowNanos() < setup.beforeNanos() + PATIENCE_NANOS) {
            more = simulation.runNext();
        }
        long ended = simulation.nowNanos();
        simulation.runUntil(ended + setup.afterNanos());
        return new ControlLog(
                effects,
                milestones,
                outcome(),
                ended,
                lastStatus.word(),
                drawnKeys(),
                simulation.firedEvents(),
                simulation.fingerprint().hex());
    }

    /** A plan that leaves a vCPU held has not brought its guest through. */
    private PlanOutcome outcome() {
        PlanOutcome outcome = runner.outcome();
        boolean held = hosts.values().stream().anyMatch(host -> host.time.held());
        List<Step> steps = setup.plan().steps();
        return held && outcome instanceof PlanOutcome.Completed completed
                ? new PlanOutcome.Aborted(
                        String.valueOf(steps.size()),
                        steps.get(steps.size() - 1),
                        "a vCPU is still held: the plan lacks a release-vcpu",
                        completed.atNanos())
                : outcome;
    }

    private HypervisorOptions options() {
        return setup.world().hypervisor();
    }

    private DrawnDelays delays(String instance) {
        DrawnDelays drawn = new DrawnDelays(streams, setup.values(), instance, drawNumbers);
        delays.add(drawn);
        return drawn;
    }

    private List<String> drawnKeys() {
        return delays.stream()
                .flatMap(drawn -> drawn.drawnKeys().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private boolean waits() {
        return runner.outcome() instanceof PlanOutcome.Waiting;
    }

    @Override
    public void effect(String what, Change change) {
        effects.add(new Effect(new Cause(simulation.nowNanos(), what), change));
    }

    @Override
    public void effectAfter(long nanos, String what, Change change) {
        effects.add(new Effect(new Cause(simulation.nowNanos() + nanos, what), change));
    }

    @Override
    public void transmitRingFreed(Host host, long frameStayNanos) {
        long stayNanos = frameStayNanos;
        Optional<Period> pace = setup.tx().pace();
        if (pace.isPresent()) {
            long ring = Math.round(setup.values().constant("guest.txRingVf"));
            stayNanos = Math.min(stayNanos, pace.get().offsetNanos(ring));
        }
        long sinceNanos = Math.max(0, simulation.nowNanos() - stayNanos);
        effects.add(new Effect(
                new Cause(sinceNanos, "the driver on " + host + " frees its transmit ring"),
                (lab, why) -> lab.transmitFault(TransmitFault.DRIVER_STOPS, why)));
        effect(
                "the driver on " + host + " has freed its ring",
                (lab, why) -> lab.transmitFault(TransmitFault.NONE, why));
    }

    @Override
    public void milestone(Kind kind, Host host, String text) {
        milestones.add(new Milestone(simulation.nowNanos(), kind, host, text));
    }

    @Override
    public void observed(Observation observation) {
        runner.observed(observation);
    }

    @Override
    public void lead(LabHost host, FilterTarget to) {
        operations.lead(host.host, to).error().ifPresent(error -> milestone(Kind.TROUBLE, host.host, error));
    }

    @Override
    public void primaryReleased(Host host) {
        if (host == Host.A) {
            migration.primaryChanged();
        }
    }

    private void refused(String error) {
        milestone(Kind.TROUBLE, Host.A, error);
        runner.refused(error);
    }

    // What the migration does at the source.

    @Override
    public void status(MigrationStatus status) {
        lastStatus = status;
        milestone(Kind.MIGRATION, Host.A, status.word());
        for (AwaitedStatus awaited : AwaitedStatus.values()) {
            if (awaited.word().equals(status.word())) {
                observed(new Observation.BecameTrue(new Condition.MigrationReached(awaited)));
            }
        }
    }

    @Override
    public boolean destinationAlive() {
        return incoming.alive();
    }

    @Override
    public void connect() {
        incoming.connected();
    }

    /** The list of the RAM blocks has been sent by the time that the thread looks for the first time. */
    @Override
    public boolean unplugPending() {
        PrimaryState state = hosts.get(Host.A).primary.state();
        if (options().optionRom() == OptionRom.PRESENT && state != PrimaryState.ABSENT) {
            incoming.refuseStream();
        }
        return !comesAlong() && state.unplugPending();
    }

    @Override
    public void requestUnplug() {
        if (!comesAlong()) {
            hosts.get(Host.A).primary.failoverUnplug();
        }
    }

    @Override
    public void stopGuest() {
        if (guestAtStart.isPaused()) {
            return;
        }
        hosts.get(Host.A).time.stop();
        guest.stops();
        effect("guest stopped on A", LabState::guestStops);
        milestone(Kind.STOP, Host.A, "STOP");
        observed(new Observation.GuestStopped(Host.A));
    }

    @Override
    public void resumeGuest() {
        runs(Host.A);
    }

    @Override
    public void sent(SwitchoverPart part) {
        milestone(Kind.SWITCHOVER, Host.A, part.text());
    }

    @Override
    public void handOver() {
        arrival.takeAlong();
        incoming.allReceived();
    }

    @Override
    public void handOverWithoutMemory() {
        arrival.takeAlong();
        incoming.receivedWithoutMemory();
    }

    @Override
    public void memorySent() {
        incoming.memoryComplete();
    }

    @Override
    public void abandon() {
        incoming.channelClosed();
    }

    @Override
    public void replugPrimary() {
        LabHost source = hosts.get(Host.A);
        source.plugging(source.primary::replug);
    }

    @Override
    public void partiallyUnplugged() {
        milestone(Kind.TROUBLE, Host.A, "partially unplugged device on failure");
    }

    private boolean comesAlong() {
        return setup.primary().device().comesAlong();
    }

    private void runs(Host host) {
        if (guestAtStart.isPaused()) {
            effect("the paused guest is on " + host, (lab, why) -> idles(lab, host, why));
            return;
        }
        hosts.get(host).time.resume();
        guest.runs(host);
        effect(
                "guest runs on " + host,
                guestAtStart.isHung() ? (lab, why) -> idles(lab, host, why) : (lab, why) -> lab.guestRuns(host, why));
        milestone(Kind.RESUME, host, "RESUME");
        observed(new Observation.BecameTrue(new Condition.Resumed(host)));
    }

    /** The guest is there and does nothing. */
    private static void idles(LabState lab, Host host, Cause why) {
        lab.guestRuns(host, why);
        lab.guestStops(why);
    }
}
