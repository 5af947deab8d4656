package dev.vfgap.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.simcore.table.TransitionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in {@code docs/machines} are written by {@code mvn -pl models -am test -Dvfgap.writeDocs=true}. */
class MachineDocumentsTest {

    private static final Path FOLDER = Path.of("..", "docs", "machines");

    static Stream<TransitionTable<?, ?, ?>> tables() {
        return MachineTables.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void thePageOfAMachineShowsItsTable(TransitionTable<?, ?, ?> table) throws IOException {
        Path file = FOLDER.resolve(fileName(table));
        String page = page(table);
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            Files.writeString(file, page);
        }

        assertThat(file)
                .as("run mvn -pl models -am test -Dvfgap.writeDocs=true to write it again")
                .hasContent(page);
    }

    @Test
    void everyMachineIsListed() throws IOException {
        String list = Files.readString(FOLDER.resolve("README.md"));
        List<String> links = MachineTables.ALL.stream()
                .map(table -> "(" + fileName(table) + ")")
                .toList();

        assertThat(list).contains(links);
    }

    private static String fileName(TransitionTable<?, ?, ?> table) {
        return table.name().replace(' ', '-') + ".md";
    }

    private static String page(TransitionTable<?, ?, ?> table) {
        return "# Machine: " + table.name()
                + "\n\nWritten from the table in the code; do not edit. Ignored events are in the table, not in the picture."
                + "\n\n```mermaid\n" + table.toMermaid() + "```\n\n" + table.toMarkdown();
    }
}
