package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.expect.Expectation.Verdict;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Replications;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {
    /** So many of each scenario's replications are enough here: the expectations are of every run. */
    private static final int RUNS = 3;

    static List<String> claims() {
        return Claims.scenarios();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void runsKeepTheClaim(String name) throws InterruptedException {
        assertThat(verdicts(name)).isNotEmpty().allMatch(Verdict::held);
    }

    /** What each claim is about, taken away: a claim that held all the same would say nothing. */
    @ParameterizedTest
    @CsvSource({
        "S1-early, nic=mlx5",
        "S1-early-rebuilt, nic=bnxt",
        "S1-early-flr-clears, nic=igb",
        "S1-late, nic=igb",
        "S2-early, nic=ixgbe",
        "S2-early-flr-clears, nic=igb",
        "S2-late, nic=ixgbe",
        "S4-events, strategy=ordered-unplug-acpi",
        "S4b-held, strategy=bus-master-events",
        "S3-native, hotplug=acpi",
        "S3-acpi, strategy=ordered-unplug-acpi",
        "S5-early, strategy=guest-bond",
        "S5-late, strategy=guest-bond",
        "S6-switchdev, hostSide.entries=sticky",
        "S6-slow-carrier, primaryNic=mlx5_core",
        "S6-silent, traffic.tx.rate=1kpps traffic.tx.frameSize=128B",
        "S7-switchdev, mgmt.eventToNetlink=100ms",
        "S7-wrong-order, hostSide.entries=static",
        "S8-early, strategy=ordered-unplug-acpi",
        "S8-late, strategy=ordered-unplug-acpi",
        "S9-surprise, strategy=ordered-unplug-pciehp",
        "S10-early, strategy=S1",
        "S10-early-flr-clears, strategy=S1",
        "S10-late, strategy=S1 nic=igb",
        "S11-early, nic=mlx5",
        "S11-early-native, hotplug=acpi",
        "S11-late, nic=igb",
        "S13-vfio-migration, strategy=libvirt-teaming-acpi",
        "S13-vdpa, strategy=libvirt-teaming-acpi",
        "S12-early, nic=mlx5",
        "S12-late, nic=igb",
        "order-standby-first, strategy=ordered-unplug-acpi",
        "order-filter-between, strategy=ordered-unplug-acpi",
        "order-filter-between-slow, strategy=order-standby-first",
        "order-announce-always, strategy=ordered-unplug-acpi",
        "filter-before-plug, strategy=filter-at-queues-on",
        "filter-at-bus-master, strategy=filter-at-registration",
        "filter-at-reset, strategy=filter-at-registration",
        "filter-at-registration, strategy=filter-at-bus-master",
        "filter-at-queues-on, strategy=filter-at-registration",
        "filter-at-link-up, strategy=filter-at-queues-on"
    })
    void anotherNicOrPlanBreaksTheClaim(String name, String settings) throws InterruptedException {
        assertThat(verdicts(name, settings.split(" "))).anyMatch(verdict -> !verdict.held());
    }

    @Test
    void noClaimIsListedTwice() {
        assertThat(claims()).doesNotHaveDuplicates();
    }

    @Test
    void everyClaimIsOfAStrategy() {
        assertThat(Strategies.all().stream().flatMap(strategy -> Claims.of(strategy).stream()))
                .hasSameSizeAs(claims());
    }

    private static List<Verdict> verdicts(String name, String... settings) throws InterruptedException {
        Scenario scenario = Scenarios.find(name, List.of(settings), Catalogue.all());
        Experiment experiment = Experiment.of(scenario, Strategies.of(scenario), Catalogue.all());
        long seed = scenario.seed();
        return new Prediction(experiment, seed, Replications.run(experiment.setup(), seed, RUNS, 2, () -> {}))
                .verdicts();
    }
}
