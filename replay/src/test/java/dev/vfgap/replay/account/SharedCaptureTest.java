package dev.vfgap.replay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.PcapngWriter;
import dev.vfgap.replay.logs.BundleDraft;
import dev.vfgap.replay.logs.LabFolder;
import dev.vfgap.replay.logs.LabNotes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that are interfaces of one capture, as {@code dumpcap -i A -i B} and {@code vfgap capture} write it. */
class SharedCaptureTest {

    private static final Path SAMPLE = Samples.migration("S7-1");

    @TempDir
    private Path folder;

    /** All points of the sample in one file, one after the other; an interface is named as its point, with its host. */
    private static void joinCaptures(CaptureBundle bundle, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                PcapngWriter writer = new PcapngWriter(out, "test")) {
            List<Integer> indexes = new ArrayList<>();
            for (CapturePoint point : bundle.points()) {
                indexes.add(writer.add(point.name(), "", 1, 0));
            }
            for (int i = 0; i < indexes.size(); i++) {
                CapturePoint point = bundle.points().get(i);
                try (CaptureReader reader = CaptureReader.open(point.file().orElseThrow(), point.shownFile())) {
                    while (reader.next()) {
                        writer.write(indexes.get(i), reader.atNanos(), reader, "");
                    }
                }
            }
        }
    }

    private CaptureBundle joined() throws IOException {
        CaptureBundle whole = CaptureBundle.read(SAMPLE);
        Path made = PoorBundle.of(SAMPLE, folder.resolve("joined"))
                .with(manifest -> {
                    ArrayNode points = manifest.withArray("points");
                    for (JsonNode point : points) {
                        ((ObjectNode) point)
                                .put("file", "all.pcapng")
                                .put("interface", point.path("name").asText());
                    }
                })
                .write();
        joinCaptures(whole, made.resolve("all.pcapng"));
        return CaptureBundle.read(made);
    }

    @Test
    void theyGiveTheAccountOfAFileForEach() throws IOException {
        Account each = Account.of(CaptureBundle.read(SAMPLE));
        Account shared = Account.of(joined());
        for (Direction direction : Direction.values()) {
            assertThat(PoorBundle.counts(shared.of(direction))).isEqualTo(PoorBundle.counts(each.of(direction)));
        }
    }

    @Test
    void aNameThatTheCaptureLacksIsRefusedWithThoseThatItHas() throws IOException {
        CaptureBundle bundle = joined();
        Path made = PoorBundle.of(bundle.folder(), folder.resolve("wrong"))
                .with(manifest -> ((ObjectNode) manifest.withArray("points").get(0)).put("interface", "eth9"))
                .write();
        assertThatThrownBy(() -> Account.of(CaptureBundle.read(made)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("all.pcapng: has no interface \"eth9\"; name one that it has: peer, uplinkA");
    }

    @Test
    void aLabsCaptureOfSeveralInterfacesBecomesAPointForEach() throws IOException {
        CaptureBundle whole = CaptureBundle.read(SAMPLE);
        Files.createDirectories(folder.resolve("lab"));
        joinCaptures(whole, folder.resolve("lab").resolve("trace.pcapng"));
        BundleDraft draft = BundleDraft.of(
                LabFolder.read(folder.resolve("lab"), LabNotes.none()),
                "lab",
                OptionalLong.of(whole.guest().mac()));
        List<String> points = new ArrayList<>();
        for (JsonNode point : draft.manifest().path("points")) {
            points.add(point.path("interface").asText() + " " + point.path("at").asText() + " "
                    + point.path("host").asText() + " " + point.path("file").asText());
        }
        assertThat(points)
                .containsExactlyInAnyOrderElementsOf(whole.points().stream()
                        .map(point -> point.name() + " " + point.at().name().toLowerCase(Locale.ROOT) + " "
                                + point.host().map(Enum::name).orElse("") + " trace.pcapng")
                        .toList());
        assertThat(draft.files()).hasSize(1);
    }
}
