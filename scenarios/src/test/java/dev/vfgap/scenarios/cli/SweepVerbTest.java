package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.scenarios.library.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepVerbTest {
    private static final String SWEEP = """
            sweep:
              axes:
                strategy: [filter-first, ordered-unplug-acpi]
                guest.vfProbe: [20ms, 80ms]
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheScenario() throws IOException {
        file = Files.writeString(folder.resolve("my.yaml"), Scenarios.text("default") + SWEEP);
    }

    @Test
    void listsTheVariants() {
        Ran ran = Ran.vfgap("sweep", "plan", file.toString(), "--replications", "50");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().skip(3))
                .containsExactly(
                        "point  strategy             guest.vfProbe",
                        "0      filter-first         20ms",
                        "1      filter-first         80ms",
                        "2      ordered-unplug-acpi  20ms",
                        "3      ordered-unplug-acpi  80ms");
    }

    @Test
    void aVariantHasTheDigestOfTheRunThatItsSettingsMake() throws IOException {
        Ran plan = Ran.vfgap("sweep", "plan", file.toString(), "--json", "--out", folder.toString());
        JsonNode result = new JsonMapper().readTree(plan.out());
        assertThat(result.path("schema").asText()).isEqualTo("vfgap/sweep-plan/1");
        assertThat(new JsonMapper().readTree(folder.resolve("plan.json").toFile()))
                .isEqualTo(result);
        JsonNode last = result.path("points").get(3);
        assertThat(last.path("set").toString()).isEqualTo("[\"strategy=ordered-unplug-acpi\",\"guest.vfProbe=80ms\"]");
        Ran run = Ran.vfgap(
                "run",
                "default",
                "--json",
                "--replications",
                "1",
                "--strategy",
                "ordered-unplug-acpi",
                "--set",
                "guest.vfProbe=80ms");
        assertThat(last.path("scenarioDigest"))
                .isEqualTo(new JsonMapper().readTree(run.out()).path("scenarioDigest"));
    }

    @Test
    void whatVariesCannotBeSetBeside() {
        Ran ran = Ran.vfgap("sweep", "plan", file.toString(), "--set", "parameters.guest.vfProbe=1ms");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).contains("sets what an axis of the sweep varies");
    }

    @Test
    void aScenarioWithoutASweepIsToldHowToWriteOne() {
        Ran ran = Ran.vfgap("sweep", "plan", "default");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).contains("has no key \"sweep\"").contains("add for example");
    }

    @Test
    void checkFindsAVariantThatDoesNotFit() throws IOException {
        Files.writeString(file, Scenarios.text("default") + "sweep: {axes: {strategy: [filter-first, filter-last]}}\n");
        Ran ran = Ran.vfgap("check", file.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).contains("my.yaml:").contains("did you mean \"filter-first\"?");
        assertThat(Ran.vfgap("run", file.toString(), "--replications", "1").exitCode())
                .isZero();
    }
}
