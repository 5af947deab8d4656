package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.Latency;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Silence;
import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flows of one run. What a stream draws, it draws from its own name: streams and strategies share no luck but their own.
 */
final class RunTraffic {
    private final List<Flow> flows = new ArrayList<>();
    private final List<Answering> answering = new ArrayList<>();
    private final Map<TrafficStream, Flow> byStream = new EnumMap<>(TrafficStream.class);

    /** All that is sent until a moment. Flows 0 and 1 are always there, if without frames. */
    RunTraffic(MigrationSetup setup, long untilNanos, RandomStreams streams) {
        TrafficOptions other = setup.world().traffic();
        Flow rx = add(TrafficStream.RX, Flow.Kind.TO_GUEST, setup.rx().times(untilNanos, named("RX", streams)));
        add(TrafficStream.TX, Flow.Kind.FROM_GUEST, setup.tx().times(untilNanos, named("TX", streams)));
        other.chatter().map(Sending::steady).ifPresent(chatter -> {
            SendTimes times = chatter.times(untilNanos, named("chatter", streams));
            add(TrafficStream.CHATTER, Flow.Kind.FROM_GUEST, times);
        });
        if (other.thinkNanos() > 0) {
            Flow answers = add(TrafficStream.ANSWERS, Flow.Kind.ANSWER, rx.times());
            answering.add(new Answering(rx, answers, other.thinkNanos()));
        }
        if (other.neighbourSends().sends()) {
            SendTimes times = other.neighbourSends().times(untilNanos, named("neighbour", streams));
            add(TrafficStream.NEIGHBOUR, Flow.Kind.FROM_NEIGHBOUR, times);
        }
        if (other.broadcast().sends()) {
            SendTimes times = other.broadcast().times(untilNanos, named("broadcast", streams));
            add(TrafficStream.BROADCAST, Flow.Kind.BROADCAST, times);
        }
    }

    private Flow add(TrafficStream stream, Flow.Kind kind, SendTimes times) {
        Flow flow = new Flow(flows.size(), stream.word(), kind, times);
        flows.add(flow);
        byStream.put(stream, flow);
        return flow;
    }

    private static RandomStream named(String name, RandomStreams streams) {
        return streams.stream("traffic/" + name);
    }

    List<Flow> flows() {
        return flows;
    }

    List<Answering> answering() {
        return answering;
    }

    /** The flow of a stream, empty where the run has none. */
    Optional<Flow> flow(TrafficStream stream) {
        return Optional.ofNullable(byStream.get(stream));
    }

    /**
     * What became of each stream's frames.
     *
     * @throws IllegalStateException when a frame was lost sight of, which is a bug
     */
    Map<TrafficStream, MigrationRun.Sent> outcomes(DataPath path) {
        Map<TrafficStream, MigrationRun.Sent> outcomes = new EnumMap<>(TrafficStream.class);
        byStream.forEach((stream, flow) -> {
            FlowOutcome outcome = FlowOutcome.of(path.ledger(), flow);
            long ended = outcome.deliveredFrames() + outcome.lostFrames();
            // A request that is received twice is answered twice: of answers, those to one request count once.
            long sent = stream == TrafficStream.ANSWERS ? ended : path.offeredFrames(flow);
            if (ended != sent) {
                throw new IllegalStateException(flow.name() + ": " + sent + " frames sent, " + ended + " ended");
            }
            outcomes.put(
                    stream,
                    new MigrationRun.Sent(
                            sent, outcome, Latency.of(path.ledger(), flow), Silence.of(path.ledger(), flow)));
        });
        return outcomes;
    }
}
