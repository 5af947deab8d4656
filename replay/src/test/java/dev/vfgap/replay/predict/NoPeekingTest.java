package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What became of a frame is no input of its prediction. */
class NoPeekingTest {
    @TempDir
    private Path temporary;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void predictsTheSameWhenItIsBlankedWhoReceivedWhat(Path folder) throws IOException {
        Path blanked = Samples.copy(folder, temporary.resolve("blanked"));
        blank(blanked.resolve("packets.csv.gz"));

        ReplayResult seeing = ReplayResult.of(CaptureBundle.read(folder));
        ReplayResult blind = ReplayResult.of(CaptureBundle.read(blanked));

        assertThat(blind.rx().measuredLostFrames()).isEqualTo(seeing.rx().frames());
        assertThat(predicted(blind)).isEqualTo(predicted(seeing));
        for (Direction direction : Direction.values()) {
            assertThat(fates(blanked, direction)).isEqualTo(fates(folder, direction));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void takesNothingFromThePathCapturesButTheMomentsOfTheFiltersMoves(Path folder) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        CaptureBundle blind = Without.CAPTURES.of(bundle);
        if (ReplayResult.of(bundle).moves().isEmpty()) {
            assertThat(predicted(ReplayResult.of(blind))).isEqualTo(predicted(ReplayResult.of(bundle)));
        }
        assertThat(ReplayResult.of(blind).happenings().stream()
                        .filter(happening -> !happening.kind().equals("filter")))
                .containsExactlyElementsOf(ReplayResult.of(bundle).happenings().stream()
                        .filter(happening -> !happening.kind().equals("filter"))
                        .toList());
    }

    private static byte[] fates(Path folder, Direction direction) {
        CaptureBundle bundle = CaptureBundle.read(folder);
        return Prediction.of(bundle, SampleReplaysTest.sent(bundle)).fates(direction);
    }

    private static String predicted(ReplayResult result) {
        return Stream.of(result.rx(), result.tx())
                        .map(comparison -> comparison.predicted() + " " + comparison.causes() + " "
                                + comparison.predictedOutages())
                        .collect(Collectors.joining("\n"))
                + result.happenings();
    }

    /** Empties the last two columns of a delivery file. */
    private static void blank(Path file) throws IOException {
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String blanked = text.lines()
                .map(line -> line.matches("[01],.*") ? line.replaceFirst(",[^,]*,[^,]*$", ",,0") : line)
                .collect(Collectors.joining("\n", "", "\n"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(blanked.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
