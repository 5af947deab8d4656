package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vfgap.models.frame.Mac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts of {@code probe plan}. {@code -Dvfgap.writeProbePlans=true} writes the expected ones again. */
class ProbePlanScriptTest {
    private static final Path EXPECTED = Path.of("src/test/resources/dev/vfgap/scenarios/probe");
    private static final long MAC = Mac.parse("52:54:00:fa:11:0e");
    private static final ProbeRequest FROM_OUTSIDE =
            new ProbeRequest("enp1s0f0", 0, MAC, OptionalInt.empty(), ProbeRequest.EXTERNAL);
    private static final ProbeRequest FROM_HERE = new ProbeRequest("enp1s0f0", 3, MAC, OptionalInt.of(100), "enp2s0");

    @TempDir
    private Path temporary;

    @Test
    void aBridgePortIsProbedFromAnotherMachine() throws IOException {
        isAsExpected("plan-bridge.sh", ProbePlanScript.of(FROM_OUTSIDE, List.of(ProbeVariant.BRIDGE)));
    }

    @Test
    void aVfInAVlanIsProbedFromAnotherPort() throws IOException {
        isAsExpected("plan-vlan.sh", ProbePlanScript.of(FROM_HERE, List.of(ProbeVariant.VLAN)));
    }

    @Test
    void aVfThatIsThereIsProbedWithoutMakingAny() throws IOException {
        String script = ProbePlanScript.of(
                new ProbeRequest("enp1s0f0", 2, MAC, OptionalInt.empty(), "enp2s0", VfOrigin.THERE),
                List.of(ProbeVariant.TRUST));
        isAsExpected("plan-existing-vf.sh", script);
        assertThat(script).doesNotContain("> $DEVICE/sriov_numvfs");
    }

    private static void isAsExpected(String name, String script) throws IOException {
        if (Boolean.getBoolean("vfgap.writeProbePlans")) {
            Files.writeString(EXPECTED.resolve(name), script);
        }
        assertThat(script).isEqualTo(Files.readString(EXPECTED.resolve(name)));
    }

    @ParameterizedTest
    @EnumSource(ProbeVariant.class)
    void everyVariantIsReadableByAPosixShell(ProbeVariant variant) throws Exception {
        Path script = Files.writeString(
                temporary.resolve("plan.sh"), ProbePlanScript.of(FROM_HERE, List.of(variant)), StandardCharsets.UTF_8);
        assertThat(output("sh", "-n", script.toString())).isEmpty();
        ProbeRequest existing = new ProbeRequest("enp1s0f0", 3, MAC, OptionalInt.of(100), "enp2s0", VfOrigin.THERE);
        Files.writeString(script, ProbePlanScript.of(existing, List.of(variant)));
        assertThat(output("sh", "-n", script.toString())).isEmpty();
    }

    @Test
    void shellcheckHasNothingToSayWorseThanStyle() throws Exception {
        Path script = Files.writeString(
                temporary.resolve("plan.sh"), ProbePlanScript.of(FROM_HERE, List.of(ProbeVariant.values())));
        assumeTrue(Files.exists(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed");
        assertThat(output("/usr/bin/shellcheck", "-s", "sh", "-S", "warning", script.toString()))
                .isEmpty();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    /** The last line of each thing's changes must lead back: no variant may end with something changed. */
    @ParameterizedTest
    @EnumSource(ProbeVariant.class)
    void everyVariantBeginsAtTheBaselineAndEndsWithoutVfs(ProbeVariant variant) {
        List<ProbeStepPlan> steps = ProbeSteps.of(variant, 0);
        assertThat(steps.get(0).name()).isEqualTo("baseline");
        assertThat(steps.get(steps.size() - 2).name()).isEqualTo("control_unknown_mac");
        assertThat(steps.get(steps.size() - 1).commands()).isEqualTo("echo 0 > $DEVICE/sriov_numvfs");
    }

    @Test
    void aChangeThatDoesNotKnowItsUndoCannotBeMade() {
        assertThatThrownBy(() -> new HostChange("x", "ip link set eth0 up", " ", HostChange.Guard.ALWAYS))
                .hasMessage("a change that does not know its undo: ip link set eth0 up");
    }
}
