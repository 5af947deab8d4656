package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each sighting is told once, whichever of the directions carries a number. */
class CaptureScanTest {

    @TempDir
    private Path folder;

    @Test
    void tellsEachSightingOnceWhetherNumberedOrMatched() {
        for (int streamWithout = 0; streamWithout < 2; streamWithout++) {
            int without = streamWithout;
            BundleFolder bundle = BundleFolder.in(folder.resolve("without" + without))
                    .with(manifest -> ((ObjectNode) manifest.at("/traffic/" + without)).remove("sequence"))
                    .point("peer", "peer", "")
                    .point("vfA", "primary", "A");
            for (int frame = 0; frame < 5; frame++) {
                bundle.rx("peer", 100 + frame, frame).rx("vfA", 100 + frame, frame + 10);
                bundle.tx("vfA", 200 + frame, frame).tx("peer", 200 + frame, frame + 10);
            }
            Map<String, Integer> told = new TreeMap<>();
            CaptureScan scan = CaptureScan.of(
                    CaptureBundle.read(bundle.write()),
                    CaptureScan.Unnumbered.MATCHED,
                    (point, direction, number, atNanos) -> told.merge(direction + " " + number, 1, Integer::sum));

            Map<String, Integer> expected = new TreeMap<>();
            for (int frame = 0; frame < 5; frame++) {
                expected.put("RX " + (without == 0 ? frame : 100 + frame), 2);
                expected.put("TX " + (without == 1 ? frame : 200 + frame), 2);
            }
            assertThat(told).isEqualTo(expected);
            assertThat(scan.matching(without == 0 ? Direction.RX : Direction.TX).frames())
                    .isEqualTo(5);
            assertThat(scan.findings()).isEmpty();
        }
    }
}
