package dev.vfgap.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.RandomGuests;
import dev.vfgap.models.machine.RowCensus;
import dev.vfgap.models.migration.RandomMigrations;
import dev.vfgap.models.migration.RareMigrations;
import dev.vfgap.models.pci.RandomSlot;
import dev.vfgap.simcore.table.TransitionTable;
import dev.vfgap.simcore.table.TransitionTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each row of each machine's table is taken by a test, but for the errors, which no test may take.
 *
 * <p>The page {@code docs/machines/rows.md} is written by {@code mvn -pl models -am test -Dvfgap.writeDocs=true}.
 */
class EveryRowTest {

    private static final Path PAGE = Path.of("..", "docs", "machines", "rows.md");
    private static final RowCensus CENSUS = new RowCensus();

    @BeforeAll
    static void takeThem() {
        LongStream.range(0, 600).forEach(seed -> RandomGuests.run(seed, CENSUS));
        LongStream.range(0, 3_000).forEach(seed -> new RandomSlot(seed).run().count(CENSUS));
        LongStream.range(0, 1_500).forEach(seed -> RandomMigrations.run(seed).count("random migrations", CENSUS));
        RareMigrations.all().forEach(world -> world.count("rare migrations", CENSUS));
    }

    @Test
    void everyRowThatIsNoErrorIsTaken() {
        assertThat(CENSUS.neverTaken(MachineTables.ALL)).isEmpty();
    }

    @Test
    void thePageSaysWhichTestTakesWhichRow() throws IOException {
        String page = page();
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run mvn -pl models -am test -Dvfgap.writeDocs=true to write it again")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # Which test takes which row

                Written by `EveryRowTest`; do not edit. A machine answers each event in each state by a row of its table: a transition, an event that
                is rightly ignored, or an error, which says why the event cannot come there. Transitions and ignored events are below, each with
                the tests that take it and how often. Errors are not: a test that met one would end with an exception, and none does. Each has its
                reason on its machine's page.

                | test | what it does |
                |---|---|
                | random guests | `RandomGuests`: what joins the guest's NICs over a VF's driver, plugged, reset, opened, cut off at random |
                | random slots | `RandomSlot`: one slot in a port of any kind, under anything that QEMU, a hand, the guest and a system reset can do |
                | random migrations | `RandomMigrations`: two hosts and an operator who does anything at any time |
                | rare migrations | `RareMigrations`: coincidences that random ones do not hit |

                | machine | transitions | ignored | errors | not taken |
                |---|---|---|---|---|
                """);
        for (TransitionTable<?, ?, ?> table : MachineTables.ALL) {
            text.append("| ").append(table.name());
            for (Row.Kind kind : Row.Kind.values()) {
                text.append(" | ")
                        .append(table.rows().stream()
                                .filter(row -> row.kind() == kind)
                                .count());
            }
            text.append(" | ").append(CENSUS.neverTaken(List.of(table)).size()).append(" |\n");
        }
        for (TransitionTable<?, ?, ?> table : MachineTables.ALL) {
            text.append("\n## ").append(table.name()).append("\n\n").append(CENSUS.toMarkdown(table));
        }
        return text.toString();
    }
}
