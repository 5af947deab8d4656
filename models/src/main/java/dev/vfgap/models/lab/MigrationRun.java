package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.FabricSide;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One simulated migration: a pure function of setup, seed and replication.
 *
 * @param log what the machines did, without the changes of the path
 * @param rx what became of the peer's frames
 * @param tx what became of the guest's frames
 * @param spansCreated how many spans it took
 */
public record MigrationRun(ControlLog log, Sent rx, Sent tx, long spansCreated) {
    /** How long frames that were sent last are given to arrive. */
    private static final long DRAIN_NANOS = 200_000_000;

    private static final int MOMENTS = 1000;

    /**
     * The frames of one direction.
     *
     * @param sentFrames frames that were sent; the guest sends none while it does not run
     * @param outcome where they ended
     */
    public record Sent(long sentFrames, FlowOutcome outcome) {}

    /**
     * Runs one replication.
     *
     * @throws IllegalStateException when a frame was lost sight of, which is a bug
     */
    public static MigrationRun of(MigrationSetup setup, long seed, int replication) {
        return pass(setup, seed, replication, Tracer.NOBODY).run();
    }

    /**
     * The life of one frame of a run, which is made again for it.
     *
     * @param sentNanos when it was sent
     * @param fate its {@linkplain Ledger#code fate}
     * @param hops what happened to it
     */
    public record FrameLife(long sentNanos, byte fate, List<Tracer.Hop> hops) {}

    /**
     * Follows one frame of a replication.
     *
     * @param index its index among the frames of its direction, from 0
     * @return empty when there is no such frame, or it was never sent: the guest did not run then
     */
    public static Optional<FrameLife> follow(
            MigrationSetup setup, long seed, int replication, Direction direction, long index) {
        Tracer tracer = new Tracer(direction.ordinal(), index);
        Passed passed = pass(setup, seed, replication, tracer);
        Flow flow = passed.flows.get(direction.ordinal());
        if (index < 0 || index >= flow.times().size() || tracer.hops().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new FrameLife(flow.times().at(index), passed.path.ledger().fate(flow, index), tracer.hops()));
    }

    /** The index of the frame that was sent at a moment, or of the next one. */
    public static long indexAt(MigrationSetup setup, long seed, int replication, Direction direction, long atNanos) {
        Passed passed = pass(setup, seed, replication, Tracer.NOBODY);
        return passed.flows.get(direction.ordinal()).times().firstAtOrAfter(atNanos);
    }

    /**
     * How many frames and copies are missing, or are there without having been sent, at the worst moment of a replication:
     * 0 unless there is a bug. Looked at are a thousand moments at even distances, and each change of the path.
     */
    public static long mostUnaccounted(MigrationSetup setup, long seed, int replication) {
        long[] most = new long[1];
        pass(setup, seed, replication, Tracer.NOBODY, MOMENTS, path -> {
            most[0] = Math.max(most[0], Math.abs(path.unaccountedFrames()));
        });
        return most[0];
    }

    /** What is left of a run whose frames have gone through. */
    private record Passed(ControlLog log, List<Flow> flows, DataPath path) {
        MigrationRun run() {
            return new MigrationRun(
                    log.withoutEffects(), sent(path, flows.get(0)), sent(path, flows.get(1)), path.spansCreated());
        }
    }

    private static Passed pass(MigrationSetup setup, long seed, int replication, Tracer tracer) {
        return pass(setup, seed, replication, tracer, 0, path -> {});
    }

    /** Makes a run; a watcher sees the path after each of its changes and, settled, at so many moments more. */
    private static Passed pass(
            MigrationSetup setup, long seed, int replication, Tracer tracer, int moments, Consumer<DataPath> watcher) {
        RandomStreams streams = new RandomStreams(seed, replication);
        ControlLog log = ControlPlane.run(setup, streams);
        long end = log.planEndedNanos() + setup.afterNanos();
        List<Flow> flows = new ArrayList<>();
        flows.add(flow(0, Direction.RX, setup.rx(), end, streams));
        flows.add(flow(1, Direction.TX, setup.tx(), end, streams));
        DataPath path = new DataPath(
                LabParameters.layout(
                        setup.values()::constant,
                        key -> setup.values().distribution(key).drawNanos(streams.stream("path/" + key)),
                        setup.hostSide().softSwitch()),
                flows,
                new DataPath.Initial(
                        setup.initial().filterA(),
                        setup.initial().filterB(),
                        Host.A,
                        0,
                        setup.hostSide(),
                        setup.hostSide(),
                        FabricSide.learning(setup.unknownUnicast()),
                        Neighbour.NOBODY),
                tracer);
        LabState lab = new LabState(path, setup.nic().kind(), LabState.Sender.PROGRAM);
        Cause first = new Cause(0, "the run begins");
        if (setup.initial().primaryA() == PrimaryPresence.PLUGGED) {
            lab.startWithPrimary(first);
        } else {
            lab.startWithoutPrimary(first);
        }
        int seen = 0;
        for (ControlLog.Effect effect : effects(setup, log, path, first)) {
            if (effect.cause().atNanos() <= end) {
                for (;
                        seen < moments
                                && moment(seen, moments, end) < effect.cause().atNanos();
                        seen++) {
                    path.settle(moment(seen, moments, end));
                    watcher.accept(path);
                }
                effect.change().apply(lab, effect.cause());
                watcher.accept(path);
            }
        }
        path.giveUpWaiting(new Cause(end + DRAIN_NANOS, "the run ends"));
        path.assertConserved();
        return new Passed(log, flows, path);
    }

    /** The i-th of so many moments at even distances. */
    private static long moment(int i, int moments, long endNanos) {
        return endNanos / moments * i;
    }

    /** What happens to the path: where a bridge runs a spanning tree, the destination's tap joins it with the migration. */
    private static List<ControlLog.Effect> effects(MigrationSetup setup, ControlLog log, DataPath path, Cause first) {
        List<ControlLog.Effect> effects = new ArrayList<>(log.effects());
        boolean waits = setup.hostSide().softSwitch() instanceof SoftSwitch.Bridge bridge
                && bridge.spanningTree() == SpanningTree.ON;
        if (waits) {
            path.apply(new PathChange.HostPort(Host.B, BridgePort.TAP, LinkState.DOWN), first);
            RunPhase.MIGRATION.beginNanos(log).ifPresent(atNanos -> {
                Cause joins = new Cause(atNanos, "the destination's tap joins its bridge");
                var up = new PathChange.HostPort(Host.B, BridgePort.TAP, LinkState.UP);
                effects.add(new ControlLog.Effect(joins, (lab, why) -> path.apply(up, why)));
            });
        }
        effects.sort(Comparator.comparingLong(effect -> effect.cause().atNanos()));
        return effects;
    }

    public Sent of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    private static Sent sent(DataPath path, Flow flow) {
        Sent sent = new Sent(path.offeredFrames(flow), FlowOutcome.of(path.ledger(), flow));
        long ended = sent.outcome.deliveredFrames() + sent.outcome.lostFrames();
        if (ended != sent.sentFrames) {
            throw new IllegalStateException(flow.name() + ": " + sent.sentFrames + " frames sent, " + ended + " ended");
        }
        return sent;
    }

    private static Flow flow(int id, Direction direction, Optional<Period> period, long end, RandomStreams streams) {
        boolean toGuest = direction == Direction.RX;
        SendTimes times = new SendTimes.Periodic(0, Period.ofNanos(1), 0);
        if (period.isPresent()) {
            // The first frame comes at a random moment of the first period: runs differ in phase, as captures do.
            long phase = (long) (streams.stream("traffic/" + direction).nextUniform()
                    * Math.max(1, period.get().offsetNanos(1)));
            times = new SendTimes.Periodic(
                    phase, period.get(), end <= phase ? 0 : period.get().firstIndexAtOrAfter(end - phase));
        }
        return new Flow(id, toGuest ? "rx" : "tx", toGuest ? Flow.Kind.TO_GUEST : Flow.Kind.FROM_GUEST, times);
    }
}
