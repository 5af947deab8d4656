package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.LogScale;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Predicted against measured on logarithmic axes: each cell's median with its intervals of 50 and 90 %, those outside by name. A
 * ring is an extrapolated cell; a small dot is one that is not counted.
 */
final class PredictedFigure {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 512;
    private static final double LEFT = 64;
    private static final double RIGHT = 442;
    private static final double TOP = 44;
    private static final double BOTTOM = 392;
    private static final double LABEL_HEIGHT = 13;
    private static final double DOT = 2.8;
    private static final double HALF_BAR = 2.6;

    private static final Style TITLE = new Style(15, Palette.INK, "bold", Anchor.START);
    private static final Style SMALL = new Style(13, Palette.MUTED, "", Anchor.MIDDLE);
    private static final Style NAME = new Style(12, Palette.OUTSIDE, "bold", Anchor.START);

    private final Svg svg = new Svg();
    private final Metric metric;
    private final List<Cell> cells;
    private final LogScale across;
    private final LogScale up;

    private PredictedFigure(Validation validation, Metric metric) {
        this.metric = metric;
        this.cells = validation.cells().stream()
                .filter(cell -> cell.metric() == metric)
                .sorted(Comparator.comparingDouble(Cell::measured).thenComparing(Cell::bundle))
                .toList();
        List<Double> shown = new ArrayList<>();
        for (Cell cell : cells) {
            shown.addAll(List.of(
                    cell.measured(),
                    cell.predicted().low(),
                    cell.predicted().high(),
                    cell.predicted().median()));
        }
        double[] values = shown.stream().mapToDouble(one -> one).toArray();
        this.across = new LogScale(values, LEFT, RIGHT);
        this.up = new LogScale(values, BOTTOM, TOP);
    }

    static Drawn of(Validation validation, Metric metric) {
        return new PredictedFigure(validation, metric).draw();
    }

    private Drawn draw() {
        String what = metric == Metric.LOST_FRAMES ? "Lost frames" : "Longest outage";
        String unit = metric == Metric.LOST_FRAMES ? "frames" : "ms";
        String title = what + ": predicted against measured";
        svg.card(WIDTH, HEIGHT, Palette.PAPER, Palette.BORDER);
        svg.text(16, 27, title, TITLE);
        scales();
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 38, "measured, " + unit, SMALL);
        svg.upright(18, (TOP + BOTTOM) / 2, "predicted, " + unit, SMALL);
        cells.forEach(this::intervals);
        cells.forEach(this::median);
        names();
        legend();
        return new Drawn(svg, WIDTH, HEIGHT, title);
    }

    private void scales() {
        svg.rect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, Palette.GROUND, "");
        for (double tick : across.ticks()) {
            svg.line(across.at(tick), TOP, across.at(tick), BOTTOM, Palette.LANE, "");
            svg.line(LEFT, up.at(tick), RIGHT, up.at(tick), Palette.LANE, "");
            svg.text(across.at(tick), BOTTOM + 18, LogLabels.of(tick), SMALL);
            svg.text(LEFT - 7, up.at(tick) + 5, LogLabels.of(tick), SMALL.anchored(Anchor.END));
        }
        svg.line(LEFT, BOTTOM, RIGHT, TOP, Palette.EVENT, "5 4");
    }

    private String colour(Cell cell) {
        return cell.counts() && !cell.predicted().inside() ? Palette.OUTSIDE : Palette.MODEL;
    }

    private void intervals(Cell cell) {
        double x = across.at(cell.measured());
        Score.Interval wide = cell.predicted().interval(Score.LEVEL);
        Score.Interval half = cell.predicted().interval(Score.LEVELS.get(0));
        String colour = colour(cell);
        svg.line(x, up.at(wide.low()), x, up.at(wide.high()), colour, "");
        svg.rect(
                x - HALF_BAR,
                up.at(half.high()),
                2 * HALF_BAR,
                Math.max(1, up.at(half.low()) - up.at(half.high())),
                colour.equals(Palette.MODEL) ? Palette.MODEL_PALE : colour,
                "");
    }

    private void median(Cell cell) {
        String colour = colour(cell);
        svg.circle(
                across.at(cell.measured()),
                up.at(cell.predicted().median()),
                cell.counts() ? DOT : DOT / 2,
                cell.extrapolated() ? Palette.PAPER : colour,
                colour,
                cell.bundle() + ": measured " + Numbers.of(metric, cell.measured()) + ", predicted "
                        + Numbers.of(metric, cell.predicted().median()) + " ("
                        + Numbers.of(metric, cell.predicted().low()) + " .. "
                        + Numbers.of(metric, cell.predicted().high()) + ")");
    }

    /** The names of the cells outside, below their intervals and clear of each other. */
    private void names() {
        List<double[]> taken = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.counts() && !cell.predicted().inside()) {
                double wide = Svg.width(cell.bundle(), 12) + 4;
                double x = Math.min(across.at(cell.measured()) + 6, RIGHT - wide);
                double y = up.at(cell.predicted().low()) + 14;
                boolean free = false;
                while (!free) {
                    free = true;
                    for (double[] other : taken) {
                        if (Math.abs(other[1] - y) < LABEL_HEIGHT && x < other[0] + other[2] && other[0] < x + wide) {
                            y = other[1] + LABEL_HEIGHT;
                            free = false;
                        }
                    }
                }
                taken.add(new double[] {x, y, wide});
                svg.text(x, y, cell.bundle(), NAME);
            }
        }
    }

    private void legend() {
        Style words = SMALL.anchored(Anchor.START);
        double y = BOTTOM + 62;
        svg.circle(24, y - 4, DOT, Palette.MODEL, Palette.MODEL, "");
        svg.text(34, y, "median, bar 50 %, line 90 %", words);
        svg.circle(258, y - 4, DOT, Palette.OUTSIDE, Palette.OUTSIDE, "");
        svg.text(268, y, "outside its 90 %", words);
        svg.circle(24, y + 16, DOT / 2, Palette.MODEL, Palette.MODEL, "");
        svg.text(34, y + 20, "fewer than 5 lost, not counted", words);
        svg.circle(258, y + 16, DOT, Palette.PAPER, Palette.MODEL, "");
        svg.text(268, y + 20, "extrapolated NIC", words);
        svg.text(16, y + 40, "dashed: predicted = measured", words);
    }
}
