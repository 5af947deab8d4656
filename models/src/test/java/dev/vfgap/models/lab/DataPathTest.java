package dev.vfgap.models.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Latency;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.OutageScan;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Silence;
import dev.vfgap.models.frame.Tracer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataPathTest {
    /** Each block of seeds is one test case; a failure names the seed. */
    private static final int SEEDS_A_BLOCK = 250;

    /** Above the time that the slowest queue of a random path takes for a frame. */
    private static final long LEAST_SILENCE = 1_000;

    static LongStream blocks() {
        return LongStream.range(0, Long.getLong("vfgap.paths", 5_000) / SEEDS_A_BLOCK);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void agreesWithTheFrameByFrameReferenceOnRandomPaths(long block) {
        for (long seed = block * SEEDS_A_BLOCK; seed < (block + 1) * SEEDS_A_BLOCK; seed++) {
            RandomPath random = new RandomPath(seed);
            DataPath path = run(random);
            FrameByFrame reference = new FrameByFrame(
                    random.layout, random.flows, random.answering, random.initial, random.changes, random.untilNanos);
            for (Flow flow : random.flows) {
                assertThat(path.ledger().fates(flow))
                        .as("fates of %s, seed %d", flow, seed)
                        .containsExactly(reference.fates(flow));
                assertThat(path.ledger().deliveredAt(flow))
                        .as("delivery times of %s, seed %d", flow, seed)
                        .containsExactly(reference.deliveredAt(flow));
            }
        }
    }

    @Test
    void theOutcomeReadFromSpansIsThatOfEachFrame() {
        for (long seed = 0; seed < 4_000; seed++) {
            RandomPath random = new RandomPath(seed);
            Ledger ledger = run(random).ledger();
            for (Flow flow : random.flows) {
                long limit = 50 * (seed % 20);
                FlowOutcome outcome = FlowOutcome.of(ledger, flow, limit);
                Map<FrameFate, Long> byFate = new EnumMap<>(FrameFate.class);
                OutageScan scan = new OutageScan();
                byte[] fates = ledger.fates(flow);
                for (int i = 0; i < fates.length; i++) {
                    if (fates[i] != Ledger.OPEN) {
                        FrameFate fate = Ledger.fateOf(fates[i]);
                        byFate.merge(fate, 1L, Long::sum);
                        scan.lost(flow.times().at(i), flow.times().at(i), fate.isLoss() ? 1 : 0);
                        scan.delivered(fate.isDelivered() ? 1 : 0);
                    }
                }
                assertThat(outcome.lateFrames())
                        .as("%s, seed %d", flow, seed)
                        .isEqualTo(lateReceptions(ledger, flow, limit));
                assertThat(outcome.byFate()).as("%s, seed %d", flow, seed).isEqualTo(byFate);
                assertThat(outcome.outages()).as("%s, seed %d", flow, seed).isEqualTo(scan.outages());
            }
        }
    }

    @Test
    void theLatencyReadFromSpansIsThatOfEachFrame() {
        for (long seed = 0; seed < 2_000; seed++) {
            RandomPath random = new RandomPath(seed);
            Ledger ledger = run(random).ledger();
            for (Flow flow : random.flows) {
                double sum = 0;
                long frames = 0;
                long max = 0;
                boolean thinned = false;
                for (Ledger.Entry entry : ledger.entries()) {
                    boolean counts = entry.span().flow().id() == flow.id()
                            && entry.fate().isDelivered();
                    for (long k = 0; counts && k < entry.span().count(); k++) {
                        long delay = entry.span().atNanos(k)
                                - flow.times().at(entry.span().indexOf(k));
                        thinned |= entry.span().isSampled();
                        sum += delay;
                        max = Math.max(max, delay);
                        frames++;
                    }
                }
                Latency latency = Latency.of(ledger, flow);
                long inexact = thinned ? flow.times().maxSpacingNanos(0, 1) : 1;
                assertThat(latency.meanNanos())
                        .as("%s, seed %d", flow, seed)
                        .isCloseTo(frames == 0 ? 0 : sum / frames, within((double) inexact));
                assertThat(latency.maxNanos()).as("%s, seed %d", flow, seed).isCloseTo(max, within(inexact));
            }
        }
    }

    @Test
    void theSilencesReadFromSpansAreThoseBetweenFrames() {
        int found = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            RandomPath random = new RandomPath(seed);
            Ledger ledger = run(random).ledger();
            for (Flow flow : random.flows) {
                List<Silence> silences = Silence.of(ledger, flow, LEAST_SILENCE);
                assertThat(silences).as("%s, seed %d", flow, seed).isEqualTo(silencesBetweenFrames(ledger, flow));
                found += silences.size();
            }
        }
        assertThat(found).as("silences").isGreaterThan(500);
    }

    private static List<Silence> silencesBetweenFrames(Ledger ledger, Flow flow) {
        SendTimes times = flow.times();
        List<Arrival> arrivals = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            boolean counts =
                    entry.span().flow().id() == flow.id() && entry.fate().isDelivered();
            for (long k = 0; counts && k < entry.span().count(); k++) {
                arrivals.add(new Arrival(entry.span().atNanos(k), entry.span().indexOf(k)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNanos));
        if (times.size() > 0) {
            arrivals.add(0, new Arrival(times.at(0), 0));
            arrivals.add(new Arrival(times.at(times.size() - 1), times.size() - 1));
        }
        List<Silence> silences = new ArrayList<>();
        long newest = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            Arrival before = arrivals.get(i - 1);
            newest = Math.max(newest, before.index);
            long next = Math.min(times.size() - 1, newest + 1);
            long due = before.atNanos + times.at(next) - times.at(newest);
            if (arrivals.get(i).atNanos - due >= LEAST_SILENCE) {
                silences.add(new Silence(before.atNanos, arrivals.get(i).atNanos));
            }
        }
        return silences;
    }

    private record Arrival(long atNanos, long index) {}

    private static long lateReceptions(Ledger ledger, Flow flow, long limitNanos) {
        long late = 0;
        for (Ledger.Entry entry : ledger.entries()) {
            if (entry.span().flow().id() == flow.id() && entry.fate().isDelivered()) {
                for (long k = 0; k < entry.span().count(); k++) {
                    long sentAt = flow.times().at(entry.span().indexOf(k));
                    late += entry.span().atNanos(k) - sentAt > limitNanos ? 1 : 0;
                }
            }
        }
        return late;
    }

    @Test
    void theRandomPathsReachEveryKindOfSpanAndFate() {
        Set<FrameFate> fates = EnumSet.noneOf(FrameFate.class);
        int thinned = 0;
        int copies = 0;
        for (long seed = 0; seed < 2_500; seed++) {
            for (Ledger.Entry entry : run(new RandomPath(seed)).ledger().entries()) {
                fates.add(entry.fate());
                thinned += entry.except() != null && entry.frames() > 10 ? 1 : 0;
                copies += entry.span().isCopy() ? 1 : 0;
            }
        }
        assertThat(thinned).as("overloaded queues").isGreaterThan(50);
        assertThat(copies).as("flooded copies").isGreaterThan(500);
        assertThat(fates)
                .contains(
                        FrameFate.DELIVERED_BY_PRIMARY,
                        FrameFate.DELIVERED_BY_STANDBY,
                        FrameFate.STANDBY_SHADOWED,
                        FrameFate.INACTIVE_SLAVE,
                        FrameFate.ACTIVE_SLAVE_DOWN,
                        FrameFate.NO_ADDRESS,
                        FrameFate.NOT_POLLED,
                        FrameFate.STANDBY_QUEUE_FULL,
                        FrameFate.PRIMARY_QUEUE_PURGED,
                        FrameFate.NO_READY_LOWER_DEVICE,
                        FrameFate.FILTER_BEHIND_DRIVER,
                        FrameFate.RX_DISABLED,
                        FrameFate.NO_POOL,
                        FrameFate.VLAN_POOL_MISS,
                        FrameFate.NO_RX_DESC,
                        FrameFate.POOL_TX_DISABLED,
                        FrameFate.SPOOFED,
                        FrameFate.NIC_PORT_DOWN,
                        FrameFate.SWITCH_PORT_NOT_FORWARDING,
                        FrameFate.SWITCH_NO_FLOOD,
                        FrameFate.SWITCH_ENTRY_AT_INGRESS,
                        FrameFate.LOOPED_TO_SENDER,
                        FrameFate.BRIDGE_PORT_NOT_FORWARDING,
                        FrameFate.BRIDGE_NO_FLOOD,
                        FrameFate.BRIDGE_ENTRY_ELSEWHERE,
                        FrameFate.BRIDGE_ENTRY_LOCAL,
                        FrameFate.MACVTAP_DOWN,
                        FrameFate.SOURCE_PRUNED,
                        FrameFate.ANNOUNCED);
    }

    private static DataPath run(RandomPath random) {
        DataPath path = new DataPath(random.layout, random.flows, random.answering, random.initial, Tracer.NOBODY);
        for (FrameByFrame.Timed timed : random.changes) {
            path.apply(timed.change(), new Cause(timed.atNanos(), "a random change"));
            path.assertConserved();
        }
        path.settle(random.untilNanos);
        path.assertConserved();
        return path;
    }
}
