package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityVerbTest {
    @TempDir
    private Path folder;

    private static Ran sensitivity(String line) {
        List<String> args = new ArrayList<>(List.of("sensitivity"));
        args.addAll(List.of(line.split(" ")));
        return Ran.vfgap(args.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "screen, screen default --over guest.vfOpen --paths 2 --replications 4",
        "indices, indices default --over guest.vfOpen --rows 16",
        "flips, flips default --strategies vfio-migration;virtio-only --over vfio.loadPerMiB --replications 10"
    })
    void writesTheSameBytesOnOneAndTwoJobs(String verb, String line) throws IOException {
        String asked = line.replace(';', ',');
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Ran onOne = sensitivity(asked + " --jobs 1 --json --out " + one);
        Ran onTwo = sensitivity(asked + " --jobs 2 --json --out " + two);
        assertThat(onOne.exitCode()).as(onOne.err()).isZero();
        assertThat(onTwo.out()).isEqualTo(onOne.out());
        for (String file : List.of(verb + ".json", verb + ".svg")) {
            assertThat(two.resolve(file)).as(file).hasSameBinaryContentAs(one.resolve(file));
        }
        JsonNode result = new JsonMapper().readTree(onOne.out());
        assertThat(result.path("schema").asText()).isEqualTo("vfgap/sensitivity-" + verb + "/1");
        assertThat(result.path("seed").asLong()).isEqualTo(1);
        assertThat(result.path("assumed")).isNotEmpty();
        assertThat(sensitivity(asked).out()).contains(asked.replaceAll(".*--over (\\S+).*", "$1"));
    }

    @ParameterizedTest
    @CsvSource({
        "screen default --paths 1, --paths 1: is not from 2",
        "indices default --rows 3, --rows 3: is not from 16",
        "screen default --level 2, --level 2.0: is not from 0.5",
        "flips default --strategies virtio-only, is one strategy",
        "screen default --metric lostFrame, did you mean",
        "screen default --over guest.vfProb, did you mean"
    })
    void badUsageIsOneSentence(String line, String expected) {
        Ran ran = sensitivity(line);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.errLines()).hasSize(1);
        assertThat(ran.err()).contains(expected);
        assertThat(ran.showsStackTrace()).isFalse();
    }
}
