package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
