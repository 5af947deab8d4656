package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.account.Count;
import dev.vfgap.replay.bundle.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The result of {@code replay} for people: measured against predicted, outage by outage, and what it rests on. */
public final class ReplayText {
    private static final int NANO_TO_MILLI = 6;
    private static final int NANO_TO_SECOND = 9;

    private final StringBuilder text = new StringBuilder();
    private final ReplayResult result;
    private final long startNanos;

    private ReplayText(ReplayResult result) {
        this.result = result;
        boolean any = result.account().rx().frames() > 0;
        this.startNanos = any ? result.account().rx().sentNanos(0) : firstOfTx(result);
    }

    /** The result as lines of text, ending with a newline. */
    public static String of(ReplayResult result) {
        ReplayText text = new ReplayText(result);
        text.write();
        return text.text.toString();
    }

    private static long firstOfTx(ReplayResult result) {
        return result.account().tx().frames() > 0 ? result.account().tx().sentNanos(0) : 0;
    }

    private void write() {
        line("%s: its control events replayed, frame by frame against what was captured", result.bundle());
        line("");
        line("  %-34s %18s %18s", "frames", "rx peer->guest", "tx guest->peer");
        row("sent", comparison -> String.valueOf(comparison.frames()));
        row("lost, measured", this::measured);
        row(
                "lost, predicted",
                comparison -> String.valueOf(comparison.predicted().value()));
        row(
                "  within",
                comparison -> comparison.predicted().low() + ".."
                        + comparison.predicted().high());
        row("missed (lost, but not predicted)", comparison -> compared(comparison, comparison.missedFrames()));
        row("invented (predicted, but not lost)", comparison -> compared(comparison, comparison.inventedFrames()));
        row("edges off by: median, most", ReplayText::edges);
        row("right place among the lost", ReplayText::places);
        for (Direction direction : Direction.values()) {
            outages(result.of(direction));
            causes(result.of(direction));
        }
        moments();
        findings();
    }

    private String measured(Comparison comparison) {
        Count lost = result.account().of(comparison.direction()).lost();
        return lost.isExact() ? String.valueOf(lost.low()) : lost.toString();
    }

    /** A number that is known only where the bundle shows of some frame whether it arrived. */
    private static String compared(Comparison comparison, int frames) {
        return comparison.comparedFrames() > 0 || comparison.frames() == 0 ? String.valueOf(frames) : "unknown";
    }

    private static String edges(Comparison comparison) {
        if (comparison.edges().count() == 0) {
            return "-";
        }
        if (comparison.edges().maxNanos() == Long.MAX_VALUE) {
            return "nothing predicted";
        }
        return millis(comparison.edges().medianNanos()) + ", "
                + millis(comparison.edges().maxNanos()) + " ms";
    }

    private static String places(Comparison comparison) {
        return comparison.lastSeenRight().isEmpty()
                ? "-"
                : new BigDecimal(100 * comparison.lastSeenRight().getAsDouble()).setScale(1, RoundingMode.HALF_EVEN)
                        + " %";
    }

    private void row(String name, Function<Comparison, String> value) {
        line("  %-34s %18s %18s", name, value.apply(result.rx()), value.apply(result.tx()));
    }

    private void outages(Comparison comparison) {
        if (comparison.measuredOutages().isEmpty()
                && comparison.predictedOutages().isEmpty()) {
            return;
        }
        line("");
        line(
                "  %s outages, from the first frame sent%s",
                word(comparison), text.indexOf("from (s)") < 0 ? " (at " + startNanos + " ns)" : "");
        line("  %-32s %-32s", "  measured", "  predicted");
        line("  %10s %11s %8s   %10s %11s %8s", "from (s)", "ms", "lost", "from (s)", "ms", "lost");
        for (Pair pair : pairs(comparison)) {
            line("  %s   %s", cell(pair.measured), cell(pair.predicted));
        }
    }

    /** An outage as it was measured and as it was predicted; one of them can lack. */
    private record Pair(Optional<Outage> measured, Optional<Outage> predicted) {}

    /** Measured outages and predicted ones in order, those that overlap side by side. */
    private static List<Pair> pairs(Comparison comparison) {
        List<Pair> pairs = new ArrayList<>();
        List<Outage> measured = comparison.measuredOutages();
        List<Outage> predicted = comparison.predictedOutages();
        int m = 0;
        int p = 0;
        while (m < measured.size() || p < predicted.size()) {
            boolean measuredLeft = m < measured.size();
            boolean predictedLeft = p < predicted.size();
            boolean measuredFirst = measuredLeft
                    && (!predictedLeft
                            || ends(measured.get(m)) < predicted.get(p).fromNanos());
            boolean predictedFirst = predictedLeft
                    && (!measuredLeft
                            || ends(predicted.get(p)) < measured.get(m).fromNanos());
            pairs.add(new Pair(
                    predictedFirst ? Optional.empty() : Optional.of(measured.get(m)),
                    measuredFirst ? Optional.empty() : Optional.of(predicted.get(p))));
            m += predictedFirst ? 0 : 1;
            p += measuredFirst ? 0 : 1;
        }
        return pairs;
    }

    /** Two outages that lie this close are shown side by side. */
    private static long ends(Outage outage) {
        return outage.untilNanos() + 15_000_000L;
    }

    private String cell(Optional<Outage> outage) {
        return outage.map(one -> String.format(
                        Locale.ROOT,
                        "%10s %11s %8d",
                        decimal(one.fromNanos() - startNanos, NANO_TO_SECOND, 4),
                        millis(one.lengthNanos()),
                        one.lostFrames()))
                .orElse(String.format(Locale.ROOT, "%10s %11s %8s", "-", "-", "-"));
    }

    private void causes(Comparison comparison) {
        List<LossCause> causes = LossCause.byFrames(comparison);
        if (causes.isEmpty()) {
            return;
        }
        line("");
        line("  %s: what became of the frames predicted lost", word(comparison));
        for (LossCause cause : causes) {
            line(
                    "  %8d  %-26s %s",
                    cause.frames(), cause.fate().name(), cause.fate().meaning());
        }
    }

    private void moments() {
        line("");
        line("  what happened when (ms possible: earlier, later), and how that is known");
        String before = "";
        int dropped = 0;
        for (ReplayResult.Happening happening : result.happenings()) {
            boolean minor = happening.kind().equals("announcement");
            boolean again =
                    happening.kind().equals("dropped-read") && happening.what().equals(before);
            dropped += again ? 1 : 0;
            if (minor || again) {
                continue;
            }
            before = happening.kind().equals("dropped-read") ? happening.what() : before;
            Moment moment = happening.moment();
            line(
                    "  %10s  %-13s %-52s %s: %s",
                    decimal(moment.atNanos() - startNanos, NANO_TO_SECOND, 4),
                    "(-" + decimal(moment.atNanos() - moment.earliestNanos(), NANO_TO_MILLI, 1) + ", +"
                            + decimal(moment.latestNanos() - moment.atNanos(), NANO_TO_MILLI, 1) + ")",
                    happening.what(),
                    moment.how().name().toLowerCase(Locale.ROOT),
                    moment.basis());
        }
        if (dropped > 0) {
            line("  (and %d more waiting frames dropped by the driver's open)", dropped);
        }
    }

    private void findings() {
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Finding> some = result.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .toList();
            if (some.isEmpty()) {
                continue;
            }
            line("");
            line(
                    "  %s",
                    switch (kind) {
                        case NOTE -> "notes";
                        case LIMIT -> "what limits this statement";
                        case DOUBT -> "doubtful in this bundle";
                    });
            some.forEach(finding -> line("  - %s", finding));
        }
        if (!result.assumed().isEmpty()) {
            line("");
            line("  rests on assumed times: %s", String.join(", ", result.assumed()));
        }
    }

    private static String word(Comparison comparison) {
        return comparison.direction().name().toLowerCase(Locale.ROOT);
    }

    private static String millis(long nanos) {
        return decimal(nanos, NANO_TO_MILLI, 1);
    }

    private static String decimal(long nanos, int scale, int places) {
        return BigDecimal.valueOf(nanos, scale)
                .setScale(places, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
