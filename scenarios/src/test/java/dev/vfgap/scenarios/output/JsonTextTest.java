package dev.vfgap.scenarios.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void keysKeepTheirOrderAndNumbersAreShortAndWithoutExponent() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 63.1);
        map.put("a", List.of(1L, 2e-9, 1e23, 2.0, 1.0 / 3));
        map.put("none", Arrays.asList(null, Double.NaN, Optional.empty(), Optional.of(true)));
        assertThat(JsonText.line(map))
                .isEqualTo("{\"z\":63.1,\"a\":[1,0.000000002,100000000000000000000000,2,0.333333333333],"
                        + "\"none\":[null,null,null,true]}");
    }

    @Test
    void textsComeBackAsTheyWere() throws IOException {
        String odd = "\"\\\n\r\t\u0001é\uD83D\uDE00";
        assertThat(new ObjectMapper()
                        .readTree(JsonText.line(List.of(odd)))
                        .get(0)
                        .asText())
                .isEqualTo(odd);
        assertThat(JsonText.line("\uD83D")).isEqualTo("\"\\ud83d\"");
    }

    @Test
    void theOneLineAndTheManyLineFormsAreTheSameJson() throws IOException {
        Object value = Map.of("a", List.of(Map.of("b", List.of(1, 2)), Map.of()));
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(JsonText.pretty(value))).isEqualTo(mapper.readTree(JsonText.line(value)));
    }
}
