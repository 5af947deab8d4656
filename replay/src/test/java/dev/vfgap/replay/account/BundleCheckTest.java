package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTest {

    @TempDir
    private Path temporary;

    @Test
    void aSampleHasNothingWrong() {
        assertThat(BundleCheck.of(Samples.migration("S7-1"))).isEqualTo(new BundleCheck(List.of(), List.of()));
    }

    @Test
    void everyBrokenFileIsToldAndWhatLacksIsFound() throws IOException {
        Path bundle = Samples.copy(Samples.migration("S7-1"), temporary.resolve("bundle"));
        Files.write(bundle.resolve("peer.pcap.gz"), new byte[0]);
        Files.writeString(bundle.resolve("uplinkA.pcap.gz"), "text");
        Files.writeString(bundle.resolve("packets.csv.gz"), "text");
        Files.delete(bundle.resolve("tapA-virtio.pcap.gz"));
        BundleCheck check = BundleCheck.of(bundle);

        assertThat(check.problems())
                .extracting(InputProblem::file)
                .containsExactly(bundle + "/peer.pcap.gz", bundle + "/uplinkA.pcap.gz", bundle + "/packets.csv.gz");
        assertThat(check.findings()).extracting(Finding::where).containsExactly(bundle + "/tapA-virtio.pcap.gz");
    }
}
