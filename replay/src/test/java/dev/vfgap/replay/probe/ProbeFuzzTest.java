package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes in the place of a probe's manifest, its commands, or a register dump are read, or refused with one
 * sentence for each problem.
 *
 * <p>In a build these tests repeat the inputs beside them in {@code ProbeFuzzTestInputs}; CONTRIBUTING.md says how to look for
 * others.
 */
class ProbeFuzzTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private static Path folder;

    @FuzzTest
    void anyProbeManifestIsReadOrRefused(byte[] bytes) throws IOException {
        Files.write(folder.resolve("bundle.json"), bytes);
        try {
            ProbeBundle.read(folder);
        } catch (BadInputException e) {
            holds(e);
        }
    }

    /** The bytes are the commands of three steps, parted by empty lines. */
    @FuzzTest
    void anyCommandsArePredictedOrRefused(byte[] bytes) throws IOException {
        ObjectNode manifest = (ObjectNode)
                MAPPER.readTree(Samples.probe("bridge-1").resolve("bundle.json").toFile());
        manifest.putArray("points");
        StringBuilder lines = new StringBuilder();
        long at = 1_795_379_950_000_000_000L;
        for (String commands : new String(bytes, StandardCharsets.UTF_8).split("\n\n", 3)) {
            ObjectNode event = MAPPER.createObjectNode().put("t_ns", at).put("name", "step");
            event.putObject("detail").put("cmd", commands).put("rc", 0);
            lines.append(MAPPER.writeValueAsString(event)).append('\n');
            at += 2_000_000_000L;
        }
        Files.writeString(folder.resolve("bundle.json"), MAPPER.writeValueAsString(manifest));
        Files.writeString(folder.resolve("events.jsonl"), lines.toString());
        try {
            ProbePrediction.of(ProbeBundle.read(folder), NicFamilies.of("igb").orElseThrow());
        } catch (BadInputException e) {
            holds(e);
        } finally {
            Files.delete(folder.resolve("events.jsonl"));
        }
    }

    @FuzzTest
    void anyRegisterDumpIsReadOrRefused(byte[] bytes) {
        try {
            RegisterDump.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    private static void holds(BadInputException refused) {
        assertThat(refused.problems())
                .isNotEmpty()
                .extracting(InputProblem::sentence)
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContain("\n"));
    }
}
