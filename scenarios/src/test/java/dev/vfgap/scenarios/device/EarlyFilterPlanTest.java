package dev.vfgap.scenarios.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioFile;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.config.StrategyFile;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Setups;
import dev.vfgap.scenarios.library.Strategies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EarlyFilterPlanTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: early
            title: a small guest whose NIC is early
            strategy: S1
            primaryNic: igbvf
            nic: igb
            traffic:
              rx: {rate: 5kpps, frameSize: 128B}
              tx: {rate: 5kpps, frameSize: 128B}
            migration: {memory: 256MiB, dirtyRate: 5MiB/s, workingSet: 64MiB, linkBandwidth: 10Gbps}
            before: 500ms
            after: 500ms
            seed: 1
            replications: 1
            """;

    static List<String> all() {
        return Strategies.names();
    }

    static List<String> changed() {
        return Strategies.all().stream()
                .filter(strategy -> !EarlyFilterPlan.of(strategy).changes().isEmpty())
                .map(Strategy::name)
                .toList();
    }

    private static EarlyFilterPlan plan(String strategy) {
        return EarlyFilterPlan.of(Strategies.find(strategy));
    }

    private static List<String> steps(EarlyFilterPlan plan) {
        return StepText.of(plan.strategy().plan()).stream()
                .map(step -> step.values().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<String> changes(EarlyFilterPlan plan) {
        return plan.changes().stream()
                .map(change -> change.number() + " " + change.kind().word() + " " + StepText.of(change.step()))
                .toList();
    }

    @Test
    void libvirtsTeamingPairGetsTheMacOnBothPfsAndLosesItWhenItsVfIsUp() {
        EarlyFilterPlan plan = plan("libvirt-teaming-acpi");
        assertThat(steps(plan))
                .containsExactly(
                        "set-filter B both",
                        "set-filter A both",
                        "migrate",
                        "resume B 600s [{do=migrate-cancel}, {await=migration, status=cancelled, limit=60s, otherwise=abort},"
                                + " {await=guest-primary-link-up, host=A, limit=60s, otherwise=abort},"
                                + " {do=set-filter, host=A, to=primary}]",
                        "migration completed 60s continue",
                        "set-filter A none",
                        "guest-primary-link-up B 60s abort",
                        "set-filter B primary");
        assertThat(changes(plan))
                .containsExactly(
                        "1 changed {do=set-filter, host=B, to=both}",
                        "2 inserted {do=set-filter, host=A, to=both}",
                        "4.4 inserted {do=set-filter, host=A, to=primary}",
                        "7 changed {await=guest-primary-link-up, host=B, limit=60s, otherwise=continue}",
                        "8 inserted {do=set-filter, host=B, to=primary}");
    }

    @Test
    void qemusOwnFailoverGivesEachVfTheMacBeforeItIsPluggedAndKeepsItOnThePfUntilItIsUp() {
        EarlyFilterPlan plan = plan("qemu-failover-acpi");
        assertThat(changes(plan))
                .containsExactly(
                        "1 inserted {do=set-filter, host=A, to=both}",
                        "2 inserted {do=set-filter, host=B, to=both}",
                        "6.1 inserted {do=set-filter, host=A, to=both}");
        assertThat(steps(plan).subList(7, 9))
                .containsExactly("guest-primary-link-up B 60s abort", "set-filter B primary");
    }

    /** What is plugged without the MAC takes a random one, and no standby is paired with it. */
    @ParameterizedTest
    @MethodSource("all")
    void everyVfOfAnOrderedPlanHasTheMacBeforeManagementPlugsIt(String strategy) {
        List<String> late = new ArrayList<>();
        EarlyFilterPlan ordered = plan(strategy);
        if (ordered.exempt().isEmpty()) {
            Initial initial = ordered.strategy().initial();
            Map<Host, FilterTarget> filters = new EnumMap<>(Host.class);
            filters.put(Host.A, initial.filterA());
            filters.put(Host.B, initial.filterB());
            plugs(ordered.strategy().plan().steps(), filters, late);
        }
        assertThat(late).isEmpty();
    }

    private static void plugs(List<Step> steps, Map<Host, FilterTarget> filters, List<String> late) {
        for (Step step : steps) {
            if (step instanceof Action.SetFilter filter) {
                filters.put(filter.host(), filter.to());
            } else if (step instanceof Action.DeviceAdd add
                    && filters.get(add.host()) != FilterTarget.BOTH
                    && filters.get(add.host()) != FilterTarget.PRIMARY) {
                late.add(StepText.of(add) + " with the filter to " + filters.get(add.host()));
            } else if (step instanceof Await await
                    && await.limit().isPresent()
                    && await.limit().get().otherwise() instanceof Otherwise.Instead instead) {
                plugs(instead.steps(), new EnumMap<>(filters), late);
            }
        }
    }

    @Test
    void theKernelsScriptKeepsTheStandbyUntilTheVfIsUp() {
        assertThat(steps(plan("kernel-doc-script")))
                .containsExactly(
                        "set-standby-link A false",
                        "200ms",
                        "set-standby-link A true",
                        "set-filter A both",
                        "device-del A",
                        "device-deleted A 5s continue",
                        "set-filter A none",
                        "set-filter A standby",
                        "migrate",
                        "resume B 600s migrate-cancel",
                        "migration completed 60s continue",
                        "set-filter A none",
                        "set-filter B none",
                        "set-filter B both",
                        "device-add B",
                        "guest-primary-link-up B 60s abort",
                        "set-filter B primary",
                        "set-standby-link B false");
    }

    @Test
    void aStandbyThatIsAMacvtapIsUpBeforeTheVfGoesAndDownAfterTheVfHasCome() {
        EarlyFilterPlan plan = plan("bus-master-events");
        assertThat(changes(plan))
                .containsExactly(
                        "2 moved {do=set-macvtap, host=A, up=true}", "14 moved {do=set-macvtap, host=B, up=false}");
        assertThat(plan.strategy().plan().steps())
                .containsExactlyInAnyOrderElementsOf(
                        Strategies.find("bus-master-events").plan().steps());
    }

    @Test
    void whatFollowsAnAwaitThatGoesOnIsDoneWithoutTakingTheMacFromThePf() {
        Strategy own = StrategyFile.parse("text", """
                format: vfgap-strategy/1
                name: own
                title: an own one
                summary: an own one
                claim: none
                source: none
                requires: {standby: failover}
                initial: {filterA: standby, filterB: primary, primaryA: none, primaryB: none}
                plan:
                  - {do: device-add, host: B}
                  - {await: guest-primary-link-up, host: B, limit: 5s, otherwise: continue}
                  - {do: announce, host: B}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(steps(EarlyFilterPlan.of(own)))
                .containsExactly(
                        "set-filter B both",
                        "device-add B",
                        "guest-primary-link-up B 5s [{do=announce, host=B}]",
                        "set-filter B primary",
                        "announce B");
    }

    @Test
    void theStrategiesThatKeepTheRuleAndThoseItDoesNotConcernStayAsTheyAre() {
        List<String> keep = new ArrayList<>();
        List<String> exempt = new ArrayList<>();
        for (Strategy strategy : Strategies.all()) {
            EarlyFilterPlan plan = EarlyFilterPlan.of(strategy);
            if (plan.changes().isEmpty()) {
                assertThat(plan.strategy()).isEqualTo(strategy);
                (plan.exempt().isPresent() ? exempt : keep).add(strategy.name());
            }
        }
        // Each has a step before which a VF needs the MAC, if only in a branch.
        assertThat(keep).isEmpty();
        assertThat(exempt)
                .containsExactly("detach-attach", "netvsc-switch", "virtio-only", "vfio-migration", "vdpa-migration");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aChangedPlanKeepsTheRule(String strategy) {
        EarlyFilterPlan once = plan(strategy);
        assertThat(EarlyFilterPlan.of(once.strategy()))
                .isEqualTo(new EarlyFilterPlan(once.strategy(), List.of(), once.exempt()));
    }

    /** The same luck, the same NIC: what was led to a VF without a driver comes by the standby. */
    @ParameterizedTest
    @MethodSource("changed")
    void aChangedPlanLosesFewerFramesOnAnEarlyNicAndNoneAtTheVf(String strategy) {
        long before = 0;
        long after = 0;
        for (long seed : SEEDS) {
            before += run(Strategies.find(strategy), seed).rx().outcome().lostFrames();
            MigrationRun changed = run(plan(strategy).strategy(), seed);
            after += changed.rx().outcome().lostFrames();
            assertThat(changed.rx().outcome().byFate())
                    .as("%s, seed %d", strategy, seed)
                    .doesNotContainKeys(
                            FrameFate.FILTER_AHEAD_OF_DRIVER, FrameFate.FILTER_BEHIND_DRIVER, FrameFate.DEVICE_GONE);
        }
        if (onlyGivesTheVfItsMac(strategy)) {
            assertThat(after).as(strategy).isEqualTo(before);
        } else {
            assertThat(after).as(strategy).isLessThan(before);
        }
    }

    /** Then the simulated host does at the plug what the step does just before it. */
    private static boolean onlyGivesTheVfItsMac(String strategy) {
        return plan(strategy).changes().stream().allMatch(change -> change.why().startsWith("a VF without the MAC"));
    }

    @ParameterizedTest
    @CsvSource({"libvirt-teaming-acpi, i40e", "libvirt-teaming-pciehp, ice", "plug-early-filter, ixgbe"})
    void theOrderHelpsEveryKindOfEarlyNic(String strategy, String nic) {
        long before =
                run(Strategies.find(strategy), 1, "nic=" + nic).rx().outcome().lostFrames();
        MigrationRun changed = run(plan(strategy).strategy(), 1, "nic=" + nic);
        assertThat(changed.rx().outcome().lostFrames()).isLessThan(before);
        assertThat(changed.rx().outcome().byFate())
                .doesNotContainKeys(FrameFate.FILTER_AHEAD_OF_DRIVER, FrameFate.FILTER_BEHIND_DRIVER);
    }

    private static MigrationRun run(Strategy strategy, long seed, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        if (strategy.name().startsWith("bus-master")) {
            all.add("hostSide.kind=macvtap");
            all.add("hostSide.mode=bridge");
        }
        Scenario scenario =
                ScenarioFile.parse("early", SCENARIO.getBytes(StandardCharsets.UTF_8), all, Catalogue.all());
        return MigrationRun.of(Setups.of(scenario, strategy, Catalogue.all()), seed, 0);
    }
}
