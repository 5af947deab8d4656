package dev.vfgap.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
    private static List<SweepPoint> points(long seed, String... sweep) {
        String text = Scenarios.text("default") + "sweep:\n  " + String.join("\n  ", sweep) + "\n";
        Scenario scenario = ScenarioFile.parse(
                "plan", text.getBytes(StandardCharsets.UTF_8), List.of(), Catalogue.all(), ScenarioFile.Variants.TRIED);
        return SweepPlan.points(scenario.sweep().orElseThrow(), seed);
    }

    private static List<String> labels(List<SweepPoint> points) {
        return points.stream().map(point -> String.join(" ", point.labels())).toList();
    }

    @Test
    void aGridTakesEachValueWithEachOtherAndVariesTheLastAxisFastest() {
        List<SweepPoint> points = points(
                1,
                "axes:",
                "  host:",
                "    - {label: old, nic: igb, primaryNic: igbvf}",
                "    - {nic: ixgbe, primaryNic: ixgbevf}",
                "  guest.vfProbe: {from: 10ms, until: 1s, points: 3, scale: log}");
        assertThat(labels(points))
                .containsExactly(
                        "old 10ms",
                        "old 100ms",
                        "old 1s",
                        "ixgbe ixgbevf 10ms",
                        "ixgbe ixgbevf 100ms",
                        "ixgbe ixgbevf 1s");
        assertThat(points.get(5)).extracting(SweepPoint::index).isEqualTo(5);
        assertThat(points.get(5).settings()).containsExactly("nic=ixgbe", "primaryNic=ixgbevf", "guest.vfProbe=1s");
    }

    @Test
    void aRangeOfAGridHasBothEndsAndEqualSteps() {
        assertThat(labels(points(1, "axes:", "  traffic.rx.rate: {from: 10kpps, until: 40kpps, points: 4}")))
                .containsExactly("10kpps", "20kpps", "30kpps", "40kpps");
        assertThat(labels(points(1, "axes:", "  migration.memory: {from: 1GiB, until: 3GiB, points: 3}")))
                .containsExactly("1GiB", "2.14748GB", "3GiB");
    }

    @Test
    void theValuesOfAListHaveEqualSharesOfALatinHypercube() {
        List<String> labels = labels(points(
                3, "design: latin-hypercube", "points: 30", "axes:", "  traffic.rx.rate: [1kpps, 2kpps, 3kpps]"));
        assertThat(labels).filteredOn("1kpps"::equals).hasSize(10);
        assertThat(labels).filteredOn("2kpps"::equals).hasSize(10);
    }

    @Test
    void aSobolSequenceLeadsEachAxisOverItsRange() {
        assertThat(labels(points(
                        9,
                        "design: sobol",
                        "points: 3",
                        "axes:",
                        "  guest.vfProbe: {from: 100ms, until: 200ms}",
                        "  strategy: [filter-first, ordered-unplug-acpi]")))
                .containsExactly("150ms ordered-unplug-acpi", "175ms filter-first", "125ms ordered-unplug-acpi");
    }
}
