package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.logs.RawLab.ConsoleStamp;
import dev.vfgap.replay.logs.RawLab.GuestTime;
import dev.vfgap.replay.predict.ReplayJson;
import dev.vfgap.replay.predict.ReplayResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bundle that is assembled from raw files says the same as the one that the lab's own programs made.
 *
 * <p>Raw QMP text has QEMU's stamps in µs, which is all that a replay takes of a QMP event; the moment at which the lab's
 * program read it, in ns, is lost. A console stamped in µs moves kernel lines by up to 1 µs. A console without moments on
 * the host's clock moves the guest's events by the console's shortest delay.
 */
class AssembledBundleTest {
    /** The console's shortest delay in the samples, and the error of the lab's own map of the guest's clock. */
    private static final long CONSOLE_NANOS = 2_000_000;

    @TempDir
    private Path temporary;

    static Stream<Path> samples() {
        return Samples.migrations().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void replaysAsTheLabsOwnManifestDoes(Path sample) throws IOException {
        Path assembled = assemble(sample, ConsoleStamp.NANOSECONDS, GuestTime.TIED);

        assertThat(json(assembled)).isEqualTo(json(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tellsTheSameEvents(Path sample) throws IOException {
        Path assembled = assemble(sample, ConsoleStamp.NANOSECONDS, GuestTime.TIED);

        assertThat(events(assembled)).isEqualTo(events(sample));
        assertThat(CaptureBundle.read(assembled).window())
                .isEqualTo(CaptureBundle.read(sample).window());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aConsoleStampedInMicrosecondsMovesNothingByMore(Path sample) throws IOException {
        Path assembled = assemble(sample, ConsoleStamp.MICROSECONDS, GuestTime.TIED);

        ReplayResult ours = ReplayResult.of(CaptureBundle.read(assembled));
        ReplayResult theirs = ReplayResult.of(CaptureBundle.read(sample));
        assertSameWithin(1_000, ours, theirs);
        // A frame sent within that microsecond of a bound can come to lie on its other side; the prediction itself
        // stays.
        assertThat(ours.rx().predicted().value())
                .isEqualTo(theirs.rx().predicted().value());
        assertThat(ours.tx().predicted().value())
                .isEqualTo(theirs.tx().predicted().value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withoutTheGuestsTimesOnTheHostsClockItEstimatesThem(Path sample) throws IOException {
        Path assembled = assemble(sample, ConsoleStamp.NANOSECONDS, GuestTime.GUEST_CLOCK_ONLY);

        assertSameWithin(
                CONSOLE_NANOS,
                ReplayResult.of(CaptureBundle.read(assembled)),
                ReplayResult.of(CaptureBundle.read(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withoutAnyNotesItConcludesEnoughToPredictTheSameFrames(Path sample) throws IOException {
        Path raw = RawLab.write(sample, temporary.resolve("raw"), ConsoleStamp.NANOSECONDS, GuestTime.TIED);
        Path assembled = RawLab.bundle(LabFolder.read(raw, LabNotes.none()), "assembled");

        assertThat(frames(assembled)).isEqualTo(frames(sample));
    }

    private static List<String> frames(Path folder) {
        ReplayResult result = ReplayResult.of(CaptureBundle.read(folder));
        return Stream.of(result.rx(), result.tx())
                .map(way ->
                        "of " + way.frames() + " predicted " + way.predicted().value() + " missed " + way.missedFrames()
                                + " invented " + way.inventedFrames() + " " + way.causes())
                .toList();
    }

    private static void assertSameWithin(long nanos, ReplayResult ours, ReplayResult theirs) {
        assertThat(ours.happenings()).hasSameSizeAs(theirs.happenings());
        for (String kind : theirs.happenings().stream()
                .map(ReplayResult.Happening::kind)
                .distinct()
                .toList()) {
            List<Long> expected = times(theirs, kind);
            List<Long> found = times(ours, kind);
            assertThat(found).as(kind).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(Math.abs(found.get(i) - expected.get(i)))
                        .as(kind + " " + i)
                        .isLessThanOrEqualTo(nanos);
            }
        }
    }

    private static List<Long> times(ReplayResult result, String kind) {
        return result.happenings().stream()
                .filter(happening -> happening.kind().equals(kind))
                .map(happening -> happening.moment().atNanos())
                .sorted()
                .toList();
    }

    private Path assemble(Path sample, ConsoleStamp stamp, GuestTime time) throws IOException {
        Path raw = RawLab.write(sample, temporary.resolve("raw"), stamp, time);
        LabNotes notes = LabNotes.read(raw, RawLab.notes(sample), "capture.yaml");
        return RawLab.bundle(LabFolder.read(raw, notes), "assembled");
    }

    /** The whole result but for the bundle's name and its folder. */
    private static String json(Path folder) {
        ObjectNode json = ReplayJson.toJson(ReplayResult.of(CaptureBundle.read(folder)), "test");
        json.remove("bundle");
        return json.toPrettyString().replace(folder.toString(), "FOLDER");
    }

    private static List<String> events(Path folder) {
        return CaptureBundle.read(folder).events().events().stream()
                .map(RawLab::told)
                .sorted()
                .toList();
    }
}
