package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.Sending.Durations;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.simcore.random.RandomStreams;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class SendingTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final Period MILLION = Period.ofFramesPerSecond(1_000_000);

    private static SendTimes times(Sending sending, long untilNanos, long seed, int replication) {
        return sending.times(untilNanos, new RandomStreams(seed, replication).stream("traffic/RX"));
    }

    private static long[] all(SendTimes times) {
        return LongStream.range(0, times.size()).map(times::at).toArray();
    }

    @Test
    void poissonArrivalsHaveExponentialGapsAndTheCountsOfTheirDistribution() {
        Period period = Period.ofFramesPerSecond(10_000);
        SendTimes times = times(new Sending.Poisson(period), 10 * SECOND, 3, 0);

        double[] gaps = LongStream.range(1, times.size())
                .mapToDouble(i -> times.at(i) - times.at(i - 1))
                .toArray();
        double fits = new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new ExponentialDistribution(null, period.offsetNanos(1)), gaps);
        assertThat(fits).as("p of the gaps").isGreaterThan(0.01);

        double[] counts = LongStream.range(0, 1_000)
                .mapToDouble(i -> times.firstAtOrAfter((i + 1) * 10 * MS) - times.firstAtOrAfter(i * 10 * MS))
                .toArray();
        assertThat(StatUtils.mean(counts)).isCloseTo(100, within(3 * Math.sqrt(100 / 1e3)));
        ChiSquaredDistribution spread = new ChiSquaredDistribution(null, counts.length - 1);
        assertThat((counts.length - 1) * StatUtils.variance(counts) / StatUtils.mean(counts))
                .as("variance against mean")
                .isBetween(spread.inverseCumulativeProbability(0.005), spread.inverseCumulativeProbability(0.995));
    }

    @Test
    void everyPatternIsAFunctionOfSeedAndReplication() {
        for (Sending sending : List.of(
                Sending.steady(MILLION),
                new Sending.Poisson(MILLION),
                new Sending.OnOff(MILLION, MS, 9 * MS, Durations.FIXED),
                new Sending.OnOff(MILLION, MS, 9 * MS, Durations.EXPONENTIAL))) {
            long[] one = all(times(sending, 100 * MS, 1, 0));
            assertThat(all(times(sending, 100 * MS, 1, 0))).as(sending.text()).isEqualTo(one);
            assertThat(all(times(sending, 100 * MS, 1, 1))).as(sending.text()).isNotEqualTo(one);
            assertThat(all(times(sending, 100 * MS, 2, 0))).as(sending.text()).isNotEqualTo(one);
            assertThat(one).as(sending.text()).isSorted();
            assertThat(one[0]).as(sending.text()).isNotNegative();
            assertThat(one[one.length - 1]).as(sending.text()).isLessThan(100 * MS);
        }
    }

    @Test
    void fixedBurstsComeEachPeriodFromARandomMomentOfItOn() {
        double onAtBegin = 0;
        for (int replication = 0; replication < 400; replication++) {
            SendTimes times =
                    times(new Sending.OnOff(MILLION, 10 * MS, 90 * MS, Durations.FIXED), SECOND, 1, replication);
            assertThat(times.size()).isEqualTo(100_000);
            long first = times.steadyUntil(0);
            assertThat(times.at(first + 10_000) - times.at(first)).isEqualTo(100 * MS);
            assertThat(times.at(first + 9_999) - times.at(first)).isEqualTo(9_999_000);
            assertThat(times.at(first) - times.at(first - 1)).isEqualTo(90 * MS + 1_000);
            onAtBegin += times.at(0) < 1_000 ? 1 : 0;
        }
        // One of ten, with three standard deviations.
        assertThat(onAtBegin / 400).isCloseTo(0.1, within(0.045));
    }

    @Test
    void exponentialBurstsAreOnForTheirShareOfTheTime() {
        double share = 0;
        double onAtBegin = 0;
        for (int replication = 0; replication < 400; replication++) {
            SendTimes times = times(
                    new Sending.OnOff(MILLION, 10 * MS, 30 * MS, Durations.EXPONENTIAL), 10 * SECOND, 1, replication);
            share += times.size() / 10e6 / 400;
            onAtBegin += times.at(0) < 1_000 ? 1 / 400.0 : 0;
        }
        // The share of 250 cycles has a standard deviation of 0.25 * 0.75 * sqrt(2 / 250); half a frame more a burst is
        // sent.
        assertThat(share).isCloseTo(0.25, within(3 * 0.0168 / Math.sqrt(400) + 0.00002));
        assertThat(onAtBegin).isCloseTo(0.25, within(3 * Math.sqrt(0.25 * 0.75 / 400)));
    }

    @Test
    void aWindowOfWholeCyclesLosesTheBurstsInItWithoutWorkForEachFrame() {
        Period linerate = new Period(6250, 93);
        long burst = linerate.firstIndexAtOrAfter(10 * MS);
        DataPath path =
                path(0, times(new Sending.OnOff(linerate, 10 * MS, 90 * MS, Durations.FIXED), 20 * SECOND, 1, 0));
        path.apply(PathChange.Nic.ofBridge(Host.A, FilterTarget.NONE), new Cause(5 * SECOND, "nowhere"));
        path.apply(PathChange.Nic.ofBridge(Host.A, FilterTarget.STANDBY), new Cause(7 * SECOND, "back"));
        path.settle(21 * SECOND);

        Map<FrameFate, Long> fates = FlowOutcome.of(path.ledger(), flow(path)).byFate();
        assertThat(fates.get(FrameFate.NO_POOL)).isEqualTo(20 * burst);
        assertThat(fates.get(FrameFate.DELIVERED_BY_STANDBY)).isEqualTo(180 * burst);
        assertThat(path.spansCreated()).isLessThan(20);
    }

    @Test
    void anOverloadedQueueKeepsOfEachBurstWhatItHasRoomAndTimeFor() {
        long service = 1_000;
        Period tenMillion = Period.ofFramesPerSecond(10_000_000);
        DataPath path = path(
                service, times(new Sending.OnOff(tenMillion, 10 * MS, 90 * MS, Durations.FIXED), 20 * SECOND, 1, 0));
        path.settle(21 * SECOND);

        FlowOutcome outcome = FlowOutcome.of(path.ledger(), flow(path));
        // While a burst of 10 ms lasts, a frame a microsecond leaves; behind its end those that wait in the queue of
        // 64.
        assertThat(outcome.deliveredFrames()).isCloseTo(200 * (10_000 + 64), within(2 * 200L));
        assertThat(outcome.lostFrames() + outcome.deliveredFrames()).isEqualTo(200 * 100_000);
        // Some pieces a burst, of 100,000 frames each.
        assertThat(path.spansCreated()).isLessThan(200 * 12);
    }

    @Test
    void aRecordingBeginsWithTheRunAndAnewAfterTheMeanGap() {
        Recording recording = new Recording("a.pcap", "d1", new ListedTimes(new long[] {0, 10, 30, 40, 100}));
        assertThat(all(times(new Sending.Recorded(recording, Sending.Repetition.ONCE), 95, 1, 0)))
                .containsExactly(0, 10, 30, 40);
        assertThat(all(times(new Sending.Recorded(recording, Sending.Repetition.AGAIN), 240, 1, 7)))
                .containsExactly(0, 10, 30, 40, 100, 125, 135, 155, 165, 225);
    }

    @Test
    void whatNeedsAbsurdMemoryIsRefused() {
        Sending poisson = new Sending.Poisson(new Period(6250, 93));
        assertThatThrownBy(() -> times(poisson, 60 * SECOND, 1, 0))
                .isInstanceOf(SendList.TooLongException.class)
                .hasMessage("\"14.88Mpps, poisson\" is more than 20 million send times in a run, one by one in memory");
    }

    private static DataPath path(long serviceNanos, SendTimes times) {
        PathLayout layout =
                new PathLayout(0, 0, 0, 0, 0, 0, 64, 64, 1, 0, serviceNanos, 300 * SECOND, 0, HostTimes.open(0, 0));
        DataPath path = new DataPath(
                layout,
                List.of(new Flow(0, "rx", Flow.Kind.TO_GUEST, times)),
                new DataPath.Initial(FilterTarget.STANDBY, FilterTarget.STANDBY, Host.A, 0),
                Tracer.NOBODY);
        path.apply(
                new PathChange.StandbyQueue(
                        Host.A, QueueState.reading(FrameFate.STANDBY_QUEUE_FULL), FrameFate.LEFT_AT_SOURCE),
                new Cause(0, "the start"));
        return path;
    }

    /** The flow of the path: the ledger knows it by its spans. */
    private static Flow flow(DataPath path) {
        return path.ledger().entries().get(0).span().flow();
    }
}
