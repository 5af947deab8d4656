package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a probe whose capture of the PF did not run all the time. */
class ProbeCaptureGapTest {

    @TempDir
    private Path folder;

    /** A LATE card, whose PF's capture began or ended in the middle. */
    @ParameterizedTest
    @CsvSource({"0, 3", "0, 4", "3, 99", "4, 99"})
    void aCaptureOfThePfThatRanForAPartOnlyMakesNoLateCardEarly(int fromStep, int untilStep) {
        BuiltProbe probe = BuiltProbe.in(folder.resolve("part")).points("wire", "accepted", "pf", "vf");
        List<Map.Entry<String, String>> steps = List.of(
                Map.entry("pf_promisc_on", "ip link set pf0 promisc on"),
                Map.entry("numvfs_1", BuiltProbe.NUMVFS),
                Map.entry("vf_mac_set", BuiltProbe.VF_MAC),
                Map.entry("vf_bind", BuiltProbe.BIND),
                Map.entry("vf_unbind", BuiltProbe.UNBIND),
                Map.entry("vf_mac_clear", "ip link set pf0 vf 0 mac 00:00:00:00:00:00"));
        for (int step = 0; step < steps.size(); step++) {
            probe.step(steps.get(step).getKey(), steps.get(step).getValue());
            boolean captured = step >= fromStep && step < untilStep;
            probe = captured ? probe.goes("pf") : probe.goes();
        }
        assertThat(probe.judge().verdict()).isNotEqualTo(ProbeVerdict.EARLY);
    }
}
