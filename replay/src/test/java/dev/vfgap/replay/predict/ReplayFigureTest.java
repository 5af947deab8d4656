package dev.vfgap.replay.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReplayFigureTest {
    private static final Path SHOWN = Path.of("..", "docs", "images", "replay-S1-1.svg");
    private static final double WIDTH = 900;

    static Stream<Path> bundles() {
        return Samples.migrations().stream();
    }

    /** To renew it: {@code ./vfgap replay --out docs/images replay/samples/migration/S1-1}, and rename the picture. */
    @Test
    void thePictureInTheDocumentationIsTheProgramsOwn() throws IOException {
        assertThat(Files.readString(SHOWN)).isEqualTo(figure(Samples.migration("S1-1")));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isWellFormedAndKeepsWithinItsWidth(Path folder) throws Exception {
        String svg = figure(folder);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList shapes = document.getElementsByTagName("rect");
        for (int i = 0; i < shapes.getLength(); i++) {
            double x = Double.parseDouble(
                    shapes.item(i).getAttributes().getNamedItem("x").getNodeValue());
            double width = Double.parseDouble(
                    shapes.item(i).getAttributes().getNamedItem("width").getNodeValue());
            assertThat(x).isGreaterThanOrEqualTo(0);
            assertThat(width).isGreaterThan(0);
            assertThat(x + width).isLessThanOrEqualTo(WIDTH);
        }
        assertThat(svg).isEqualTo(figure(folder));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isDrawnOfBundlesThatShowLess(Path folder) {
        for (Without without : Without.values()) {
            assertThat(ReplayFigure.of(ReplayResult.of(without.of(CaptureBundle.read(folder)))))
                    .startsWith("<svg ")
                    .endsWith("</svg>\n");
        }
    }

    private static String figure(Path folder) {
        return ReplayFigure.of(ReplayResult.of(CaptureBundle.read(folder)));
    }
}
