package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One simulated migration: a pure function of setup, seed and replication.
 *
 * @param log what the machines did
 * @param rx what became of the peer's frames
 * @param tx what became of the guest's frames
 * @param spansCreated how many spans it took
 */
public record MigrationRun(ControlLog log, Sent rx, Sent tx, long spansCreated) {
    /** How long frames that were sent last are given to arrive. */
    private static final long DRAIN_NANOS = 200_000_000;

    /**
     * The frames of one direction.
     *
     * @param sentFrames frames that were sent; the guest sends none while it does not run
     * @param outcome where they ended
     */
    public record Sent(long sentFrames, FlowOutcome outcome) {}

    /** Runs one replication. */
    public static MigrationRun of(MigrationSetup setup, long seed, int replication) {
        return of(setup, seed, replication, Tracer.NOBODY);
    }

    /**
     * Runs one replication, with an eye on one frame.
     *
     * @param tracer watches a frame of flow 0 (rx) or 1 (tx)
     * @throws IllegalStateException when a frame was lost sight of, which is a bug
     */
    public static MigrationRun of(MigrationSetup setup, long seed, int replication, Tracer tracer) {
        RandomStreams streams = new RandomStreams(seed, replication);
        ControlLog log = ControlPlane.run(setup, streams);
        long end = log.planEndedNanos() + setup.afterNanos();
        List<Flow> flows = new ArrayList<>();
        flows.add(flow(0, Direction.RX, setup.rx(), end, streams));
        flows.add(flow(1, Direction.TX, setup.tx(), end, streams));
        DataPath path = new DataPath(
                LabParameters.layout(setup.values()),
                flows,
                new DataPath.Initial(setup.initial().filterA(), setup.initial().filterB(), Host.A, 0),
                tracer);
        LabState lab = new LabState(path, setup.nic().kind(), LabState.Sender.PROGRAM);
        Cause first = new Cause(0, "the run begins");
        if (setup.initial().primaryA() == PrimaryPresence.PLUGGED) {
            lab.startWithPrimary(first);
        } else {
            lab.startWithoutPrimary(first);
        }
        for (ControlLog.Effect effect : log.effects()) {
            if (effect.cause().atNanos() <= end) {
                effect.change().apply(lab, effect.cause());
            }
        }
        path.giveUpWaiting(new Cause(end + DRAIN_NANOS, "the run ends"));
        path.assertConserved();
        return new MigrationRun(log, sent(path, flows.get(0)), sent(path, flows.get(1)), path.spansCreated());
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
