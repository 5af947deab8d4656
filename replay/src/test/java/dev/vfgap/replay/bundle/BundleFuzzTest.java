package dev.vfgap.replay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vfgap.models.frame.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes in the place of a bundle's file are read, or refused with one sentence for each problem.
 *
 * <p>In a build these tests repeat the inputs beside them in {@code BundleFuzzTestInputs}; CONTRIBUTING.md says how to look
 * for others.
 */
class BundleFuzzTest {

    private static final String NAMES_EVENTS = """
            {"format": "vfgap-capture-bundle/1", "name": "x",
             "guest": {"mac": "52:54:00:aa:bb:01", "ipv4": "10.9.0.2", "udpPort": 7000},
             "peer": {"mac": "02:00:00:00:00:01", "ipv4": "10.9.0.1", "udpPort": 7000},
             "events": "events.jsonl"}
            """;

    @TempDir
    private static Path folder;

    @FuzzTest
    void anyManifestIsReadOrRefused(byte[] bytes) throws IOException {
        Files.write(folder.resolve("bundle.json"), bytes);
        try {
            CaptureBundle bundle = CaptureBundle.read(folder);
            assertThat(bundle.points()).hasSizeLessThanOrEqualTo(62);
            for (CapturePoint point : bundle.points()) {
                point.file().ifPresent(file -> assertThat(file.normalize())
                        .as("lies in the folder")
                        .startsWith(folder.normalize()));
            }
            assertThat(bundle.window().fromNanos())
                    .isLessThanOrEqualTo(bundle.window().untilNanos());
        } catch (BadInputException e) {
            holds(e);
        }
    }

    @FuzzTest
    void anyEventsAreReadOrRefused(byte[] bytes) throws IOException {
        Files.writeString(folder.resolve("bundle.json"), NAMES_EVENTS);
        Files.write(folder.resolve("events.jsonl"), bytes);
        try {
            assertThat(CaptureBundle.read(folder).events().events())
                    .extracting(RecordedEvent::atNanos)
                    .isSorted();
        } catch (BadInputException e) {
            holds(e);
        } finally {
            Files.delete(folder.resolve("events.jsonl"));
        }
    }

    @FuzzTest
    void anyDeliveriesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = folder.resolve("packets.csv.gz");
        Files.write(file, bytes);
        try {
            Deliveries.File deliveries = Deliveries.read(file, "packets.csv.gz");
            for (Direction direction : Direction.values()) {
                Deliveries rows = deliveries.of(direction);
                for (int frame = 1; frame < rows.frames(); frame++) {
                    assertThat(rows.sentNanos(frame)).isGreaterThanOrEqualTo(rows.sentNanos(frame - 1));
                }
            }
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
