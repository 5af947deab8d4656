package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.live.CapturePlace;
import dev.vfgap.replay.live.CapturePlan;
import dev.vfgap.replay.live.LiveCounts;
import dev.vfgap.replay.live.LiveProgress;
import dev.vfgap.replay.live.LiveResult;
import dev.vfgap.scenarios.output.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code capture}: what is refused before libpcap is asked, and what is told of a capture. */
class CaptureVerbTest {
    private static final String SHOWS_HOW = " (\"vfgap capture --help\" shows how)";

    private static final LiveProgress UPLINK = new LiveProgress(
            new CapturePlace("br0", Place.Kind.UPLINK, Optional.of(Host.A)), 80, new LiveCounts(100, 15, 5), 1, "");

    private static final LiveProgress PEER = new LiveProgress(
            new CapturePlace("eth0", Place.Kind.PEER, Optional.empty()),
            7,
            LiveCounts.NONE,
            1_000,
            "The interface disappeared");

    private static final LiveResult RESULT = new LiveResult(
            1_800_000_000_000_000_000L,
            1_800_000_001_500_000_000L,
            LiveResult.End.DURATION,
            List.of(UPLINK, PEER),
            List.of(
                    new LiveResult.Written(
                            "uplink-A-br0_?????_??????????????.pcapng",
                            List.of(UPLINK.place()),
                            List.of(Path.of("run", "uplink-A-br0_00003_20270115080001.pcapng")),
                            2),
                    new LiveResult.Written(
                            "peer-eth0.pcapng", List.of(PEER.place()), List.of(Path.of("run", "peer-eth0.pcapng")), 0)),
            Optional.empty());

    private static final CapturePlan PLAN = new CapturePlan(
            Path.of("run"),
            CapturePlan.Layout.FILE_EACH,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            "");

    @TempDir
    private Path folder;

    static Stream<Arguments> refused() {
        String place = "--interface br0=uplink:A";
        return Stream.of(
                Arguments.of(
                        "--out o",
                        "say what to capture: --interface NAME=POINT[:HOST], such as --interface br0=uplink:A"
                                + " (vfgap capture --list shows the interfaces)"),
                Arguments.of(place, "say where to write: --out DIR, such as --out my-run"),
                Arguments.of(
                        "--interface br0=uplnk:A --out o",
                        "--interface: \"uplnk\" is no point of a bundle; write one of peer, uplink, standby, primary, guest"),
                Arguments.of(
                        place + " --interface br0=peer --out o",
                        "--interface: br0 is named twice; name each interface once"),
                Arguments.of(
                        "--host C --interface br0=uplink --out o",
                        "--host: \"C\" is no host; write A for the host that the guest leaves, B for the other"),
                Arguments.of(
                        place + " --duration 30 --out o",
                        "--duration: '30' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)"),
                Arguments.of(
                        place + " --duration 0s --out o", "--duration is 0s; write a time longer than 0s, such as 60s"),
                Arguments.of(place + " --packets 0 --out o", "--packets is 0; write 1 or more"),
                Arguments.of(place + " --snap-length 8B --out o", "--snap-length is 8B; write 14B to 65535B"),
                Arguments.of(place + " --buffer 2GiB --out o", "--buffer is 2GiB; write 64KiB to 2047MiB"),
                Arguments.of(
                        place + " --ring 100MiB --out o",
                        "--ring: \"100MiB\" is no ring; write files and size, such as 4x100MiB"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aWrongOptionIsToldInOneSentence(String options, String sentence) {
        Ran ran = Ran.vfgap(("capture " + options).split(" "));
        assertThat(ran.errLines()).containsExactly("vfgap capture: " + sentence + SHOWS_HOW);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Path.of("o")).doesNotExist();
    }

    @Test
    void aCaptureThatIsThereIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("uplink-A-br0.pcapng"), "");
        Files.writeString(folder.resolve("uplink-A-br1_00001_20270115080000.pcapng"), "");
        for (String ring : List.of("", " --ring 2x1MiB")) {
            String name = ring.isEmpty() ? "br0" : "br1";
            Ran ran =
                    Ran.vfgap(("capture --split --interface " + name + "=uplink:A --out " + folder + ring).split(" "));
            assertThat(ran.err())
                    .endsWith(": is there already; name another folder, or move it away\n")
                    .contains(folder.resolve("uplink-A-" + name).toString());
            assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        }
    }

    @Test
    void thePeopleReadWhatEachInterfaceGaveAndWhatComesNext() {
        assertThat(CaptureReport.text(PLAN, RESULT)).isEqualTo("""
                br0, uplink of A: 80 frames, 20 dropped, stamps in ns
                eth0, peer: 7 frames, 0 dropped, stamps in us
                2027-01-15 08:00:00.000 to 2027-01-15 08:00:01.500 UTC (1.500 s), ended by --duration
                  run/uplink-A-br0_00003_20270115080001.pcapng
                  run/peer-eth0.pcapng
                Next: vfgap doctor run, vfgap bundle run
                """);
    }

    @Test
    void theProgramsReadTheSame() {
        assertThat(JsonText.line(CaptureReport.json(PLAN, RESULT)))
                .startsWith("{\"schema\":\"vfgap/capture/1\",\"version\":\"")
                .endsWith(
                        ",\"assumed\":[],\"folder\":\"run\",\"fromNs\":1800000000000000000,\"toNs\":1800000001500000000,"
                                + "\"endedBy\":\"duration\",\"interfaces\":["
                                + "{\"interface\":\"br0\",\"at\":\"uplink\",\"host\":\"A\",\"frames\":80,\"receivedFrames\":100,"
                                + "\"droppedByKernelFrames\":15,\"droppedByInterfaceFrames\":5,\"stampResolutionNs\":1,"
                                + "\"endedEarlyBecause\":null},"
                                + "{\"interface\":\"eth0\",\"at\":\"peer\",\"frames\":7,\"receivedFrames\":0,"
                                + "\"droppedByKernelFrames\":0,\"droppedByInterfaceFrames\":0,\"stampResolutionNs\":1000,"
                                + "\"endedEarlyBecause\":\"The interface disappeared\"}],"
                                + "\"captures\":[{\"name\":\"uplink-A-br0_?????_??????????????.pcapng\",\"interfaces\":[\"br0\"],"
                                + "\"files\":[\"run/uplink-A-br0_00003_20270115080001.pcapng\"],\"removedFiles\":2},"
                                + "{\"name\":\"peer-eth0.pcapng\",\"interfaces\":[\"eth0\"],\"files\":[\"run/peer-eth0.pcapng\"],"
                                + "\"removedFiles\":0}]}");
    }

    @Test
    void whatIsMissingInACaptureIsTold() {
        assertThat(CaptureReport.drops(RESULT))
                .containsExactly(
                        "br0: 20 frames are not in the capture (15 dropped by the kernel, 5 by the interface); give a"
                                + " larger --buffer, a --filter or a smaller --snap-length, or capture with dumpcap");
        assertThat(CaptureReport.notes(RESULT))
                .containsExactly(
                        "eth0: ended before the capture did (The interface disappeared)",
                        "uplink-A-br0_?????_??????????????.pcapng: the ring has removed its 2 oldest files");
        assertThat(CaptureProgress.line(RESULT.interfaces())).isEqualTo("br0 80 frames, 20 dropped | eth0 7 frames");
    }

    @Test
    void itsNotesSayWhereEachInterfaceOfACaptureStands() {
        LiveResult.Written one = new LiveResult.Written(
                "capture.pcapng", List.of(UPLINK.place(), PEER.place()), List.of(Path.of("capture.pcapng")), 0);
        assertThat(CaptureReport.notes(List.of(one))).endsWith("""
                files:
                  - file: "capture.pcapng"
                    interface: "br0"
                    at: uplink
                    host: A
                  - file: "capture.pcapng"
                    interface: "eth0"
                    at: peer
                """);
    }

    @Test
    void itsNotesSayWhereEachCaptureWasMade() {
        assertThat(CaptureReport.notes(RESULT.captures())).endsWith("""
                files:
                  - file: "uplink-A-br0_?????_??????????????.pcapng"
                    at: uplink
                    host: A
                  - file: "peer-eth0.pcapng"
                    at: peer
                """);
    }
}
