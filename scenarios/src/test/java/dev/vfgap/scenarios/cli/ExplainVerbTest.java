package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExplainVerbTest {
    private static final String S1 =
            Path.of("..", "replay", "samples", "migration", "S1-1").toString();

    @Test
    void aLostFrameIsExplainedForPeople() {
        Ran ran = Ran.vfgap("explain", S1, "--lost", "first");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith("S1-1: frame rx:7137, from the peer to the guest")
                .contains("models and recording agree");
    }

    @Test
    void aFrameIsExplainedForPrograms() throws IOException {
        Ran ran = Ran.vfgap("explain", S1, "--frame", "tx:3947", "--json");
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.get("schema").asText()).isEqualTo("vfgap/explain/1");
        assertThat(json.get("frame").asLong()).isEqualTo(3947);
        assertThat(json.get("direction").asText()).isEqualTo("tx");
        assertThat(json.get("captured").get("arrival").asText()).isEqualTo("lost");
    }

    @Test
    void aPitfallsNumberIsAScenarioToo() {
        Ran ran = Ran.vfgap("explain", "P3", "--lost", "first");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("P03-standby-shadowed, strategy").contains("LINK_CUT on A");
    }

    @Test
    void aWrongNameOfAFrameIsToldHowToWrite() {
        Ran ran = Ran.vfgap("explain", S1, "--frame", "4711");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.err())
                .isEqualTo("vfgap explain: --frame is 4711; write for example --frame rx:4711"
                        + " (\"vfgap explain --help\" shows how)\n");
        assertThat(Ran.vfgap("explain", S1, "--lost", "some").err()).startsWith("vfgap explain: --lost is some; write");
        Ran none = Ran.vfgap("explain", S1, "--frame", "rx:1");
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("no frame rx:1 was sent in the window");
    }
}
