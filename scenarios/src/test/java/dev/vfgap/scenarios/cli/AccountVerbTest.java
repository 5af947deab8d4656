package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountVerbTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "migration");
    private static final String S1 = SAMPLES.resolve("S1-1").toString();
    private static final String S7 = SAMPLES.resolve("S7-1").toString();

    @TempDir
    private Path folder;

    @Test
    void aBundleIsAccountedForPeople() {
        Ran ran = Ran.vfgap("account", S1);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("sent                                   4766             4638");
    }

    @Test
    void severalBundlesAreOneLineOfJsonEachInTheirOrder() throws IOException {
        Ran ran = Ran.vfgap("account", "--json", S7, S1);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("schema").asText()).isEqualTo("vfgap/account/1");
        assertThat(first.get("bundle").asText()).isEqualTo("S7-1");
        assertThat(first.get("rx").get("lostFrames").asLong()).isEqualTo(21);
        assertThat(first.get("rx").get("longestOutageMs").asDouble()).isEqualTo(40.011);
        assertThat(first.get("version").asText()).isEqualTo(Version.text());
        assertThat(first.get("assumed")).isEmpty();
    }

    @Test
    void framesAreToldApartAsIsAsked() throws IOException {
        JsonNode content = new ObjectMapper()
                .readTree(
                        Ran.vfgap("account", "--json", "--match", "content", S7).out());
        assertThat(content.at("/rx/matching/by").asText()).isEqualTo("content");
        assertThat(content.at("/rx/matching/confidence").asDouble()).isEqualTo(1);
        Ran wrong = Ran.vfgap("account", "--match", "payload", S7);
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err())
                .isEqualTo("--match payload: is none of auto, sequence, content; write --match content\n");
    }

    @Test
    void aBundleThatCannotBeReadDoesNotHideTheOthers() {
        Ran ran = Ran.vfgap("account", "--json", "no-such-bundle", S7);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("no-such-bundle: there is no such file; check the name\n");
        assertThat(ran.out().lines()).hasSize(1);
    }

    @Test
    void theManifestNamesItsBundle() {
        assertThat(Ran.vfgap("account", "--json", S7 + "/bundle.json").out())
                .isEqualTo(Ran.vfgap("account", "--json", S7).out());
    }

    @Test
    void outHoldsTheSameLinesAsStandardOutput() {
        Path out = folder.resolve("results");
        Ran ran = Ran.vfgap("account", "--json", "--out", out.toString(), S7);
        assertThat(ran.err()).isEqualTo("vfgap account: wrote " + out.resolve("account.ndjson") + "\n");
        assertThat(out.resolve("account.ndjson")).hasContent(ran.out());
    }

    @Test
    void framesHoldWhatAllPointsCapturedOnceAndSayWhichWereLost() throws IOException {
        Path out = folder.resolve("results");
        Ran ran = Ran.vfgap("account", "--out", out.toString(), "--frames", S7);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        Path written = out.resolve("frames.pcapng");
        assertThat(ran.err()).startsWith("vfgap account: wrote " + written + "\n");

        Map<String, Long> frames = new TreeMap<>();
        Set<String> lost = new TreeSet<>();
        long last = 0;
        int stepsBack = 0;
        try (CaptureReader reader = CaptureReader.open(written, "FILE")) {
            while (reader.next()) {
                stepsBack += reader.atNanos() < last ? 1 : 0;
                last = reader.atNanos();
                frames.merge(reader.interfaces().get(reader.interfaceIndex()).name(), 1L, Long::sum);
                lost.addAll(reader.comments());
            }
        }
        Map<String, Long> captured = new TreeMap<>();
        CaptureBundle bundle = CaptureBundle.read(Path.of(S7));
        int capturedStepsBack = 0;
        for (CapturePoint point : bundle.points()) {
            last = 0;
            try (CaptureReader reader = CaptureReader.open(point.file().orElseThrow(), "FILE")) {
                while (reader.next()) {
                    capturedStepsBack += reader.atNanos() < last ? 1 : 0;
                    last = reader.atNanos();
                    captured.merge(point.name(), 1L, Long::sum);
                }
            }
        }
        assertThat(frames).isEqualTo(captured);
        assertThat(stepsBack).as("out of order only where a capture is").isLessThanOrEqualTo(capturedStepsBack);
        assertThat(lost).hasSize(21).allMatch(comment -> comment.matches("rx \\d+ lost, last seen at [\\w-]+"));
    }

    @Test
    void framesWithoutAFolderIsBadUsage() {
        Ran ran = Ran.vfgap("account", "--frames", S7);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("--frames writes a file, and no folder is named; add --out DIR\n");
    }

    @Test
    void aCaptureIsKnownByItsFirstBytesAndChecked() throws IOException {
        byte[] section = {
            0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, 28,
            0, 0, 0
        };
        Path good = Files.write(folder.resolve("pf.pcapng0"), section);
        section[24] = 32;
        Path bad = Files.write(folder.resolve("pf.pcapng1"), section);

        Ran ran = Ran.vfgap("check", good.toString(), bad.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out()).startsWith(good + ": a capture without errors\n");
        assertThat(ran.out() + ran.err())
                .contains(bad + ": byte 24: has a block at byte 0 whose length is 28 at its start and 32 at its end;"
                        + " copy the file again or capture again");
    }

    @Test
    void everySampleIsWithoutErrors() {
        Ran ran = Ran.vfgap("check", S1, S7, S1 + "/peer.pcap.gz");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(S1 + ": a capture bundle without errors\n" + S7 + ": a capture bundle without errors\n" + S1
                        + "/peer.pcap.gz: a capture without errors\n");
    }

    @Test
    void aNameInABundleDoesNotSteerTheTerminal() throws IOException {
        for (String file : List.of("bundle.json", "packets.csv.gz")) {
            Files.copy(Path.of(S7, file), folder.resolve(file));
        }
        Path manifest = folder.resolve("bundle.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"name\": \"S7-1\"", "\"name\": \"a\\u001b[2Jb\""));
        assertThat(Ran.vfgap("account", folder.toString()).out())
                .startsWith("a?[2Jb: what was captured")
                .doesNotContain("\u001b");
    }
}
