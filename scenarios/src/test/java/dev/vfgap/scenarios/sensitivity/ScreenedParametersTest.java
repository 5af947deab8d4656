package dev.vfgap.scenarios.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.scenarios.compare.Metric;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a run of the default scenario an early filter loses what comes while the guest's driver probes and opens: rate × delay. */
class ScreenedParametersTest {
    private static final double RATE_PER_MS = 100;

    private static Experiment experiment() {
        return Experiment.of(
                Scenarios.find("default", List.of(), Catalogue.all()),
                Strategies.find("qemu-failover-early-filter"),
                Catalogue.all());
    }

    private static Factors factors(Experiment experiment, List<String> over, String... ranges)
            throws InterruptedException {
        RunTable pilot = Factors.pilot(experiment, 1, 2);
        return Factors.of(over, List.of(ranges), Factors.HeldAt.ITS_OWN_VALUES, List.of(pilot));
    }

    private static Subject subject(Experiment experiment) {
        return new Subject(experiment, Metric.find(Metric.USUAL, experiment.streams()), 1, 0.95);
    }

    @Test
    void aDelayInTheWindowLosesItsRate() throws InterruptedException {
        Experiment experiment = experiment();
        Factors factors = factors(
                experiment,
                List.of("guest.vfProbe", "guest.vfOpen"),
                "guest.vfProbe=100ms..300ms",
                "guest.vfOpen=10ms..20ms");
        ScreenedParameters found = ScreenedParameters.of(subject(experiment), factors, 4, 10, 2, () -> {});
        assertThat(found.rows()).extracting(row -> row.factor().key()).containsExactly("guest.vfProbe", "guest.vfOpen");
        assertThat(found.rows().get(0).effect().muStar()).isCloseTo(200 * RATE_PER_MS, within(200.0));
        assertThat(found.rows().get(1).effect().mu()).isCloseTo(10 * RATE_PER_MS, within(10.0));
    }

    @Test
    void theVarianceIsSharedAsTheSquaresOfTheWindows() throws InterruptedException {
        Experiment experiment = experiment();
        Factors factors = factors(
                experiment,
                List.of("guest.vfProbe", "guest.vfOpen"),
                "guest.vfProbe=1000ms..1400ms",
                "guest.vfOpen=100ms..300ms");
        SharedVariance found = SharedVariance.of(subject(experiment), factors, 64, 2, () -> {});
        double probe = share(found, "guest.vfProbe");
        double open = share(found, "guest.vfOpen");
        assertThat(probe / open).as("400 ms against 200 ms, squared").isCloseTo(4, within(1.0));
        assertThat(share(found, SharedVariance.LUCK)).isPositive();
    }

    private static double share(SharedVariance found, String key) {
        return found.shares().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow()
                .shares()
                .total()
                .value();
    }

    @Test
    void whatTheScenarioSetsIsHeldOnlyByItsName() throws InterruptedException {
        Experiment experiment = experiment();
        assertThat(factors(experiment, List.of(Factors.ASSUMED)).chosen())
                .extracting(Factor::key)
                .contains("guest.vfOpen")
                .doesNotContain("mig.ram", "mig.dirtyRate");
        assertThat(factors(experiment, List.of("mig.ram")).chosen())
                .extracting(Factor::key)
                .containsExactly("mig.ram");
    }

    @Test
    void tellsWhatIsWrongWithAKeyOrARange() {
        Experiment experiment = experiment();
        assertThatThrownBy(() -> factors(experiment, List.of("guest.vfProb")))
                .hasMessageContaining("did you mean \"guest.vfProbe\"?");
        assertThatThrownBy(() -> factors(experiment, List.of(Factors.ALL), "guest.vfProbe=5..7"))
                .hasMessageContaining("--range guest.vfProbe=5..7");
        assertThatThrownBy(() -> factors(experiment, List.of(Factors.ALL), "guest.vfProbe=1ms..90s"))
                .hasMessageContaining("it must stay within 1ms and 25s");
        assertThatThrownBy(() -> factors(experiment, List.of("netvsc.switchDelay")))
                .hasMessageContaining("there is no parameter");
    }
}
