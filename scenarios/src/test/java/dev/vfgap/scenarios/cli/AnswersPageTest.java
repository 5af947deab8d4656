package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code docs/answers.md} and {@code docs/comparing.md} show of a command is what the command prints. {@code
 * -Dvfgap.writeDocs=true} writes the outputs again.
 */
class AnswersPageTest {
    private static final List<Path> PAGES =
            List.of(Path.of("..", "docs", "answers.md"), Path.of("..", "docs", "comparing.md"));

    /** A fenced block that begins with a command. */
    private static final Pattern BLOCK = Pattern.compile("```console\n\\$ ([^\n]+)\n(.*?)```\n", Pattern.DOTALL);

    private record Example(String command, String shown) {}

    @BeforeAll
    static void writeOutputsWhenAsked() throws IOException {
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            for (Path page : PAGES) {
                Files.writeString(
                        page,
                        BLOCK.matcher(Files.readString(page))
                                .replaceAll(block -> Matcher.quoteReplacement("```console\n$ " + block.group(1) + "\n"
                                        + ShellExample.output(block.group(1)) + "```\n")));
            }
        }
    }

    @TestFactory
    List<DynamicTest> aCommandPrintsWhatThePageShows() throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.command(), () -> assertThat(example.shown())
                        .as("run mvn -pl scenarios -am test -Dvfgap.writeDocs=true to write it again")
                        .isEqualTo(ShellExample.output(example.command()))))
                .toList();
    }

    @Test
    void thePagesShowCommands() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(5);
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path page : PAGES) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                examples.add(new Example(block.group(1), block.group(2)));
            }
        }
        return examples;
    }
}
