package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped probes: counted as the lab's own script counted them, and each decision of the NIC explained. */
class ProbeSamplesTest {

    @TempDir
    private Path temporary;

    static List<Path> probes() {
        return Samples.probes();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theCountsOfEveryStepAreThoseOfTheLabsOwnScript(Path folder) throws IOException {
        assertThat(ProbeResults.counted(ProbeBundle.read(folder))).isEqualTo(ProbeResults.given(folder));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theChangesInterruptionsAndDelaysOfEveryStepAreThoseOfTheLabsOwnScript(Path folder) throws IOException {
        assertThat(ProbeResults.measuredCourse(ProbeBundle.read(folder))).isEqualTo(ProbeResults.givenCourse(folder));
    }

    @ParameterizedTest
    @CsvSource({"bridge-1, 2842", "fdb-1, 2992", "no-pf-mac-1, 2707", "vlan-1, 3294"})
    void theRegistersExplainEveryFrameThatTheNicAccepted(String name, long frames) {
        ProbeClassification result = ProbeClassification.of(ProbeBundle.read(Samples.probe(name)));
        assertThat(result.findings()).isEmpty();
        assertThat(result.basis()).isEqualTo(ProbeClassification.Basis.ACCEPTED);
        assertThat(result.asProbed().chip()).isEqualTo(ProbeClassification.Chip.EMULATED);
        assertThat(result.asProbed().rows()).allMatch(ProbeClassification.Row::agrees);
        assertThat(result.asProbed().frames()).isEqualTo(frames);
        assertThat(result.asProbed().agreeing()).isEqualTo(frames);
        assertThat(result.asProbed().undecidedFrames()).isZero();
    }

    @Test
    void onlyTheEmulatedChipGivesItsDefaultPoolWhatNobodyAskedFor() {
        ProbeClassification result = ProbeClassification.of(ProbeBundle.read(Samples.probe("no-pf-mac-1")));
        List<ProbeClassification.Row> wrong = result.with(ProbeClassification.Chip.SILICON).rows().stream()
                .filter(row -> !row.agrees())
                .toList();
        assertThat(wrong)
                .extracting(
                        ProbeClassification.Row::step,
                        ProbeClassification.Row::stream,
                        ProbeClassification.Row::measured,
                        ProbeClassification.Row::predicted)
                .containsExactly(
                        tuple("numvfs_1", "untagged", ProbePath.PF, ProbePath.NONE),
                        tuple("vf_mac_clear", "untagged", ProbePath.PF, ProbePath.NONE));
    }

    @ParameterizedTest
    @CsvSource({"bridge-1", "fdb-1", "no-pf-mac-1", "vlan-1"})
    void withoutACaptureAtTheNicTheFramesOnTheWireAreTakenAndTheResultSaysSo(String name) throws IOException {
        ProbeClassification result = ProbeClassification.of(without(name, "nic"));
        assertThat(result.basis()).isEqualTo(ProbeClassification.Basis.WIRE);
        assertThat(result.findings())
                .anySatisfy(finding -> assertThat(finding.text()).contains("may have been lost before the NIC"));
        assertThat(result.asProbed().rows()).allMatch(ProbeClassification.Row::agrees);
        ProbeBundle whole = ProbeBundle.read(Samples.probe(name));
        ProbeCounts counts = ProbeCounts.of(whole, ProbeSightings.of(whole));
        long settled = 0;
        for (int step = 0; step < whole.steps().size(); step++) {
            for (int stream = 0; stream < 2; stream++) {
                settled += counts.cell(step, stream).settledPaths().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
            }
        }
        assertThat(result.asProbed().frames() + result.asProbed().undecidedFrames())
                .isEqualTo(settled);
        assertThat(result.asProbed().frames())
                .isGreaterThanOrEqualTo(ProbeClassification.of(whole).asProbed().frames());
    }

    @Test
    void aPlaceThatWasNotCapturedLeavesOpenWhatItWouldHaveShown() throws IOException {
        ProbeClassification withoutVf = ProbeClassification.of(without("fdb-1", "vf"));
        assertThat(withoutVf.asProbed().rows())
                .allMatch(ProbeClassification.Row::agrees)
                .extracting(ProbeClassification.Row::measured)
                .containsOnly(ProbePath.AT_PF, ProbePath.NOT_AT_PF);
        assertThat(withoutVf.findings())
                .anySatisfy(finding -> assertThat(finding.text()).contains("no capture of the VF"));

        ProbeClassification withoutPf = ProbeClassification.of(without("fdb-1", "pf"));
        assertThat(withoutPf.asProbed().rows())
                .allMatch(ProbeClassification.Row::agrees)
                .extracting(ProbeClassification.Row::measured)
                .containsOnly(ProbePath.AT_VF, ProbePath.NOT_AT_VF);
    }

    @Test
    void theSecondCaptureOfThePfStandsInForTheFirst() throws IOException {
        ProbeBundle bundle = without("vlan-1", "pf");
        ProbeClassification result = ProbeClassification.of(bundle);
        assertThat(result.asProbed().agreeing()).isEqualTo(3294);
        assertThat(ProbeResults.counted(bundle)).isEqualTo(ProbeResults.given(Samples.probe("vlan-1")));
    }

    @Test
    void withoutACaptureOfTheWireTheSendTimesPlaceTheFramesThatWereSeen() throws IOException {
        ProbeBundle bundle = without("fdb-1", "wire");
        ProbeCounts counts = ProbeCounts.of(bundle, ProbeSightings.of(bundle));
        assertThat(counts.cell(2, 0).path()).isEqualTo(Optional.of(ProbePath.PF));
        ProbeClassification result = ProbeClassification.of(bundle);
        assertThat(result.asProbed().rows()).allMatch(ProbeClassification.Row::agrees);
        assertThat(result.asProbed().frames()).isBetween(2980L, 3000L);
    }

    @Test
    void withPfAndVfAloneOnlyWhatArrivedIsClassified() throws IOException {
        ProbeClassification result = ProbeClassification.of(without("fdb-1", "wire", "nic"));
        assertThat(result.basis()).isEqualTo(ProbeClassification.Basis.RECEIVED);
        assertThat(result.asProbed().rows())
                .isNotEmpty()
                .allMatch(ProbeClassification.Row::agrees)
                .noneMatch(row -> row.measured() == ProbePath.NONE);
    }

    @Test
    void whereNeitherPlaceWasCapturedNothingAgrees() throws IOException {
        ProbeBundle bundle = without("fdb-1", "pf", "vf");
        ProbeClassification.Result result = ProbeClassification.of(bundle).asProbed();
        assertThat(result.frames()).isZero();
        assertThat(result.agreeing()).isZero();
        assertThat(ProbePrediction.of(bundle, NicFamilies.of("igb").orElseThrow())
                        .asProbed()
                        .compared())
                .isZero();
    }

    /** A sample without some of its captures. */
    private ProbeBundle without(String name, String... points) throws IOException {
        Path copy = Samples.copy(Samples.probe(name), temporary.resolve(name + "-" + String.join("-", points)));
        for (String point : points) {
            Files.delete(copy.resolve(point + ".pcap.gz"));
        }
        return ProbeBundle.read(copy);
    }
}
