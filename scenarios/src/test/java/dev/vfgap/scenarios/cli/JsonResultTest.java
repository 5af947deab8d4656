package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.output.JsonText;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonResultTest {
    @Test
    void aResultBeginsWithItsHead() {
        assertThat(JsonText.line(JsonResult.of("run", OptionalLong.of(7), List.of("guest.vfProbe"))))
                .isEqualTo("{\"schema\":\"vfgap/run/1\",\"version\":\"" + Version.text()
                        + "\",\"seed\":7,\"assumed\":[\"guest.vfProbe\"]}");
    }
}
