package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vfgap.models.nic.family.NicFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every probe of a folder named by {@code -Dvfgap.probes=FOLDER}; without it nothing runs. */
@EnabledIfSystemProperty(named = "vfgap.probes", matches = ".+")
class ProbeFolderTest {

    static List<Path> probes() throws IOException {
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("vfgap.probes")))) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theCountsOfEveryStepAreThoseOfTheLabsOwnScript(Path folder) throws IOException {
        ProbeBundle bundle = ProbeBundle.read(folder);
        assumeThat(bundle.has(ProbePoint.At.ACCEPTED)).isTrue();
        assertThat(ProbeResults.counted(bundle)).isEqualTo(ProbeResults.given(folder));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theRegistersExplainEveryFrameThatTheNicAccepted(Path folder) {
        ProbeClassification.Result result =
                ProbeClassification.of(ProbeBundle.read(folder)).asProbed();
        assertThat(result.frames()).isPositive();
        assertThat(result.rows()).allMatch(ProbeClassification.Row::agrees);
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theFamilysTableGivesEveryPath(Path folder) {
        ProbePrediction prediction = ProbePrediction.of(
                ProbeBundle.read(folder), NicFamilies.of("igb").orElseThrow());
        assertThat(prediction.asProbed().compared()).isPositive();
        assertThat(prediction.asProbed().cells()).noneMatch(ProbePrediction.Cell::differs);
    }
}
