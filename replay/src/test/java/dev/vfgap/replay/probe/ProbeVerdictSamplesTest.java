package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict on the driver of the shipped probes, alone and together. */
class ProbeVerdictSamplesTest {

    private static ProbeEvidence sample(String name) {
        return ProbeEvidence.of(ProbeBundle.read(Samples.probe(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "bridge-1,    EARLY,     NO,        , 2",
        "no-pf-mac-1, EARLY,     NO,        , 2",
        "fdb-1,       UNDECIDED, WITH_CARE, EARLY, 0",
        "vlan-1,      UNDECIDED, WITH_CARE, EARLY, 0"
    })
    void aSampleAloneIsJudged(
            String name, ProbeVerdict verdict, ProbeJudgement.Usable usable, ProbeVerdict registers, int windows) {
        ProbeJudgement judgement = ProbeJudgement.of(List.of(sample(name)));
        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.usable()).isEqualTo(usable);
        assertThat(judgement.registers()).isEqualTo(Optional.ofNullable(registers));
        assertThat(judgement.windows()).hasSize(windows);
        assertThat(judgement.remedy()).isEmpty();
        assertThat(judgement.wouldDecide()).isPresent();
    }

    @Test
    void theSamplesTogetherAreEarlyAndUsableWithCareAndSayWhatAvoidsTheLoss() {
        ProbeJudgement judgement = ProbeJudgement.of(Stream.of("bridge-1", "fdb-1", "no-pf-mac-1", "vlan-1")
                .map(ProbeVerdictSamplesTest::sample)
                .toList());
        assertThat(judgement.verdict()).isEqualTo(ProbeVerdict.EARLY);
        assertThat(judgement.usable()).isEqualTo(ProbeJudgement.Usable.WITH_CARE);
        assertThat(judgement.confidence()).isEqualTo(ProbeJudgement.Confidence.HIGH);
        assertThat(judgement.because())
                .containsExactly(
                        "bridge-1: in step vf_mac_set the VF has the address and cannot receive, and the frames of untagged"
                                + " are nowhere; in step numvfs_1, without the address at the VF, they are at the PF, which is"
                                + " promiscuous or a bridge's port",
                        "fdb-1: the PF holds the MAC too (step vf_mac_set), so its frames come to the PF with either kind of"
                                + " driver",
                        "no-pf-mac-1: in step vf_mac_set the VF has the address and cannot receive, and the frames of"
                                + " untagged are nowhere; in step numvfs_1, without the address at the VF, they are at the PF,"
                                + " which asks for neither the address nor everything",
                        "vlan-1: the PF holds the MAC too (step vf_mac_vlan_set), so its frames come to the PF with either"
                                + " kind of driver");
        assertThat(judgement.remedy())
                .contains("bridge fdb add 52:54:00:fa:11:0e dev PF self before the VF's MAC is set, and bridge fdb del"
                        + " 52:54:00:fa:11:0e dev PF self when the VF is up");
        assertThat(judgement.wouldDecide()).isEmpty();
    }
}
