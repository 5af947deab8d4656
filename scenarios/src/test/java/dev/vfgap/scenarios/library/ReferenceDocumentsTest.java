package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The pages of all parameters and of all fates are written by {@code mvn -pl scenarios -am test -Dvfgap.writeDocs=true}. */
class ReferenceDocumentsTest {
    private static final Path FOLDER = Path.of("..", "docs");
    private static final String WRITTEN = "Written from the code; do not edit.";

    @Test
    void thePagesShowWhatTheProgramHas() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Path file = FOLDER.resolve(page.getKey());
            if (Boolean.getBoolean("vfgap.writeDocs")) {
                Files.writeString(file, page.getValue());
            }
            assertThat(file)
                    .as("run mvn -pl scenarios -am test -Dvfgap.writeDocs=true to write it again")
                    .hasContent(page.getValue());
        }
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("parameters.md", parameters());
        pages.put("fates.md", fates());
        return pages;
    }

    private static String parameters() {
        return """
                # Parameters

                %s `vfgap describe parameters` shows the same.

                Every number that a run depends on. Set one with `--set KEY=VALUE`, in a scenario under `parameters`, or in a
                [profile](files.md#profile); a value outside its range is refused. A default is *measured*, *documented* (a constant of the named
                source), *derived* from published figures, or *assumed*: a report names the assumed ones that it rests on. Where
                a value is a distribution, each run draws from it.

                %s""".formatted(WRITTEN, ReferenceTables.parameters(Catalogue.all().all()));
    }

    private static String fates() {
        return """
                # Fates

                %s `vfgap describe fates` shows the same.

                Each frame that was sent has exactly one of these in the end. Of a frame that was flooded the luckiest copy counts: the
                further down in the order of the program, the luckier. A capture knows only where a frame was seen last; the last column is how
                the two are compared.

                %s""".formatted(WRITTEN, ReferenceTables.fates());
    }
}
