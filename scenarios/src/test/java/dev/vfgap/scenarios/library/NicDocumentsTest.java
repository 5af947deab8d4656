package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in {@code docs/nics} are written by {@code mvn -pl scenarios -am test -Dvfgap.writeDocs=true}. */
class NicDocumentsTest {
    private static final Path FOLDER = Path.of("..", "docs", "nics");
    private static final String WRITTEN = "Written from the tables in the code; do not edit.";

    static List<NicFamily> families() {
        return Nics.all();
    }

    @BeforeAll
    static void writePagesWhenAsked() throws IOException {
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("README.md"), tables());
            for (NicFamily family : families()) {
                Files.writeString(FOLDER.resolve(family.name() + ".md"), page(family));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void thePageOfAFamilyShowsItsTable(NicFamily family) {
        requireCurrent(family.name() + ".md", page(family));
    }

    @Test
    void thePageOfAllFamiliesShowsTheOneTable() {
        requireCurrent("README.md", tables());
    }

    @Test
    void everySignOfTheTableIsExplained() {
        Pattern letter = Pattern.compile("([A-Z])=");
        assertThat(Nics.all().stream()
                        .flatMap(family -> family.cells().values().stream())
                        .flatMap(cell -> letter.matcher(cell.text()).results())
                        .map(sign -> sign.group(1)))
                .isSubsetOf(NicWords.NOTATION.keySet());
    }

    @Test
    void everyPageIsOfAFamily() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"),
                                    Nics.names().stream().map(name -> name + ".md"))
                            .toList());
        }
    }

    private static void requireCurrent(String name, String page) {
        assertThat(FOLDER.resolve(name))
                .as("run mvn -pl scenarios -am test -Dvfgap.writeDocs=true to write it again")
                .hasContent(page);
    }

    private static String page(NicFamily family) {
        String note = "\n\n" + WRITTEN + " What the signs mean is in [the table of all families](README.md#signs).\n\n";
        return NicPage.of(family).replaceFirst("\n\n", note);
    }

    private static String tables() {
        return """
                # NIC families

                %s "vfgap describe nic NAME" shows the same, also for a family of your own, which is written as a
                [profile](../files.md#a-nic-of-your-own).

                %s
                %s
                ## Where a frame to the guest's MAC goes

                A frame from the wire to the MAC M that the guest has, when M was given to the VF. Nothing of this is stored: each cell
                follows from the events below, the registers that they write, and the classification.

                With the PF as a port of the standby's bridge, so that it is promiscuous:

                %s
                With M as a filter of the PF's own (a macvtap, `bridge fdb add M dev PF self`):

                %s
                With the PF neither promiscuous nor having M:

                %s
                In the switchdev families a rule leads M to the VF once it is up, and is taken away before it goes down; what has no rule goes to
                the slow path.

                So a lab can tell the classes apart without a guest: give M to a VF that no driver uses, and send to M from outside. With the PF as a
                bridge port nothing arrives for the early classes and everything arrives at the PF for the late ones; an FLR tells the early
                ones from each other. The frames must come from outside: what the host itself sends to M is looped inside the NIC.

                ## What is done to a VF at each event

                Sources are on the page of each family.

                %s
                ## Signs

                %s
                How a cell is known, the surest first: measured, source-verified (read in the source of the driver or of the emulation), documented,
                reported, inferred, not verified (an assumption).
                """.formatted(
                        WRITTEN,
                        NicTable.families(),
                        NicTable.classes(),
                        NicTable.paths(PfReception.PROMISCUOUS),
                        NicTable.paths(PfReception.EXPLICIT),
                        NicTable.paths(PfReception.NEITHER),
                        NicTable.events(),
                        NicTable.notation());
    }
}
