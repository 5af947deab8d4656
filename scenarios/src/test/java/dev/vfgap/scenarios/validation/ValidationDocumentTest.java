package dev.vfgap.scenarios.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code docs/validation.md} are written by {@code mvn -pl scenarios -am test -Dvfgap.writeDocs=true}. */
class ValidationDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "validation.md");
    private static final String BEGIN = "<!-- Written from the code by ValidationDocumentTest; do not edit. -->\n\n";
    private static final String END = "\n<!-- The end of what is written from the code. -->\n";

    private static ValidationReport report;

    static List<PublishedRow> rows() {
        return PublishedNumbers.all();
    }

    @BeforeAll
    static void holdTheModelsAgainstThePublishedNumbers() throws IOException, InterruptedException {
        report = new Validation(PublishedNumbers.all(), OptionalInt.empty()).report(PublishedNumbers.SEED, 2, () -> {});
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            String page = Files.readString(PAGE);
            Files.writeString(
                    PAGE,
                    page.substring(0, page.indexOf(BEGIN))
                            + BEGIN
                            + ValidationPage.of(report)
                            + page.substring(page.indexOf(END)));
        }
    }

    @Test
    void thePageShowsWhatThePublishedNumbersAreHeldAgainstEachPredictionAndEachVerdict() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("a model moved a number; write it again with mvn -pl scenarios -am test -Dvfgap.writeDocs=true")
                .isEqualTo(ValidationPage.of(report));
    }

    @Test
    void everyClosedFormHolds() {
        assertThat(report.rows())
                .flatExtracting(ValidationReport.Row::findings)
                .filteredOn(finding -> finding.published().role() == Role.CLOSED_FORM)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.inside()).as("%s", finding).contains(true));
    }

    @Test
    void whatIsOutsideOrNotPredictedSaysWhy() {
        assertThat(report.rows())
                .flatExtracting(ValidationReport.Row::findings)
                .filteredOn(finding -> !finding.verdict().equals("inside"))
                .allSatisfy(finding -> assertThat(finding.published().note())
                        .as("%s", finding.published().name())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyNumberHasANameOfItsOwnInItsRow(PublishedRow row) {
        assertThat(row.numbers()).extracting(Published::name).isNotEmpty().doesNotHaveDuplicates();
    }
}
