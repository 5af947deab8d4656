package dev.vfgap.replay.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/logs.md} shows an example of each form, and what it shows is read. */
class LogsPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```([a-z0-9-]+)\\n(.*?)```", Pattern.DOTALL);

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "logs.md")))
                .results()
                .forEach(found -> examples.put(found.group(1), found.group(2)));
        return examples;
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void theExampleOfEachFormIsRecognisedAndReadToTheLastLine(LogFormat format) throws IOException {
        String example = examples().get(format.word());

        assertThat(example).isNotNull();
        assertThat(LogText.recognised(example)).contains(format);
        ReadLog log = LogText.read(format, LogText.SOURCE, example);
        assertThat(log.firstUnread()).isEmpty();
        assertThat(log.counts()).isNotEmpty();
    }
}
