package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.StepText;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.config.StrategyFile;
import dev.vfgap.scenarios.output.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrategiesTest {

    static List<Strategy> all() {
        return Strategies.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStrategyIsFoundByItsNameAndByItsAliases(Strategy strategy) {
        assertThat(Strategies.find(strategy.name())).isEqualTo(strategy);
        strategy.aliases().forEach(alias -> assertThat(Strategies.find(alias)).isEqualTo(strategy));
    }

    @Test
    void noTwoStrategiesHaveTheSameNameOrAlias() {
        assertThat(all().stream()
                        .flatMap(strategy -> Stream.concat(Stream.of(strategy.name()), strategy.aliases().stream())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyAwaitHasALimitAndAnOtherwise(Strategy strategy) {
        assertThat(strategy.plan().steps())
                .filteredOn(Await.class::isInstance)
                .allSatisfy(step -> assertThat(((Await) step).limit()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPlanThatIsWrittenIsReadBackUnchanged(Strategy strategy) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", "vfgap-strategy/1");
        file.put("name", strategy.name());
        file.put("aliases", strategy.aliases());
        file.put("title", strategy.title());
        file.put("summary", strategy.summary());
        file.put("claim", strategy.claim());
        file.put("source", strategy.source());
        strategy.obstacle().ifPresent(obstacle -> file.put("obstacle", obstacle));
        Map<String, Object> requires = new LinkedHashMap<>();
        strategy.requires().hotplug().ifPresent(hotplug -> requires.put("hotplug", hotplug.word()));
        requires.put("standby", strategy.requires().standby().word());
        requires.put("primary", strategy.requires().primary().device().word());
        if (strategy.requires().primary().busMaster() != BusMasterEvents.NONE) {
            requires.put("busMaster", strategy.requires().primary().busMaster().word());
        }
        file.put("requires", requires);
        file.put(
                "initial",
                Map.of(
                        "filterA", strategy.initial().filterA().word(),
                        "filterB", strategy.initial().filterB().word(),
                        "primaryA", strategy.initial().primaryA().word(),
                        "primaryB", strategy.initial().primaryB().word()));
        file.put("plan", StepText.of(strategy.plan()));
        // JSON is YAML: the plan's own writer gives the text.
        String text = JsonText.line(file);
        assertThat(StrategyFile.parse("written", text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(strategy);
    }

    @Test
    void theLabsFirstStrategyDoesWhatTheLabDid() {
        assertThat(withoutLimits("lab-S1"))
                .containsExactly(
                        new Action.Migrate(),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.ACTIVE)),
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        Await.unlimited(new Condition.Resumed(Host.B)),
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.COMPLETED)),
                        Await.unlimited(new Condition.GuestPrimaryLinkUp(Host.B)),
                        new Action.SetFilter(Host.B, FilterTarget.PRIMARY));
    }

    @Test
    void filterFirstWaitsAsTheLabDid() {
        assertThat(withoutLimits("lab-S5"))
                .startsWith(
                        new Action.SetFilter(Host.A, FilterTarget.STANDBY),
                        new Wait(100_000_000, 300_000_000),
                        new Action.DeviceDel(Host.A),
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        new Wait(300_000_000, 600_000_000),
                        new Action.Migrate());
    }

    private static List<Step> withoutLimits(String name) {
        return Strategies.find(name).plan().steps().stream()
                .map(step -> step instanceof Await await ? Await.unlimited(await.condition()) : step)
                .toList();
    }
}
