package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import java.util.List;

/** Bars from left to right, each with its interval, on a scale that begins with 0. */
final class BarFigure {
    private static final double WIDTH = 900;
    private static final double LEFT = 232;
    private static final double RIGHT = 860;
    private static final double TOP = 66;
    private static final double BAR = 9;
    private static final double GAP = 8;
    private static final int MOST_ROWS = 25;
    private static final int TICKS = 5;

    private static final Style TITLE = new Style(16, Palette.INK, "bold", Anchor.START);
    private static final Style NAME = new Style(12, Palette.INK, "", Anchor.END);
    private static final Style SMALL = new Style(11, Palette.MUTED, "", Anchor.MIDDLE);
    private static final List<String> COLOURS = List.of(Palette.MODEL_PALE, Palette.MODEL);

    /** A number with its interval. */
    record Bar(double value, double low, double high) {}

    /**
     * A name with its bars, at most two.
     *
     * @param words told when the pointer is over it
     */
    record Row(String name, List<Bar> bars, String words) {}

    private BarFigure() {}

    /**
     * The picture.
     *
     * @param unit of the scale
     * @param legend what the bars of a row are
     * @param rows the greatest first; more than {@value #MOST_ROWS} are left out, which the picture says
     */
    static Drawn of(String title, String subtitle, String unit, List<String> legend, List<Row> rows) {
        Svg svg = new Svg();
        List<Row> shown = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
        double rowHeight = BAR * legend.size() + GAP;
        double bottom = TOP + rowHeight * shown.size();
        double height = bottom + 72;
        double most = step(shown.stream()
                .flatMap(row -> row.bars().stream())
                .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
                .max()
                .orElse(1));
        svg.card(WIDTH, height, Palette.PAPER, Palette.BORDER);
        svg.text(16, 27, title, TITLE);
        svg.text(16, 46, subtitle, SMALL.anchored(Anchor.START));
        svg.rect(LEFT, TOP - 4, RIGHT - LEFT, bottom - TOP + 4, Palette.GROUND, "");
        for (int tick = 0; tick <= TICKS; tick++) {
            double x = LEFT + (RIGHT - LEFT) * tick / TICKS;
            svg.line(x, TOP - 4, x, bottom, Palette.LANE, "");
            svg.text(x, bottom + 16, Cells.number(most * tick / TICKS), SMALL);
        }
        svg.text((LEFT + RIGHT) / 2, bottom + 34, unit, SMALL);
        for (int i = 0; i < shown.size(); i++) {
            row(svg, TOP + rowHeight * i, shown.get(i), most);
        }
        double x = 16;
        for (int i = 0; i < legend.size(); i++) {
            svg.rect(x, bottom + 48, 14, BAR, COLOURS.get(i), "");
            svg.text(x + 20, bottom + 57, legend.get(i), SMALL.anchored(Anchor.START));
            x += 40 + Svg.width(legend.get(i), 11);
        }
        if (shown.size() < rows.size()) {
            svg.text(
                    RIGHT,
                    bottom + 57,
                    "and " + (rows.size() - shown.size()) + " with less",
                    SMALL.anchored(Anchor.END));
        }
        return new Drawn(svg, WIDTH, height, title);
    }

    private static void row(Svg svg, double y, Row row, double most) {
        svg.text(LEFT - 10, y + BAR * row.bars().size() / 2 + 4, row.name(), NAME);
        for (int i = 0; i < row.bars().size(); i++) {
            Bar bar = row.bars().get(i);
            double middle = y + BAR * i + BAR / 2;
            String words =
                    row.name() + ": " + Cells.number(bar.value()) + (row.words().isEmpty() ? "" : ", " + row.words());
            svg.rect(LEFT, y + BAR * i, Math.max(1, at(bar.value(), most) - LEFT), BAR - 1, COLOURS.get(i), words);
            svg.line(at(bar.low(), most), middle, at(bar.high(), most), middle, Palette.INK, "");
        }
    }

    private static double at(double value, double most) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, value) / most;
    }

    /** The least of 1, 2, 2.5, 5 times a power of ten that is not below a value. */
    private static double step(double value) {
        double decade = value > 0 ? StrictMath.pow(10, Math.floor(StrictMath.log10(value))) : 1;
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * decade >= value) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }
}
