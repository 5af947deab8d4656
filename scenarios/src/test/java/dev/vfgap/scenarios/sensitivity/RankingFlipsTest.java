package dev.vfgap.scenarios.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.scenarios.sensitivity.RankingFlips.Row;
import dev.vfgap.scenarios.sensitivity.RankingFlips.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingFlipsTest {
    private static final int RUNS = 20;

    private static RunTable table(String strategy, List<String> settings) throws InterruptedException {
        Experiment experiment = Experiment.of(
                Scenarios.find("default", settings, Catalogue.all()), Strategies.find(strategy), Catalogue.all());
        RunTable table = new RunTable(experiment, 1);
        Replications.run(experiment.setup(), 1, 0, RUNS, 2, table.keep(), table::add);
        return table;
    }

    private static RankingFlips flips(List<String> over, List<String> ranges, String... strategies)
            throws InterruptedException {
        List<RunTable> tables = new ArrayList<>();
        for (String strategy : strategies) {
            tables.add(table(strategy, List.of()));
        }
        Metric metric = Metric.find(Metric.USUAL, tables.get(0).experiment().streams());
        Factors factors = Factors.of(over, ranges, Factors.HeldAt.ALL_THAT_IT_MAY_BE, tables);
        return RankingFlips.of(tables, metric, factors, 0.95, 2, () -> {});
    }

    /** A slow load of the VF's state keeps the guest stopped, which no other strategy has. */
    @Test
    void findsWhereAnotherStrategyBecomesTheBest() throws InterruptedException {
        RankingFlips flips = flips(List.of("vfio.loadPerMiB"), List.of(), "vfio-migration", "virtio-only");
        Row row = flips.rows().get(0);
        assertThat(row.stretches()).extracting(Stretch::best).containsExactly("vfio-migration", "virtio-only");
        double last = row.stretches().get(0).until();
        double first = row.stretches().get(1).from();
        assertThat(first).isGreaterThan(last).isLessThan(1.1 * last);
        List<String> held = List.of(
                "vfio.loadPerMiB=" + row.factor().text(last),
                "vfio.loadPerMiB=" + row.factor().text(first));
        Metric metric = flips.metric();
        assertThat(mean(metric.of(table("vfio-migration", List.of(held.get(0))))))
                .as("a user who sets what is told gets the same")
                .isLessThan(mean(metric.of(table("vfio-migration", List.of(held.get(1))))));
        assertThat(mean(metric.of(table("vfio-migration", List.of(held.get(1))))))
                .isGreaterThan(mean(metric.of(table("virtio-only", List.of(held.get(1))))));
        assertThat(row.share("vfio-migration"))
                .isEqualTo(1 - row.factor().present().cumulativeProbability(first));
    }

    @Test
    void saysSoWhereNothingChanges() throws InterruptedException {
        RankingFlips flips = flips(
                List.of("guest.vfOpen", "mig.setup"), List.of("mig.setup=1ms..2ms"), "vfio-migration", "virtio-only");
        assertThat(flips.isChanged()).isFalse();
        assertThat(FlipsText.of("default", flips)).contains("no parameter changes it");
    }

    /** A primary that takes a frame each millisecond loses almost all of 100 kpps. */
    @Test
    void aValueThatMayBeZeroIsTriedAtZero() throws InterruptedException {
        RankingFlips flips = flips(List.of("guest.primaryService"), List.of(), "vfio-migration", "virtio-only");
        Row row = flips.rows().get(0);
        assertThat(row.stretches().get(0).from()).isZero();
        assertThat(row.stretches().get(1).best()).isEqualTo("virtio-only");
        assertThat(row.stretches().get(1).from())
                .as("10 us a frame are 100 kpps")
                .isBetween(10_000.0, 11_000.0);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
