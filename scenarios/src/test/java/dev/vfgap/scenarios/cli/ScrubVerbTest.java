package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubVerbTest {
    private static final Path SAMPLE = Path.of("..", "replay", "samples", "migration", "S7-1");

    @TempDir
    private Path temporary;

    private Ran scrub(String folder, String... more) {
        String[] args = new String[more.length + 4];
        args[0] = "scrub";
        args[1] = SAMPLE.toString();
        args[2] = "--out";
        args[3] = temporary.resolve(folder).toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return Ran.vfgap(args);
    }

    private byte[] file(String folder, String name) throws IOException {
        return Files.readAllBytes(temporary.resolve(folder).resolve(name));
    }

    @Test
    void aKeyGivesTheSameCopyAgainAndNoKeyAnotherEachTime() throws IOException {
        for (String folder : new String[] {"a", "b"}) {
            assertThat(scrub(folder, "--key", "k").exitCode()).isEqualTo(ExitCode.DONE);
        }
        for (String folder : new String[] {"c", "d"}) {
            assertThat(scrub(folder).exitCode()).isEqualTo(ExitCode.DONE);
        }
        assertThat(file("a", "peer.pcap.gz")).isEqualTo(file("b", "peer.pcap.gz"));
        assertThat(file("a", "bundle.json")).isEqualTo(file("b", "bundle.json"));
        assertThat(file("c", "bundle.json")).isNotEqualTo(file("d", "bundle.json"));
    }

    @Test
    void theCopyIsABundleThatCheckFindsGood() throws IOException {
        Ran ran = scrub("copy", "--json", "--name", "run-7");
        assertThat(new JsonMapper().readTree(ran.out()).path("schema").asText()).isEqualTo("vfgap/scrub/1");
        assertThat(Ran.vfgap("check", temporary.resolve("copy").toString()).exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(Ran.vfgap("account", temporary.resolve("copy").toString()).out())
                .startsWith("run-7");
    }

    @Test
    void anotherBundleIsNotWrittenOver() {
        assertThat(scrub("copy").exitCode()).isEqualTo(ExitCode.DONE);
        Ran again = scrub("copy");
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(again.errLines())
                .containsExactly(temporary.resolve("copy").resolve("bundle.json")
                        + ": is there already; give --force to replace it, or another folder");
        assertThat(Ran.vfgap("scrub", SAMPLE.toString()).err()).startsWith("vfgap scrub: --out is missing");
    }
}
