package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vfgap.models.MachineTables;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeTest {
    @TempDir
    private Path folder;

    static List<String> strategies() {
        return Strategies.names();
    }

    static List<String> scenarios() {
        return Scenarios.names();
    }

    @Test
    void theStrategiesAreListedWithTheNamesOfTheLab() {
        assertThat(Ran.vfgap("describe", "strategies").out())
                .contains("qemu-failover-acpi          lab-S1 ")
                .contains("lab-S1n", "lab-S2", "lab-S3", "lab-S4", "lab-S5", "lab-S7", "lab-S8a", "lab-S8b", "lab-F1")
                .contains("cancel-during-wait-unplug", "destination-death");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStrategyPrintsAsARunbookAndAsJsonWithItsPlan(String name) throws IOException {
        Ran text = Ran.vfgap("describe", "strategy", name);
        assertThat(text.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).startsWith(name).contains("\n1. ", "Claim: ", "\"execute\":\"migrate\"");

        Ran json = Ran.vfgap("describe", "strategy", name, "--json");
        assertThat(json.out().lines()).hasSize(1);
        JsonNode result = new ObjectMapper().readTree(json.out());
        assertThat(result.fieldNames()).toIterable().containsExactly("schema", "version", "assumed", "strategy");
        assertThat(result.get("schema").asText()).isEqualTo("vfgap/describe/1");
        assertThat(result.get("strategy").get("plan"))
                .hasSameSizeAs(result.get("strategy").get("runbook"));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theFileOfAStrategyCanBeTheStartOfOnesOwn(String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                Ran.vfgap("describe", "strategy", name, "--yaml").out());
        assertThat(Ran.vfgap("check", file.toString()).out()).isEqualTo(file + ": a strategy without errors\n");
        assertThat(Ran.vfgap("describe", "strategy", file.toString()).out())
                .isEqualTo(Ran.vfgap("describe", "strategy", name).out());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theFileOfAScenarioCanBeTheStartOfOnesOwn(String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                Ran.vfgap("describe", "scenario", name).out());
        assertThat(Ran.vfgap("check", file.toString()).out()).isEqualTo(file + ": a scenario without errors\n");
    }

    @Test
    void aRunbookShowsTheRealCommandsWhereToLookAndWhatToDoOtherwise() {
        assertThat(Ran.vfgap("describe", "strategy", "lab-S4").out()).contains("""
                        1. Ask the guest on A to release the primary
                             QMP A    {"execute":"device_del","arguments":{"id":"primary0"}}
                             virsh    virsh detach-device-alias $DOMAIN ua-primary0 --live   # waits 5 s for the guest at most
                        2. Wait until QEMU on A has deleted the primary (at most 30s)
                             QMP A    {"event":"DEVICE_DELETED","data":{"device":"primary0"}}
                             virsh    virsh event $DOMAIN --event device-removed
                             otherwise: stop here
                        3. Lead the guest's MAC on A to the standby
                             shell A  bridge fdb del $MAC dev $PRIMARY_A master; bridge fdb replace $MAC dev $STANDBY_A master static   # bridge or switchdev; a learning bridge moves it unless it is sticky too
                        """);
    }

    @Test
    void everyParameterIsListedWithItsDefaultRangeAndProvenance() {
        String text = Ran.vfgap("describe", "parameters").out();
        assertThat(text).contains("""
                        qemu.waitUnplugPoll
                            the period at which wait-unplug looks
                            250ms, may be 250ms to 250ms
                            documented: QEMU 10.0 migration/migration.c:3605; nothing wakes it earlier
                        """);
        Catalogue.all().keys().forEach(key -> assertThat(text).contains(key + "\n"));
    }

    @Test
    void everyFateIsListedWithThePlaceWhereAFrameIsSeenLast() {
        String text = Ran.vfgap("describe", "fates").out();
        assertThat(text)
                .contains("STANDBY_SHADOWED          lost       standby            net_failover ignores the standby");
        for (FrameFate fate : FrameFate.values()) {
            assertThat(text).contains(fate.name());
        }
    }

    static Stream<String> machines() {
        return MachineTables.ALL.stream().map(DescribeMachine::key);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aMachineIsATableADiagramAndJson(String name) throws IOException {
        assertThat(Ran.vfgap("describe", "machines").out()).contains(name);
        assertThat(Ran.vfgap("describe", "machine", name).out()).startsWith("| state | event |");
        assertThat(Ran.vfgap("describe", "machine", name, "--mermaid").out()).startsWith("stateDiagram-v2");
        JsonNode json = new ObjectMapper()
                .readTree(Ran.vfgap("describe", "machine", name, "--json").out());
        assertThat(json.get("rows")).isNotEmpty();
    }

    @Test
    void anUnknownMachineIsToldWithTheNearestName() {
        Ran ran = Ran.vfgap("describe", "machine", "migratoin");
        assertThat(ran.err()).isEqualTo("migratoin: there is no machine of this name; did you mean \"migration\"?\n");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aFileToStartFromNamesNoFileOfTheSources() {
        assertThat(Ran.vfgap("describe", "scenario", "default").out()).startsWith("format: vfgap-scenario/1\n");
        assertThat(Ran.vfgap("describe", "strategy", "lab-S1", "--yaml").out())
                .startsWith("format: vfgap-strategy/1\n");
    }
}
