package dev.vfgap.scenarios.compare;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.LogScale;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import dev.vfgap.scenarios.experiment.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The metric of each ranked strategy over its runs, on a logarithmic scale: median, middle half, 90 of 100 runs. */
public final class ComparisonFigure {
    private static final double WIDTH = 900;
    private static final double LEFT = 232;
    private static final double RIGHT = 770;
    private static final double TOP = 78;
    private static final double ROW = 21;
    private static final double HALF_BAR = 4.5;
    private static final double DOT = 3.2;

    private static final Style TITLE = new Style(16, Palette.INK, "bold", Anchor.START);
    private static final Style NAME = new Style(12, Palette.INK, "", Anchor.END);
    private static final Style SMALL = new Style(11, Palette.MUTED, "", Anchor.MIDDLE);

    private final Svg svg = new Svg();
    private final Comparison comparison;

    private ComparisonFigure(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The picture; at least one strategy must be ranked. */
    public static Drawn of(Comparison comparison) {
        return new ComparisonFigure(comparison).draw();
    }

    private Drawn draw() {
        Metric metric = comparison.metric();
        List<double[]> runs = new ArrayList<>();
        List<Double> shown = new ArrayList<>();
        for (Ranked one : comparison.ranked()) {
            double[] sorted = metric.of(one.runs());
            Arrays.sort(sorted);
            runs.add(sorted);
            for (double share : List.of(0.05, 0.95)) {
                shown.add(Spread.quantile(sorted, share));
            }
        }
        double bottom = TOP + ROW * runs.size();
        double height = bottom + 78;
        String title = comparison.scenario() + ": " + metric.name() + " by strategy";
        svg.card(WIDTH, height, Palette.PAPER, Palette.BORDER);
        svg.text(16, 27, title, TITLE);
        svg.text(
                16,
                46,
                metric.meaning() + "; ranked by the mean; " + runsOfEach() + " runs of each, seed " + comparison.seed(),
                SMALL.anchored(Anchor.START));
        LogScale scale = new LogScale(shown.stream().mapToDouble(one -> one).toArray(), LEFT, RIGHT);
        svg.rect(LEFT - 8, TOP, RIGHT - LEFT + 16, bottom - TOP, Palette.GROUND, "");
        for (double tick : scale.ticks()) {
            svg.line(scale.at(tick), TOP, scale.at(tick), bottom, Palette.LANE, "");
            svg.text(scale.at(tick), bottom + 17, label(tick), SMALL);
        }
        svg.text((LEFT + RIGHT) / 2, bottom + 36, metric.unit().words(), SMALL);
        svg.text(RIGHT + 66, TOP - 8, "P(best)", SMALL);
        List<String> could = comparison.couldBeBest();
        for (int i = 0; i < runs.size(); i++) {
            Ranked one = comparison.ranked().get(i);
            row(TOP + ROW * (i + 0.5), one, runs.get(i), scale, could.contains(one.name()));
        }
        legend(bottom + 60);
        return new Drawn(svg, WIDTH, height, title);
    }

    private String runsOfEach() {
        IntSummaryStatistics counts =
                comparison.ranked().stream().mapToInt(one -> one.runs().runs()).summaryStatistics();
        return counts.getMin() == counts.getMax()
                ? Integer.toString(counts.getMin())
                : counts.getMin() + " to " + counts.getMax();
    }

    private void row(double y, Ranked one, double[] sorted, LogScale scale, boolean couldBeBest) {
        String pale = couldBeBest ? Palette.MODEL_PALE : Palette.EVENT;
        String strong = couldBeBest ? Palette.MODEL : Palette.MUTED;
        double low = scale.at(Spread.quantile(sorted, 0.05));
        double high = scale.at(Spread.quantile(sorted, 0.95));
        double from = scale.at(Spread.quantile(sorted, 0.25));
        double to = scale.at(Spread.quantile(sorted, 0.75));
        double median = Spread.quantile(sorted, 0.5);
        svg.text(LEFT - 18, y + 4, one.rank() + "  " + one.name(), NAME);
        svg.line(low, y, high, y, strong, "");
        svg.rect(from, y - HALF_BAR, Math.max(1, to - from), 2 * HALF_BAR, pale, "");
        svg.circle(
                scale.at(median),
                y,
                DOT,
                strong,
                strong,
                one.name() + ": median "
                        + Comparison.number(median, comparison.metric().unit()) + ", mean "
                        + Comparison.number(one.mean(), comparison.metric().unit()));
        svg.text(RIGHT + 66, y + 4, String.format(Locale.ROOT, "%.1f %%", 100 * one.probabilityBest()), SMALL);
    }

    private void legend(double y) {
        Style words = SMALL.anchored(Anchor.START);
        svg.circle(22, y - 4, DOT, Palette.MODEL, Palette.MODEL, "");
        svg.text(32, y, "could be the best: no difference found from the first", words);
        svg.circle(330, y - 4, DOT, Palette.MUTED, Palette.MUTED, "");
        svg.text(340, y, "worse than the first on average", words);
        svg.text(540, y, "dot: median, bar: half of the runs, line: 9 of 10 runs", words);
    }

    private static String label(double tick) {
        return tick >= 1e6 ? trimmed(tick / 1e6) + "M" : tick >= 1e4 ? trimmed(tick / 1e3) + "k" : trimmed(tick);
    }

    private static String trimmed(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
