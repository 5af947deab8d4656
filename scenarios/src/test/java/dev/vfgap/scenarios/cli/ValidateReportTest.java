package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** What {@code validate --out} writes, of three of the migrations that come with the project. */
class ValidateReportTest {
    private static final Path SAMPLES = Path.of("..", "replay", "samples", "migration");

    @TempDir
    private Path folder;

    @Test
    void aReportIsOnePageThatNeedsNothingBesideIt() throws IOException {
        Ran ran = report(folder);
        String page = Files.readString(folder.resolve("report.html"));

        assertThat(ran.err()).contains("wrote " + folder.resolve("report.html"));
        assertThat(page)
                .contains("prefers-color-scheme: dark", "@media print", "seed 1", "<h2>All cells</h2>", "<code>S7-1 ")
                .doesNotContain("<script", "<link", "src=", "url(");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    @Test
    void everyFigureIsAFileOfItsOwnThatIsWellFormed() throws IOException, ParserConfigurationException, SAXException {
        report(folder);
        List<Path> figures;
        try (Stream<Path> files = Files.list(folder)) {
            figures = files.filter(file -> file.toString().endsWith(".svg"))
                    .sorted()
                    .toList();
        }

        assertThat(figures)
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "predicted-lost.svg",
                        "predicted-outage.svg",
                        "pit-lost.svg",
                        "crps.svg",
                        "phase-mig.setup.svg");
        for (Path figure : figures) {
            String text = Files.readString(figure, StandardCharsets.UTF_8);
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    @Test
    void tablesHaveARowForEachCellAndEachDelayAndAllRowsTheirHeadsColumns() throws IOException {
        report(folder);
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("validation.json")));
        List<String> cells = Files.readAllLines(folder.resolve("cells.csv"));
        List<String> phases = Files.readAllLines(folder.resolve("phases.csv"));

        assertThat(cells).hasSize(1 + json.get("bundles").size());
        assertThat(phases).hasSize(1 + json.get("phases").size());
        assertThat(cells).allSatisfy(row -> assertThat(row.split(",", -1))
                .hasSize(cells.get(0).split(",").length));
        assertThat(phases).allSatisfy(row -> assertThat(row.split(",", -1))
                .hasSize(phases.get(0).split(",").length));
    }

    /** Not a test of the model: that what is printed, counted and written is the same. */
    @Test
    void coverageIsToldForEachLevelWithHowFarItIsKnown() throws IOException {
        Ran ran = report(folder);
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("validation.json")));
        int[] inside = new int[3];
        json.get("bundles").forEach(cell -> {
            for (int i = 0; i < inside.length; i++) {
                inside[i] += cell.get("predicted")
                                .get("intervals")
                                .get(i)
                                .get("inside")
                                .asBoolean()
                        ? 1
                        : 0;
            }
        });

        assertThat(ran.out()).contains("so too few to call the intervals");
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        for (int i = 0; i < inside.length; i++) {
            JsonNode all = json.get("coverage").get("levels").get(4 * i);
            assertThat(all.get("of").asText()).isEqualTo("all");
            assertThat(all.get("n").asInt()).isEqualTo(6);
            assertThat(all.get("inside").asInt()).isEqualTo(inside[i]);
            assertThat(all.get("low").asDouble()).isLessThanOrEqualTo(inside[i] / 6.0);
            assertThat(all.get("high").asDouble()).isGreaterThanOrEqualTo(inside[i] / 6.0);
            assertThat(ran.out())
                    .contains("intervals of "
                            + Math.round(100 * all.get("level").asDouble()) + " %: " + inside[i] + " of 6 (");
        }
    }

    @Test
    void everyCellHasAVerdictWithWhatItsOwnDelaysSay() throws IOException {
        report(folder);
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("validation.json")));

        assertThat(json.get("bundles")).allSatisfy(cell -> {
            assertThat(cell.get("residual").get("verdict").asText())
                    .isEqualTo(
                            cell.get("inside").asBoolean()
                                    ? "within-spread"
                                    : cell.get("residual").get("verdict").asText())
                    .isIn("within-spread", "delays-unusual", "mechanism");
            assertThat(cell.get("residual").get("withOwnDelays").get("median").asDouble())
                    .isPositive();
        });
    }

    @Test
    void withAProfileTheBaselinesKnowTheOtherBundlesAndWhatWasFittedIsSaid() throws IOException {
        Path profile = folder.resolve("lab.yaml");
        Ran.vfgap("calibrate", bundle("S1-1"), bundle("S4-1"), "--write-profile", profile.toString());
        Ran ran = Ran.vfgap("validate", "--json", bundle("S1-1"), bundle("S7-1"), "--profile", profile.toString());
        JsonNode json = new ObjectMapper().readTree(ran.out());

        assertThat(json.get("baselines").has("rateTimesDowntime")).isTrue();
        assertThat(json.get("bundles"))
                .extracting(cell -> cell.get("fitted").asBoolean())
                .containsExactly(true, true, false, false);
    }

    @Test
    void aBundleThatIsGivenTwiceIsRefused() {
        assertThat(Ran.vfgap("validate", bundle("S7-1"), bundle("S7-1"), "--leave-out", "run")
                        .err())
                .isEqualTo(
                        "bundle S7-1: has the name of another; give each bundle once, and bundles of two labs names of"
                                + " their own\n");
    }

    private static Ran report(Path folder) {
        return Ran.vfgap(
                "validate",
                bundle("S1-1"),
                bundle("S4-1"),
                bundle("S7-1"),
                "--leave-out",
                "strategy",
                "--replications",
                "40",
                "--out",
                folder.toString());
    }

    private static String bundle(String name) {
        return SAMPLES.resolve(name).toString();
    }
}
