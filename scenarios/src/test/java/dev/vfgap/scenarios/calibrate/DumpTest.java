package dev.vfgap.scenarios.calibrate;

import dev.vfgap.replay.account.*;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.*;
import dev.vfgap.scenarios.library.Catalogue;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class DumpTest {
    @Test
    void dump() throws Exception {
        List<Calibration.Recorded> all = new ArrayList<>();
        try (var s = Files.list(Path.of("/work/shared/lab/migration"))) {
            for (Path p : s.filter(Files::isDirectory).sorted().toList())
                all.add(Calibration.Recorded.of(CaptureBundle.read(p)));
        }
        Calibration whole = Calibration.of(all, Catalogue.all());
        for (var f : whole.parameters())
            System.out.printf(
                    Locale.ROOT,
                    "DUMP %-22s n=%d out=%d median=%.2f [%.2f %.2f] ident=%b%n",
                    f.key(),
                    f.readings().size(),
                    f.outOfRange(),
                    f.medianNanos() / 1e6,
                    f.medianLowNanos() / 1e6,
                    f.medianHighNanos() / 1e6,
                    f.identified());
        for (var one : all) {
            var rest = all.stream()
                    .filter(o -> !o.bundle().strategy().equals(one.bundle().strategy()))
                    .toList();
            Calibration c = Calibration.of(rest, Catalogue.all());
            var runs = new Replicated(2).predict(one.bundle(), c::over, 1, 200);
            Account a = Account.of(one.bundle());
            DirectionAccount rx = a.rx();
            double lost = rx.lost().low();
            double out = rx.longestOutageNanos() / 1e6;
            Score sl = Score.of(runs.stream().mapToDouble(r -> r.lostFrames()).toArray(), lost, 0.5);
            Score so =
                    Score.of(runs.stream().mapToDouble(r -> r.longestOutageMs()).toArray(), out, 0.5);
            System.out.printf(
                    Locale.ROOT,
                    "DUMP %-6s lost %5.0f pred %6.1f [%6.1f %6.1f] %s pit %.2f | outage %7.1f pred %7.1f [%7.1f %7.1f] %s%n",
                    one.bundle().name(),
                    lost,
                    sl.median(),
                    sl.low(),
                    sl.high(),
                    sl.inside() ? "in " : "OUT",
                    sl.pit(),
                    out,
                    so.median(),
                    so.low(),
                    so.high(),
                    so.inside() ? "in " : "OUT");
        }
    }
}
