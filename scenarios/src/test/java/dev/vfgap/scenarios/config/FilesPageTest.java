package dev.vfgap.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vfgap.models.operate.StepForm;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that tells how files are written says what the readers read. */
class FilesPageTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(format: .*?)```", Pattern.DOTALL);

    @Test
    void theExamplesOnThePageAreWithoutErrors() throws IOException {
        Matcher examples = YAML.matcher(page());
        int count = 0;
        while (examples.find()) {
            byte[] text = examples.group(1).getBytes(StandardCharsets.UTF_8);
            if (examples.group(1).startsWith("format: vfgap-strategy/1")) {
                assertThatCode(() -> StrategyFile.parse("page", text)).doesNotThrowAnyException();
            } else {
                assertThatCode(() -> ProfileFile.parse("page", text, Catalogue.all()))
                        .doesNotThrowAnyException();
            }
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void theExpectationsOnThePageAreWithoutErrorsAndEachKindIsExplained() throws IOException {
        String page = page();
        int begin = page.indexOf("expect:\n");
        String claims = page.substring(begin, page.indexOf("```", begin));
        String scenario = Scenarios.text("default") + claims;
        Scenario read =
                ScenarioFile.parse("page", scenario.getBytes(StandardCharsets.UTF_8), List.of(), Catalogue.all());
        assertThat(read.expectations()).hasSize(10);
        assertThat(ExpectKind.keywords()).allSatisfy(keyword -> assertThat(page).contains("| `" + keyword + ": "));
    }

    @Test
    void everyStepAndEveryKeyIsOnThePage() throws IOException {
        String page = page();
        for (StepForm form : StepForm.values()) {
            assertThat(page).contains(form.word());
        }
        for (Shape shape : List.of(StrategyFile.SHAPE, ScenarioFile.SHAPE, ProfileFile.SHAPE, NicShape.SHAPE)) {
            assertThat(shape.names()).filteredOn(key -> !key.equals("aliases")).allSatisfy(key -> assertThat(page)
                    .containsPattern("`" + key + "`|" + key + ":"));
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "files.md"));
    }
}
