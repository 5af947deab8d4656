package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.cli.ExitCode;
import java.nio.file.Path;
import java.util.List;
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
    @CsvSource({
        "EARLY, PROMISCUOUS, EARLY",
        "LATE, PROMISCUOUS, LATE",
        "EARLY, EXPLICIT, UNDECIDED",
        "LATE, MACVLAN, UNDECIDED",
        "LATE, PF_CYCLE, LATE"
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
    }
}
