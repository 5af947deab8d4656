package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.predict.ExplainedFrame;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One frame of a simulated run: the run is made again with an eye on it.
 *
 * @param experiment what is run
 * @param seed with which seed
 * @param replication which of the runs, from 0
 */
public record SimulatedFrame(Experiment experiment, long seed, int replication) {

    /** The life of the frame with an index, counted from 0 in its stream; an answer has the index of its request. */
    public ExplainedFrame frame(TrafficStream stream, long index) {
        requireSent(stream);
        MigrationSetup setup = experiment.setup();
        MigrationRun.FrameLife life = MigrationRun.follow(setup, seed, replication, stream, index)
                .orElseThrow(() -> neverSent(stream, index));
        boolean ended = life.fate() != Ledger.OPEN;
        Optional<FrameFate> fate = ended ? Optional.of(Ledger.fateOf(life.fate())) : Optional.empty();
        Optional<Host> host = ended ? Optional.of(Ledger.hostOf(life.fate())) : Optional.empty();
        List<ExplainedFrame.Step> steps =
                life.hops().stream().map(ExplainedFrame.Step::of).toList();
        return new ExplainedFrame(
                experiment.scenario().name() + ", strategy "
                        + experiment.strategy().name() + ", replication " + replication,
                stream,
                index,
                life.sentNanos(),
                0,
                fate,
                host,
                steps,
                Optional.empty());
    }

    /** The life of the first frame of a stream that was lost. */
    public ExplainedFrame firstLost(TrafficStream stream) {
        Outage outage = outages(stream).get(0);
        return frame(stream, indexAt(stream, outage.fromNanos()));
    }

    /** The life of the last frame of a stream that was lost. */
    public ExplainedFrame lastLost(TrafficStream stream) {
        List<Outage> outages = outages(stream);
        return frame(stream, indexAt(stream, outages.get(outages.size() - 1).untilNanos()));
    }

    /** The assumed parameters that this run rests on. */
    public List<String> assumed() {
        return new Prediction(experiment, seed, List.of(run())).assumed();
    }

    private MigrationRun run() {
        return MigrationRun.of(experiment.setup(), seed, replication);
    }

    private long indexAt(TrafficStream stream, long sentNanos) {
        return MigrationRun.indexAt(experiment.setup(), seed, replication, stream, sentNanos);
    }

    private List<Outage> outages(TrafficStream stream) {
        requireSent(stream);
        List<Outage> outages = run().of(stream).outcome().outages();
        if (outages.isEmpty()) {
            throw bad("--lost", "no frame of " + stream.word() + " is lost in this run", "name one with --frame");
        }
        return outages;
    }

    private void requireSent(TrafficStream stream) {
        Set<TrafficStream> streams = run().streams().keySet();
        if (!streams.contains(stream)) {
            String others = streams.stream().map(TrafficStream::word).collect(Collectors.joining(", "));
            throw bad(
                    stream.word(),
                    "is no stream of scenario " + experiment.scenario().name() + ", which has " + others,
                    "add it under traffic");
        }
    }

    private static BadInputException neverSent(TrafficStream stream, long index) {
        String frame = stream.word() + ":" + index;
        return switch (stream) {
            case RX, NEIGHBOUR, BROADCAST -> bad(frame, "is no frame of this run", "take a smaller number");
            case TX, CHATTER ->
                bad(
                        frame,
                        "is no frame of this run, or falls into a time in which the guest does not run",
                        "take a smaller number");
            case ANSWERS ->
                bad(
                        frame,
                        "was never sent: the guest received no rx:" + index + " in this run",
                        "ask with --frame rx:" + index + " what became of the request");
        };
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
