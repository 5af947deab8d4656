package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.config.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in {@code docs/strategies} are written by {@code mvn -pl scenarios -am test -Dvfgap.writeDocs=true}. */
class StrategyDocumentsTest {
    private static final Path FOLDER = Path.of("..", "docs", "strategies");
    private static final String WRITTEN = "Written from the built-in strategies; do not edit.";

    static List<Strategy> strategies() {
        return Strategies.all();
    }

    @BeforeAll
    static void writePagesWhenAsked() throws IOException {
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("README.md"), index());
            for (Strategy strategy : strategies()) {
                Files.writeString(FOLDER.resolve(strategy.name() + ".md"), page(strategy));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void thePageOfAStrategyShowsItsRunbook(Strategy strategy) {
        requireCurrent(strategy.name() + ".md", page(strategy));
    }

    @Test
    void theIndexNamesEveryStrategy() {
        requireCurrent("README.md", index());
    }

    @Test
    void everyPageIsOfAStrategy() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"),
                                    Strategies.names().stream().map(name -> name + ".md"))
                            .toList());
        }
    }

    private static void requireCurrent(String name, String page) {
        assertThat(FOLDER.resolve(name))
                .as("run mvn -pl scenarios -am test -Dvfgap.writeDocs=true to write it again")
                .hasContent(page);
    }

    private static String page(Strategy strategy) {
        String note = "\n\n" + WRITTEN + " \"vfgap describe strategy " + strategy.name()
                + "\" shows the same; with `--yaml` it prints the file to start your own from.\n\n";
        return StrategyPage.of(strategy).replaceFirst("\n\n", note);
    }

    private static String index() {
        return """
                # Strategies

                %s A strategy is a plan by which a primary leaves a guest, the guest migrates, and a primary comes back; what one may
                contain is in [files](../files.md#strategy). `vfgap run SCENARIO --strategy NAME` tries one. What each claims is refuted or
                upheld by runs.
                %s""".formatted(WRITTEN, StrategyPage.index());
    }
}
