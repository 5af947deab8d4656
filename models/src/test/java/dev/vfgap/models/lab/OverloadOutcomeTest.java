package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.OutageScan;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of the frames that an overloaded queue drops is what there is, frame by frame. */
class OverloadOutcomeTest {
    private static final long SERVICE_NANOS = 700;
    private static final int FRAMES = 40_000;

    @ParameterizedTest
    @ValueSource(
            longs = {
                1_428_000, 1_429_000, 1_430_000, 1_440_000, 1_488_095, 1_600_000, 1_680_000, 1_700_000, 1_714_285,
                1_714_300, 1_750_000, 1_785_714, 1_785_800, 1_800_000, 2_000_000, 2_100_000, 2_857_142, 2_857_143,
                2_860_000, 3_000_000, 14_880_952, 148_800_000
            })
    void theOutcomeOfAnOverloadedQueueIsThatOfEachFrame(long framesPerSecond) {
        check(new SendTimes.Periodic(12_345, Period.ofFramesPerSecond(framesPerSecond), FRAMES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_430_000, 1_700_000, 2_000_000, 2_860_000, 14_880_952})
    void soItIsOfBurstsAndOfPoissonArrivals(long framesPerSecond) {
        Period period = Period.ofFramesPerSecond(framesPerSecond);
        RandomStreams streams = new RandomStreams(7, 0);
        long until = period.offsetNanos(FRAMES);
        for (Sending.Durations durations : Sending.Durations.values()) {
            Sending bursts = new Sending.OnOff(period, 1_000_000, 300_000, durations);
            check(bursts.times(until, streams.stream("bursts " + durations)));
        }
        check(new Sending.Poisson(period).times(until, streams.stream("poisson")));
    }

    private static void check(SendTimes times) {
        Flow flow = new Flow(0, "rx", Flow.Kind.TO_GUEST, times);
        Ledger ledger = ledger(flow);

        FlowOutcome outcome = FlowOutcome.of(ledger, flow);

        Map<FrameFate, Long> byFate = new EnumMap<>(FrameFate.class);
        OutageScan scan = new OutageScan();
        byte[] fates = ledger.fates(flow);
        for (int i = 0; i < fates.length; i++) {
            FrameFate fate = Ledger.fateOf(fates[i]);
            byFate.merge(fate, 1L, Long::sum);
            scan.lost(flow.times().at(i), flow.times().at(i), fate.isLoss() ? 1 : 0);
            scan.delivered(fate.isDelivered() ? 1 : 0);
        }
        assertThat(outcome.byFate()).isEqualTo(byFate);
        assertThat(outcome.longestOutageNanos()).isEqualTo(scan.longestNanos());
        assertThat(outcome.outages())
                .isEqualTo(
                        scan.outages().stream().limit(FlowOutcome.MOST_LISTED).toList());
    }

    /** A filter that leads to an overloaded standby, for a moment to the primary in between. */
    private static Ledger ledger(Flow flow) {
        PathLayout layout = new PathLayout(
                0, 0, 0, 0, 0, 0, 64, 50, 1, 0, SERVICE_NANOS, 300_000_000_000L, 0, HostTimes.open(0, 0));
        DataPath path = new DataPath(
                layout,
                List.of(flow),
                new DataPath.Initial(FilterTarget.STANDBY, FilterTarget.STANDBY, Host.A, 0),
                Tracer.NOBODY);
        Cause start = new Cause(0, "the start");
        QueueState reading = QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
        path.apply(new PathChange.StandbyQueue(Host.A, reading, FrameFate.LEFT_AT_SOURCE), start);
        path.apply(new PathChange.PrimaryQueue(Host.A, reading, FrameFate.LEFT_AT_SOURCE), start);
        long middle = flow.times().at(flow.times().size() / 2);
        path.apply(PathChange.Nic.ofBridge(Host.A, FilterTarget.PRIMARY), new Cause(middle, "moved"));
        path.apply(PathChange.Nic.ofBridge(Host.A, FilterTarget.STANDBY), new Cause(middle + 20_000, "moved back"));
        path.settle(Long.MAX_VALUE / 4);
        path.assertConserved();
        return path.ledger();
    }
}
