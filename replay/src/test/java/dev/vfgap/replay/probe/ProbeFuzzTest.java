package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes in the place of a probe's manifest, with its commands, or of a register dump are read, or refused with one
 * sentence for each problem.
 *
 * <p>In a build these tests repeat the inputs beside them in {@code ProbeFuzzTestInputs}; CONTRIBUTING.md says how to look for
 * others.
 */
class ProbeFuzzTest {

    @TempDir
    private static Path folder;

    @FuzzTest
    void anyProbeIsReadAndPredictedOrRefused(byte[] bytes) throws IOException {
        Files.write(folder.resolve("bundle.json"), bytes);
        try {
            ProbeBundle.read(folder);
        } catch (BadInputException e) {
            holds(e);
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
