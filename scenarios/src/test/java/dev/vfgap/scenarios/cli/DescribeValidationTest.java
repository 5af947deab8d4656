package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DescribeValidationTest {

    @Test
    void aRowShowsPublishedAcceptedPredictedAndTheVerdictAndTheLastLineCounts() {
        Ran ran = Ran.vfgap("describe", "validation", "--only", "V3,C1", "--replications", "5");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("V3  Ordered removal")
                .containsPattern("button window +5 s +- +5000 ms +input")
                .containsPattern("first lost frame, least +path alive for 5 s +at least 5000 ms +\\d+ ms +inside")
                .containsPattern("rate x window, furthest +0, one more or less +-1 to 1 frames +.* frames +inside");
        assertThat(ran.out().lines().reduce((before, last) -> last).orElseThrow())
                .matches(
                        "\\d+ of \\d+ outputs inside; \\d+ inputs not counted; \\d+ not predicted; \\d+ of \\d+ closed forms hold");
    }

    @Test
    void theJsonHasTheHeadOfEachResultAndCountsOnlyOutputs() throws IOException {
        Ran ran = Ran.vfgap("describe", "validation", "--only", "v8", "--replications", "5", "--seed", "3", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines()).hasSize(1);
        JsonNode result = new ObjectMapper().readTree(ran.out());
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly("schema", "version", "seed", "assumed", "validation");
        assertThat(result.get("schema").asText()).isEqualTo("vfgap/describe/1");
        assertThat(result.get("seed").asLong()).isEqualTo(3);
        JsonNode validation = result.get("validation");
        JsonNode numbers = validation.get("rows").get(0).get("numbers");
        long outputs = 0;
        long inside = 0;
        for (JsonNode number : numbers) {
            boolean output = number.get("role").asText().equals("output");
            assertThat(number.get("inside").isNull()).as("%s", number).isNotEqualTo(output);
            outputs += output ? 1 : 0;
            inside += output && number.get("inside").booleanValue() ? 1 : 0;
        }
        assertThat(validation.get("counts").get("outputs").asLong()).isEqualTo(outputs);
        assertThat(validation.get("counts").get("outputsInside").asLong()).isEqualTo(inside);
    }

    @Test
    void anUnknownRowIsToldWithTheRowsThatThereAre() {
        Ran ran = Ran.vfgap("describe", "validation", "--only", "V99");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.errLines()).hasSize(1);
        assertThat(ran.err()).startsWith("--only V99: there is no such row; the rows are V1, V1b, V2, ");
    }

    @Test
    void theScenarioOfARowCanBeRunByItsName() {
        Ran ran = Ran.vfgap("run", "V08-82599", "--replications", "3");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.DONE);
    }
}
