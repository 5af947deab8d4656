package dev.vfgap.models.lab;

import dev.vfgap.models.application.Felt;
import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.LinkState;
import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameTracer;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Latency;
import dev.vfgap.models.frame.Silence;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.BridgePort;
import dev.vfgap.models.host.SoftSwitch;
import dev.vfgap.models.host.SpanningTree;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One simulated migration: a pure function of setup, seed and replication.
 *
 * @param log what the machines did, without the changes of the path
 * @param streams what became of the frames of each stream; {@link TrafficStream#RX} and {@link TrafficStream#TX} are always
 *     there
 * @param spansCreated how many spans it took
 */
public record MigrationRun(ControlLog log, Map<TrafficStream, Sent> streams, long spansCreated) {
    /** How long frames that were sent last are given to arrive. */
    private static final long DRAIN_NANOS = 200_000_000;

    /** In steps of this more where some are still on their way: longer than any delay of the path. */
    private static final long MORE_NANOS = 1_000_000_000;

    private static final int MOMENTS = 1000;

    private static final Function<RunTraffic, Tracer> NOBODY = traffic -> Tracer.NOBODY;

    /**
     * The frames of one stream.
     *
     * @param sentFrames frames that were sent; the guest sends none while it does not run
     * @param outcome where they ended
     * @param latency how long the delivered ones took
     * @param silences when none arrived
     */
    public record Sent(long sentFrames, FlowOutcome outcome, Latency latency, List<Silence> silences) {
        private static final Sent NOTHING =
                new Sent(0, new FlowOutcome(0, 0, 0, Map.of(), List.of(), 0), Latency.NONE, List.of());
    }

    public MigrationRun {
        streams = Collections.unmodifiableMap(new EnumMap<>(streams));
    }

    /**
     * Runs one replication.
     *
     * @throws IllegalStateException when a frame was lost sight of, which is a bug
     */
    public static MigrationRun of(MigrationSetup setup, long seed, int replication) {
        return pass(setup, seed, replication, NOBODY).run();
    }

    /**
     * The life of one frame of a run, which is made again for it.
     *
     * @param sentNanos when it was sent, the first of them where a request was answered twice
     * @param fate its {@linkplain Ledger#code fate}
     * @param hops what happened to it
     */
    public record FrameLife(long sentNanos, byte fate, List<FrameTracer.Hop> hops) {}

    /**
     * Follows one frame of a replication.
     *
     * @param index its index among the frames of its stream, from 0; an answer has its request's
     * @return empty when the run has no such frame, or it was never sent: the guest did not run then, or did not receive the
     *     request
     */
    public static Optional<FrameLife> follow(
            MigrationSetup setup, long seed, int replication, TrafficStream stream, long index) {
        List<FrameTracer> watching = new ArrayList<>();
        Passed passed = pass(setup, seed, replication, traffic -> {
            traffic.flow(stream).ifPresent(flow -> watching.add(new FrameTracer(flow.id(), index)));
            return watching.isEmpty() ? Tracer.NOBODY : watching.get(0);
        });
        List<FrameTracer.Hop> hops =
                watching.isEmpty() ? List.of() : watching.get(0).hops();
        return passed.traffic
                .flow(stream)
                .filter(flow -> index >= 0 && index < flow.times().size() && !hops.isEmpty())
                .map(flow -> {
                    // The times of a flow of answers are those of its requests.
                    boolean answer = flow.kind() == Flow.Kind.ANSWER;
                    long sentNanos =
                            answer ? hops.get(0).atNanos() : flow.times().at(index);
                    return new FrameLife(sentNanos, passed.path.ledger().fate(flow, index), hops);
                });
    }

    /** Makes a replication again for somebody who watches it. */
    public static void watch(MigrationSetup setup, long seed, int replication, Tracer watcher) {
        pass(setup, seed, replication, traffic -> watcher);
    }

    /**
     * The index of the frame that was sent at a moment, or of the next one; of answers, of the request that was.
     *
     * @param stream one that the run has
     */
    public static long indexAt(MigrationSetup setup, long seed, int replication, TrafficStream stream, long atNanos) {
        Passed passed = pass(setup, seed, replication, NOBODY);
        return passed.traffic.flow(stream).orElseThrow().times().firstAtOrAfter(atNanos);
    }

    /**
     * How many frames and copies are missing, or are there without having been sent, at the worst moment of a replication:
     * 0 unless there is a bug. Looked at are a thousand moments at even distances, and each change of the path.
     */
    public static long mostUnaccounted(MigrationSetup setup, long seed, int replication) {
        long[] most = new long[1];
        pass(setup, seed, replication, NOBODY, MOMENTS, path -> {
            most[0] = Math.max(most[0], Math.abs(path.unaccountedFrames()));
        });
        return most[0];
    }

    /** What is left of a run whose frames have gone through. */
    private record Passed(ControlLog log, RunTraffic traffic, DataPath path) {
        MigrationRun run() {
            return new MigrationRun(log.withoutEffects(), traffic.outcomes(path), path.spansCreated());
        }
    }

    private static Passed pass(
            MigrationSetup setup, long seed, int replication, Function<RunTraffic, Tracer> watching) {
        return pass(setup, seed, replication, watching, 0, path -> {});
    }

    /** Makes a run; a watcher sees the path after each of its changes and, settled, at so many moments more. */
    private static Passed pass(
            MigrationSetup setup,
            long seed,
            int replication,
            Function<RunTraffic, Tracer> watching,
            int moments,
            Consumer<DataPath> watcher) {
        RandomStreams streams = new RandomStreams(seed, replication);
        ControlLog log = ControlPlane.run(setup, streams);
        long end = log.planEndedNanos() + setup.afterNanos();
        RunTraffic traffic = new RunTraffic(setup, end, streams);
        Tracer tracer = watching.apply(traffic);
        FabricOptions fabric = setup.world().fabric();
        DataPath path = new DataPath(
                LabParameters.layout(
                        setup.values()::constant,
                        key -> setup.values().distribution(key).drawNanos(streams.stream("path/" + key)),
                        setup.hostSide().softSwitch()),
                traffic.flows(),
                traffic.answering(),
                new DataPath.Initial(
                        setup.initial().filterA(),
                        setup.initial().filterB(),
                        Host.A,
                        0,
                        setup.hostSide(),
                        setup.hostSide(),
                        fabric.side(
                                setup.unknownUnicast(),
                                Math.round(setup.values().constant("sw.flowIdle"))),
                        setup.world().traffic().neighbour()),
                tracer);
        LabState lab = new LabState(path, setup.nic().kind(), LabState.Sender.PROGRAM, GuestJoins.firstStack(setup));
        Cause first = new Cause(0, "the run begins");
        if (GuestJoins.atStart(setup) == PrimaryPresence.PLUGGED) {
            lab.startWithPrimary(first);
        } else {
            lab.startWithoutPrimary(first);
        }
        int seen = 0;
        for (ControlLog.Effect effect : effects(setup, log, path, first, streams)) {
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
        path.giveUpWaiting(new Cause(drained(path, end + DRAIN_NANOS), "the run ends"));
        path.assertConserved();
        return new Passed(log, traffic, path);
    }

    /** When all have arrived that somebody still takes: a slow reader's queue needs its time. */
    private static long drained(DataPath path, long atNanos) {
        long drained = atNanos;
        path.settle(drained);
        long alive = path.aliveFrames();
        for (long before = Long.MAX_VALUE; alive > 0 && alive < before; ) {
            before = alive;
            drained += MORE_NANOS;
            path.settle(drained);
            alive = path.aliveFrames();
        }
        return drained;
    }

    /** The i-th of so many moments at even distances. */
    private static long moment(int i, int moments, long endNanos) {
        return endNanos / moments * i;
    }

    /**
     * What happens to the path beside what the machines do: where a bridge runs a spanning tree, the destination's tap joins
     * it with the migration; a control plane binds the guest's MAC some time after the guest has resumed.
     */
    private static List<ControlLog.Effect> effects(
            MigrationSetup setup, ControlLog log, DataPath path, Cause first, RandomStreams streams) {
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
        if (setup.world().fabric().control() == FabricOptions.Control.CONTROL_PLANE) {
            RandomStream delays = streams.stream("fabric/portBinding");
            for (ControlLog.Milestone milestone : log.milestones()) {
                if (milestone.kind() == ControlLog.Milestone.Kind.RESUME) {
                    long delay =
                            setup.values().distribution("fabric.portBinding").drawNanos(delays);
                    Cause binds = new Cause(milestone.atNanos() + delay, "the control plane binds the guest's MAC");
                    var entry = new PathChange.SwitchEntry(milestone.host(), NicRole.STANDBY, EntryKind.STICKY);
                    effects.add(new ControlLog.Effect(binds, (lab, why) -> path.apply(entry, why)));
                }
            }
        }
        effects.sort(Comparator.comparingLong(effect -> effect.cause().atNanos()));
        return effects;
    }

    /** What the peer sent. */
    public Sent rx() {
        return of(TrafficStream.RX);
    }

    /** What the guest sent. */
    public Sent tx() {
        return of(TrafficStream.TX);
    }

    public Sent of(Direction direction) {
        return of(TrafficStream.of(direction));
    }

    /** What applications between peer and guest feel of it. */
    public Felt felt() {
        return Felt.of(seen(rx()), seen(tx()));
    }

    private static Felt.Seen seen(Sent sent) {
        return new Felt.Seen(sent.silences(), sent.outcome().outages());
    }

    /** What became of a stream's frames: none were sent where the run does not have it. */
    public Sent of(TrafficStream stream) {
        return streams.getOrDefault(stream, Sent.NOTHING);
    }
}
