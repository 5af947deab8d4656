package dev.vfgap.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.CaptureRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reading and writing of a live capture, with interfaces whose frames are written down. */
@Timeout(60)
class LiveCaptureTest {
    /** In the year 2096: after the beginning of any capture. */
    private static final long LATER = 4_000_000_000_000_000_000L;

    private static final LiveOptions OPTIONS =
            new LiveOptions(256, 1 << 20, LiveOptions.Reception.AS_IT_IS, "udp port 7000");

    @TempDir
    private Path folder;

    private static LiveFrame frame(long atNanos, int number) {
        return new LiveFrame(atNanos, new byte[] {1, 2, 3, (byte) (number >> 8), (byte) number}, 100);
    }

    private static LiveFrame[] frames(int from, int count) {
        LiveFrame[] frames = new LiveFrame[count];
        for (int i = 0; i < count; i++) {
            frames[i] = frame(LATER + from + i, from + i);
        }
        return frames;
    }

    private static LiveCapture.Source source(ScriptedInterface live, Place.Kind at) {
        return new LiveCapture.Source(new CapturePlace(live.name(), at, Optional.empty()), live, OPTIONS);
    }

    private CapturePlan plan(CapturePlan.Layout layout, Optional<RingPlan> ring, long packets) {
        return new CapturePlan(
                folder,
                layout,
                ring,
                OptionalLong.empty(),
                packets == 0 ? OptionalLong.empty() : OptionalLong.of(packets),
                "test");
    }

    private CapturePlan plan(long packets) {
        return plan(CapturePlan.Layout.FILE_EACH, Optional.empty(), packets);
    }

    /** What a capture holds: stamp after {@link #LATER}, bytes, original length and interface of each packet. */
    private List<String> packets(String name) {
        List<String> packets = new ArrayList<>();
        try (CaptureRing ring = CaptureRing.open(folder.resolve(name), name)) {
            while (ring.next()) {
                CaptureReader packet = ring.packet();
                byte[] bytes = new byte[packet.capturedLength()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) packet.frame().byteAt(i);
                }
                packets.add(packet.atNanos() - LATER + " " + HexFormat.of().formatHex(bytes) + " "
                        + packet.originalLength() + " " + packet.interfaceIndex());
            }
            assertThat(ring.findings()).allMatch(finding -> finding.kind() == Finding.Kind.LIMIT);
        }
        return packets;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesTheFramesOfEachInterfaceIntoItsOwnFile() throws IOException {
        ScriptedInterface one = new ScriptedInterface("e0").gives(frames(0, 2)).gives(frames(2, 1));
        ScriptedInterface two = new ScriptedInterface("e1").gives(frames(0, 1)).gives(frames(700, 1));
        LiveResult result = new LiveCapture(
                        plan(5), List.of(source(one, Place.Kind.PEER), source(two, Place.Kind.GUEST)))
                .run(progress -> {});

        assertThat(result.end()).isEqualTo(LiveResult.End.PACKETS);
        assertThat(result.failure()).isEmpty();
        assertThat(packets("peer-e0.pcapng"))
                .containsExactly("0 0102030000 100 0", "1 0102030001 100 0", "2 0102030002 100 0");
        assertThat(packets("guest-e1.pcapng")).containsExactly("0 0102030000 100 0", "700 01020302bc 100 0");
        assertThat(left()).containsExactly("guest-e1.pcapng", "peer-e0.pcapng");
        assertThat(result.captures())
                .extracting(LiveResult.Written::name)
                .containsExactly("peer-e0.pcapng", "guest-e1.pcapng");
        assertThat(one.isClosed() && two.isClosed()).isTrue();
    }

    @Test
    void oneFileHasAnInterfaceForEachAndTheOrderOfEachInterface() throws IOException {
        ScriptedInterface one = new ScriptedInterface("e0").gives(frames(0, 300));
        ScriptedInterface two =
                new ScriptedInterface("e1").gives(frames(0, 200)).gives(frames(200, 100));
        new LiveCapture(
                        plan(CapturePlan.Layout.ONE_FILE, Optional.empty(), 600),
                        List.of(source(one, Place.Kind.PEER), source(two, Place.Kind.GUEST)))
                .run(progress -> {});

        List<String> all = packets("capture.pcapng");
        for (int index = 0; index < 2; index++) {
            String of = " " + index;
            List<String> expected = Stream.of(frames(0, 300))
                    .map(frame ->
                            String.format("%d 010203%04x 100%s", frame.atNanos() - LATER, frame.atNanos() - LATER, of))
                    .toList();
            assertThat(all.stream().filter(line -> line.endsWith(of))).containsExactlyElementsOf(expected);
        }
        assertThat(all).hasSize(600);
        try (CaptureReader reader = CaptureReader.open(folder.resolve("capture.pcapng"), "capture")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.interfaces())
                    .extracting(info -> info.name() + ", " + info.description() + ", " + info.snapLength() + ", "
                            + info.unitsPerSecond())
                    .containsExactly("e0, peer, 256, 1000000000", "e1, guest, 256, 1000000000");
        }
        assertThat(left()).containsExactly("capture.pcapng");
    }

    @Test
    void theFrameThatMakesTheNumberFullIsTheLast() {
        ScriptedInterface one = new ScriptedInterface("e0").gives(frames(0, 10)).gives(frames(10, 10));
        LiveResult result = new LiveCapture(plan(7), List.of(source(one, Place.Kind.PEER))).run(progress -> {});
        assertThat(packets("peer-e0.pcapng")).hasSize(7).last().isEqualTo("6 0102030006 100 0");
        assertThat(result.interfaces()).extracting(LiveProgress::frames).containsExactly(7L);
    }

    @Test
    void framesOutsideItsTimeAreNotWritten() {
        AtomicReference<LiveCapture> capture = new AtomicReference<>();
        ScriptedInterface one = new ScriptedInterface("e0");
        capture.set(new LiveCapture(plan(0), List.of(source(one, Place.Kind.PEER))));
        Instant moment = Instant.now();
        long now = moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
        one.gives(frame(1_000, 1), frame(now, 2))
                .then(() -> capture.get().stop())
                .waitsUntilWoken()
                .gives(frame(now + 1, 3))
                .gives(frame(now + 2, 4), frame(LATER, 5))
                .gives(frame(now + 3, 6));
        LiveResult result = capture.get().run(progress -> {});
        assertThat(result.end()).isEqualTo(LiveResult.End.STOPPED);
        assertThat(packets("peer-e0.pcapng"))
                .containsExactly(
                        now - LATER + " 0102030002 100 0",
                        now + 1 - LATER + " 0102030003 100 0",
                        now + 2 - LATER + " 0102030004 100 0");
        assertThat(result.fromNanos()).isLessThanOrEqualTo(now);
    }

    @Test
    void theEndIsSaidWhenEveryInterfaceIsGoneAndWhatTheyGaveIsKept() {
        ScriptedInterface one = new ScriptedInterface("e0").gives(frames(0, 3)).ends("The interface disappeared");
        ScriptedInterface two = new ScriptedInterface("e1").ends("The interface disappeared");
        LiveResult result = new LiveCapture(
                        plan(0), List.of(source(one, Place.Kind.PEER), source(two, Place.Kind.GUEST)))
                .run(progress -> {});
        assertThat(result.end()).isEqualTo(LiveResult.End.INTERFACES_GONE);
        assertThat(result.interfaces())
                .extracting(LiveProgress::endedBy)
                .containsExactly("The interface disappeared", "The interface disappeared");
        assertThat(packets("peer-e0.pcapng")).hasSize(3);
        assertThat(packets("guest-e1.pcapng")).isEmpty();
    }

    @Test
    void anInterfaceThatGoesLeavesTheOthersCapturing() {
        ScriptedInterface one = new ScriptedInterface("e0").ends("The interface disappeared");
        ScriptedInterface two = new ScriptedInterface("e1").gives(frames(0, 1)).gives(frames(1, 9));
        LiveResult result = new LiveCapture(
                        plan(10), List.of(source(one, Place.Kind.PEER), source(two, Place.Kind.GUEST)))
                .run(progress -> {});
        assertThat(result.end()).isEqualTo(LiveResult.End.PACKETS);
        assertThat(packets("guest-e1.pcapng")).hasSize(10);
    }

    @Test
    void whatTheInterfaceDroppedStandsInTheFile() {
        ScriptedInterface one = new ScriptedInterface("e0")
                .gives(frames(0, 3))
                .counts(new LiveCounts(20, 15, 2))
                .ends("done");
        LiveResult result = new LiveCapture(plan(0), List.of(source(one, Place.Kind.PEER))).run(progress -> {});
        assertThat(result.interfaces()).extracting(LiveProgress::counts).containsExactly(new LiveCounts(20, 15, 2));
        try (CaptureReader reader = CaptureReader.open(folder.resolve("peer-e0.pcapng"), "peer")) {
            while (reader.next()) {
                // The statistics stand after the last packet.
            }
            assertThat(reader.interfaces()).extracting(info -> info.drops()).containsExactly(OptionalLong.of(17));
        }
    }

    @Test
    void aRingKeepsItsNewestFilesWhichReadAsOneCapture() throws IOException {
        ScriptedInterface one = new ScriptedInterface("e0");
        for (int i = 0; i < 4_000; i += 100) {
            one.gives(frames(i, 100));
        }
        // A block of such a packet has 48 bytes and the buffer counts: 4000 of them fill two files and a part of a
        // third.
        RingPlan ring = new RingPlan(2, 65_536);
        LiveResult result = new LiveCapture(
                        plan(CapturePlan.Layout.FILE_EACH, Optional.of(ring), 4_000),
                        List.of(source(one, Place.Kind.PEER)))
                .run(progress -> {});

        LiveResult.Written written = result.captures().get(0);
        assertThat(written.name()).isEqualTo("peer-e0_?????_??????????????.pcapng");
        assertThat(written.removedFiles()).isEqualTo(1);
        assertThat(left())
                .hasSize(2)
                .allMatch(name -> name.matches("peer-e0_0000[23]_\\d{14}\\.pcapng"))
                .isEqualTo(written.files().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        List<String> kept = packets(written.name());
        int first = 4_000 - kept.size();
        assertThat(first).isBetween(1_480, 1_490);
        assertThat(kept).first().isEqualTo(String.format("%d 010203%04x 100 0", first, first));
        assertThat(kept).last().isEqualTo("3999 0102030f9f 100 0");
        try (CaptureRing read = CaptureRing.open(folder.resolve(written.name()), "ring")) {
            while (read.next()) {
                // To the end, where it says what lacks.
            }
            assertThat(read.findings())
                    .extracting(Finding::text)
                    .containsExactly("the ring has no files 1 to 1, which were overwritten or left out");
        }
    }

    @Test
    void aFileThatCannotBeBegunIsToldAsARefusal() {
        ScriptedInterface one = new ScriptedInterface("e0");
        CapturePlan nowhere = new CapturePlan(
                folder.resolve("none"),
                CapturePlan.Layout.FILE_EACH,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "test");
        LiveCapture capture = new LiveCapture(nowhere, List.of(source(one, Place.Kind.PEER)));
        assertThatThrownBy(() -> capture.run(progress -> {}))
                .isInstanceOf(MachineRefusedException.class)
                .hasMessageContaining("peer-e0.pcapng: cannot be written");
        assertThat(one.isClosed()).isTrue();
    }
}
