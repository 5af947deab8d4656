package dev.vfgap.replay.predict;

import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Prints how far replay is from what was measured, over a folder of bundles that is named by
 * {@code -Dvfgap.bundles=FOLDER}; without it nothing runs.
 */
@EnabledIfSystemProperty(named = "vfgap.bundles", matches = ".+")
class ResidualTableTest {

    @ParameterizedTest
    @EnumSource(Without.class)
    void printsTheTable(Without without) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("vfgap.bundles")))) {
            folders = found.filter(Files::isDirectory).sorted().toList();
        }
        StringBuilder table = new StringBuilder("\n" + without.text() + "\n");
        List<Double> shares = new ArrayList<>();
        int beyond = 0;
        int inside = 0;
        long widths = 0;
        long started = System.nanoTime();
        for (Path folder : folders) {
            ReplayResult result = ReplayResult.of(without.of(CaptureBundle.read(folder)));
            Comparison rx = result.rx();
            Comparison tx = result.tx();
            int wrong = rx.missedFrames() + rx.inventedFrames();
            double share = 100.0 * wrong / Math.max(1, rx.measuredLostFrames());
            boolean bad = wrong > Math.max(5, 0.05 * rx.measuredLostFrames());
            boolean within = rx.predicted().low() <= rx.measuredLostFrames()
                    && rx.measuredLostFrames() <= rx.predicted().high();
            shares.add(share);
            beyond += bad ? 1 : 0;
            inside += within ? 1 : 0;
            widths += rx.predicted().high() - rx.predicted().low();
            double pps = result.rx().frames() / 10.0;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d..%d | %d | %d | %.1f | %.1f | %.1f | %s | %d | %d |%s%s%s%n",
                    rx.frames() == 0 ? folder.getFileName() + "!" : folder.getFileName(),
                    rx.measuredLostFrames(),
                    rx.predicted().value(),
                    rx.predicted().low(),
                    rx.predicted().high(),
                    rx.missedFrames(),
                    rx.inventedFrames(),
                    share,
                    rx.edges().medianNanos() / 1e6,
                    rx.edges().maxNanos() / 1e6,
                    rx.lastSeenRight().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%.3f", rx.lastSeenRight().getAsDouble())
                            : "-",
                    tx.measuredLostFrames(),
                    tx.predicted().value(),
                    bad ? " MISS" : "",
                    rx.edges().maxNanos() > 15_000_000 ? " EDGE" : "",
                    within ? "" : " OUTSIDE"));
        }
        shares.sort(null);
        table.append(String.format(
                Locale.ROOT,
                "%s: median %.2f %%, beyond %d, inside bounds %d of %d, mean width %.0f, %.1f s%n",
                without.text(),
                (shares.get((shares.size() - 1) / 2) + shares.get(shares.size() / 2)) / 2,
                beyond,
                inside,
                folders.size(),
                widths / (double) folders.size(),
                (System.nanoTime() - started) / 1e9));
        System.out.print(table);
    }
}
