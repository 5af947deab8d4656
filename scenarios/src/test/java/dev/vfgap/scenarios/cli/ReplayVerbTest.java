package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerbTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "migration");
    private static final String S1 = SAMPLES.resolve("S1-1").toString();
    private static final String S7 = SAMPLES.resolve("S7-1").toString();

    @TempDir
    private Path folder;

    @Test
    void aBundleIsReplayedForPeople() {
        Ran ran = Ran.vfgap("replay", S1);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("S1-1: its control events replayed, frame by frame against what was captured\n")
                .contains("lost, measured                                    391                  6\n")
                .contains("lost, predicted                                   391                  4\n");
    }

    @Test
    void severalBundlesAreOneLineOfJsonEachInTheirOrder() throws IOException {
        Ran ran = Ran.vfgap("replay", "--json", S7, S1);
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("schema").asText()).isEqualTo("vfgap/replay/1");
        assertThat(first.get("bundle").asText()).isEqualTo("S7-1");
        assertThat(first.get("rx").get("predicted").get("lostFrames").asLong()).isEqualTo(21);
        assertThat(first.get("version").asText()).isEqualTo(Version.text());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aBundleThatCannotBeReadDoesNotHideTheOthers() {
        Ran ran = Ran.vfgap("replay", "--json", "no-such-bundle", S7);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err()).isEqualTo("no-such-bundle: there is no such file; check the name\n");
        assertThat(ran.out().lines()).hasSize(1);
    }

    @Test
    void outHoldsTheSameLinesAsStandardOutput() {
        Path out = folder.resolve("results");
        Ran ran = Ran.vfgap("replay", "--json", "--out", out.toString(), S7);
        assertThat(out.resolve("replay.json")).hasContent(ran.out());
    }
}
