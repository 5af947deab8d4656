package dev.vfgap.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.device.DeviceRecord;
import dev.vfgap.scenarios.library.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes in the place of a file that a user writes are read, or refused with one sentence for each problem.
 *
 * <p>In a build these tests repeat the inputs beside them in {@code FileFuzzTestInputs}; CONTRIBUTING.md says how to look for
 * others.
 */
class FileFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    @FuzzTest
    void anyScenarioIsReadOrRefused(byte[] bytes) {
        holds(() -> ScenarioFile.parse("FILE", bytes, List.of(), Catalogue.all(), ScenarioFile.Variants.TRIED));
    }

    @FuzzTest
    void anyStrategyIsReadOrRefused(byte[] bytes) {
        holds(() -> StrategyFile.parse("FILE", bytes));
    }

    @FuzzTest
    void anyProfileIsReadOrRefused(byte[] bytes) {
        holds(() -> ProfileFile.parse("FILE", bytes, Catalogue.all()));
    }

    @FuzzTest
    void anyNoteOnCapturesBecomesJsonOrIsRefused(byte[] bytes) throws IOException {
        Path file = folder.resolve("capture.yaml");
        Files.write(file, bytes);
        try {
            assertThat(JSON.readTree(CaptureYaml.json(file))).isNotNull();
        } catch (BadInputException e) {
            holds(e);
        }
    }

    @FuzzTest
    void anyDeviceRecordIsReadOrRefused(byte[] bytes) throws IOException {
        Path file = folder.resolve("device.json");
        Files.write(file, bytes);
        holds(() -> DeviceRecord.read(file));
    }

    private static void holds(Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException e) {
            holds(e);
        }
    }

    private static void holds(BadInputException refused) {
        assertThat(refused.problems())
                .isNotEmpty()
                .extracting(InputProblem::sentence)
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContain("\n"));
    }
}
