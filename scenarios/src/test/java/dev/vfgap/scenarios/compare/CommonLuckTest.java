package dev.vfgap.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.RunColumns;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replication i of every strategy meets the same luck: what they have in common lasts equally long. */
class CommonLuckTest {
    private static final long SEED = 11;
    private static final int RUNS = 40;
    private static final Scenario DEFAULT = Scenarios.find("default", List.of(), Catalogue.all());

    private static Experiment experiment(String strategy) {
        return Experiment.of(DEFAULT, Strategies.find(strategy), Catalogue.all());
    }

    private static List<Long> lengths(String strategy, RunPhase phase) {
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            var log = MigrationRun.of(experiment(strategy).setup(), SEED, i).log();
            lengths.add(phase.endNanos(log).getAsLong() - phase.beginNanos(log).getAsLong());
        }
        return lengths;
    }

    @Test
    void aPhaseThatTwoStrategiesShareLastsEquallyLongInEachReplication() {
        Map<RunPhase, List<String>> shared = Map.of(
                RunPhase.PRE_SWITCHOVER, List.of("qemu-failover-acpi", "virtio-only"),
                RunPhase.DEVICE_STATE, List.of("ordered-unplug-acpi", "virtio-only"),
                RunPhase.PINNING, List.of("qemu-failover-acpi", "libvirt-teaming-pciehp"),
                RunPhase.LINK, List.of("ordered-unplug-acpi", "filter-first"));
        shared.forEach((phase, strategies) -> {
            List<Long> first = lengths(strategies.get(0), phase);
            assertThat(lengths(strategies.get(1), phase)).as(phase.word()).isEqualTo(first);
            assertThat(first).as(phase.word() + " varies").doesNotHaveDuplicates();
        });
    }

    @Test
    void theFramesOfBothStrategiesComeAtTheSameTimes() {
        for (int i = 0; i < RUNS; i++) {
            var one = experiment("qemu-failover-acpi").setup();
            var other = experiment("filter-first").setup();
            for (TrafficStream stream : List.of(TrafficStream.RX, TrafficStream.TX)) {
                assertThat(MigrationRun.indexAt(other, SEED, i, stream, 5_000_003L))
                        .isEqualTo(MigrationRun.indexAt(one, SEED, i, stream, 5_000_003L));
            }
        }
    }

    @Test
    void theComparisonReportsWhatItGains() throws InterruptedException {
        List<String> names = List.of("qemu-failover-acpi", "libvirt-teaming-acpi", "detach-attach");
        Competition competition = new Competition(
                DEFAULT,
                names.stream().map(Strategies::find).toList(),
                Competition.Refused.IS_AN_ERROR,
                Catalogue.all(),
                SEED,
                2);
        competition.run(RUNS, (what, runs) -> new Silent());
        Metric lost = Metric.find(Metric.USUAL, List.of(TrafficStream.RX, TrafficStream.TX));
        Comparison comparison = Comparison.of("default", competition, List.of(lost), 0.95, SEED, Optional.empty());
        // Both wait for the same pinning, which makes nearly all that varies in them.
        Pair alike = comparison.pairs().get(0);
        assertThat(List.of(alike.better(), alike.worse())).isEqualTo(names.subList(0, 2));
        assertThat(alike.difference().varianceReduction()).isGreaterThan(100);
        assertThat(alike.difference().correlation()).isGreaterThan(0.99);
    }

    @Test
    void moreReplicationsBeginWithTheSameOnes() throws InterruptedException {
        Competition competition = new Competition(
                DEFAULT,
                List.of(Strategies.find("filter-first"), Strategies.find("virtio-only")),
                Competition.Refused.IS_AN_ERROR,
                Catalogue.all(),
                SEED,
                2);
        competition.run(5, (what, runs) -> new Silent());
        competition.run(12, (what, runs) -> new Silent());
        RunTable table = competition.contestants().get(0).runs().orElseThrow();
        double[] lost = table.column(RunColumns.frames(TrafficStream.RX, "lost"));
        assertThat(lost).hasSize(12);
        for (int i = 0; i < 12; i++) {
            MigrationRun run = MigrationRun.of(experiment("filter-first").setup(), SEED, i);
            assertThat(lost[i]).isEqualTo(run.rx().outcome().lostFrames());
            assertThat(table.fingerprint(i)).isEqualTo(run.log().fingerprint());
        }
    }

    private record Silent() implements Competition.Round {
        @Override
        public void step() {
            // Nobody watches.
        }

        @Override
        public void close() {
            // Nobody watches.
        }
    }
}
