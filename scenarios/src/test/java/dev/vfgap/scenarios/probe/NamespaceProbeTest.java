package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code probe run --apply} from end to end on an imitated NIC in a network namespace ({@link BedHost}). Needs root, iproute2,
 * libpcap, and a kernel with veth, bridge, and tc with u32 and mirred; skipped elsewhere, with the reason.
 */
@Timeout(300)
class NamespaceProbeTest {
    private static final String JUDGED = "500ms";

    @TempDir
    private Path temporary;

    private ProbeBed bed;

    @BeforeEach
    void makeTheBed() throws Exception {
        bed = ProbeBed.make("bed", temporary);
    }

    @AfterEach
    void removeTheBed() {
        if (bed != null) {
            bed.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"EARLY, PROMISCUOUS, EARLY", "LATE, PROMISCUOUS, LATE", "EARLY, REMEDY, EARLY"})
    void aVfThatIsThereIsProbedAndGivenBackAsItWas(BedHost.Filter filter, ProbeVariant variant, ProbeVerdict verdict)
            throws Exception {
        bed.makeTheVf();
        String before = bed.host();
        Path folder = temporary.resolve("probe");
        ProbeBed.Ended ended = bed.end(bed.run(filter, "never", variant, VfOrigin.THERE, JUDGED, folder));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.DONE);
        assertThat(bed.host()).as(ended.err()).isEqualTo(before);
        assertThat(ended.err())
                .contains("numvfs_1: left out, since the VFs were there before the probe and stay")
                .contains("numvfs_0: left out, since the VFs were there before the probe and stay");
        Path probe = folder.resolve(variant.word());
        assertThat(Files.readString(probe.resolve("events.jsonl")))
                .contains("left_out", "driver_override")
                .doesNotContain("/sriov_numvfs");
        ProbeEvidence evidence = ProbeEvidence.of(ProbeBundle.read(probe));
        assertThat(evidence.bundle().existingVfs())
                .contains(new ProbeBundle.ExistingVfs(1, Optional.of(BedHost.VF_DRIVER)));
        assertThat(evidence.findings().stream()
                        .map(finding -> finding.where() + ": " + finding.text())
                        .toList())
                .contains(
                        "step numvfs_1: was left out: the VFs were there before the probe and stay",
                        "step numvfs_0: was left out: the VFs were there before the probe and stay",
                        "existingVfs: were there before the probe and stayed, 1 of them; what making and removing VFs does,"
                                + " and where frames go without any, cannot be known from it");
        ProbeJudgement judgement = ProbeJudgement.of(List.of(evidence));
        assertThat(judgement.verdict()).as("%s", judgement.because()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "EARLY, PROMISCUOUS, EARLY",
        "LATE, PROMISCUOUS, LATE",
        "EARLY, EXPLICIT, UNDECIDED",
        "LATE, MACVLAN, UNDECIDED",
        "LATE, PF_CYCLE, LATE",
        "EARLY, REMEDY, EARLY",
        "LATE, REMEDY, LATE"
    })
    void theJudgeSaysOfItsCapturesWhatWasImitated(BedHost.Filter filter, ProbeVariant variant, ProbeVerdict verdict)
            throws Exception {
        String before = bed.host();
        Path folder = temporary.resolve("probe");
        ProbeBed.Ended ended = bed.end(bed.run(filter, "never", variant, JUDGED, folder));
        assertThat(ended)
                .isEqualTo(new ProbeBed.Ended(
                        ExitCode.DONE,
                        folder.resolve(variant.word()) + ": all steps done, pf0 is as it was\n",
                        ended.err()));
        assertThat(bed.host()).as(ended.err()).isEqualTo(before);
        ProbeJudgement judgement =
                ProbeJudgement.of(List.of(ProbeEvidence.of(ProbeBundle.read(folder.resolve(variant.word())))));
        assertThat(judgement.verdict()).as("%s", judgement.because()).isEqualTo(verdict);
        assertThat(judgement.remedy().isPresent())
                .as("%s", judgement.remedy())
                .isEqualTo(verdict == ProbeVerdict.EARLY && variant == ProbeVariant.REMEDY);
    }
}
