package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import dev.vfgap.scenarios.sensitivity.RankingFlips.Row;
import dev.vfgap.scenarios.sensitivity.RankingFlips.Stretch;
import java.util.List;

/** A band for each parameter that changes the best strategy, over all that it may be, in the colour of the best one. */
public final class FlipsFigure {
    private static final double WIDTH = 900;
    private static final double LEFT = 232;
    private static final double RIGHT = 860;
    private static final double TOP = 74;
    private static final double ROW = 56;
    private static final double BAND = 14;
    private static final double UNDER = 20;

    private static final Style TITLE = new Style(16, Palette.INK, "bold", Anchor.START);
    private static final Style NAME = new Style(12, Palette.INK, "", Anchor.END);
    private static final Style SMALL = new Style(11, Palette.MUTED, "", Anchor.MIDDLE);

    private FlipsFigure() {}

    /** The picture; at least one parameter must change the best. */
    public static Drawn of(String scenario, RankingFlips flips) {
        Svg svg = new Svg();
        List<Row> rows = flips.changing();
        List<String> names = rows.stream()
                .flatMap(row -> row.stretches().stream())
                .map(Stretch::best)
                .distinct()
                .filter(name -> !name.equals(flips.strategies().get(0)))
                .sorted()
                .toList();
        double bottom = TOP + ROW * rows.size();
        double height = bottom + 40;
        String title = scenario + ": which parameter changes the best by "
                + flips.metric().name();
        svg.card(WIDTH, height, Palette.PAPER, Palette.BORDER);
        svg.text(16, 27, title, TITLE);
        svg.text(
                16,
                46,
                "each held at one value through a run, over all that it may be (logarithmic); line: 9 of 10 of its draws"
                        + " as assumed, dot: their median",
                SMALL.anchored(Anchor.START));
        for (int i = 0; i < rows.size(); i++) {
            row(svg, TOP + ROW * i, rows.get(i), names);
        }
        double x = 16;
        x = legend(svg, x, bottom + 22, flips.strategies().get(0) + " (as assumed)", Palette.MODEL_PALE);
        for (int i = 0; i < names.size(); i++) {
            x = legend(svg, x, bottom + 22, names.get(i), colour(i));
        }
        return new Drawn(svg, WIDTH, height, title);
    }

    private static double legend(Svg svg, double x, double y, String words, String colour) {
        svg.rect(x, y - 10, 14, 11, colour, "");
        svg.text(x + 20, y, words, SMALL.anchored(Anchor.START));
        return x + 44 + Svg.width(words, 11);
    }

    private static String colour(int name) {
        return Palette.OTHERS.get(name % Palette.OTHERS.size());
    }

    private static void row(Svg svg, double y, Row row, List<String> names) {
        Factor factor = row.factor();
        svg.text(LEFT - 12, y + BAND - 2, factor.key(), NAME);
        Track track = new Track(
                row.stretches().get(0).from(),
                firstAboveZero(row),
                row.stretches().get(row.stretches().size() - 1).until());
        for (int i = 0; i < row.stretches().size(); i++) {
            Stretch stretch = row.stretches().get(i);
            double from = i == 0 ? LEFT : middle(track, row, i - 1);
            double to = i == row.stretches().size() - 1 ? RIGHT : middle(track, row, i);
            int name = names.indexOf(stretch.best());
            svg.rect(
                    from,
                    y,
                    Math.max(1, to - from),
                    BAND,
                    name < 0 ? Palette.MODEL_PALE : colour(name),
                    stretch.best());
            if (i > 0) {
                svg.text(from, y + BAND + UNDER - 3, factor.text(stretch.from()), SMALL);
            }
        }
        svg.text(LEFT, y - 3, factor.text(track.least()), SMALL.anchored(Anchor.START));
        svg.text(RIGHT, y - 3, factor.text(track.greatest()), SMALL.anchored(Anchor.END));
        double line = y + BAND + 4;
        svg.line(
                track.at(factor.present().quantile(0.05)),
                line,
                track.at(factor.present().quantile(0.95)),
                line,
                Palette.INK,
                "");
        svg.circle(track.at(factor.present().quantile(0.5)), line, 3, Palette.INK, Palette.INK, "");
    }

    private static double middle(Track track, Row row, int i) {
        return (track.at(row.stretches().get(i).until())
                        + track.at(row.stretches().get(i + 1).from()))
                / 2;
    }

    private static double firstAboveZero(Row row) {
        double low = row.factor().present().quantile(0.05);
        double first = row.stretches().stream()
                .flatMap(stretch -> List.of(stretch.from(), stretch.until()).stream())
                .filter(value -> value > 0)
                .findFirst()
                .orElse(1.0);
        return low > 0 ? Math.min(low, first) : first;
    }

    /** A logarithmic scale from a value, or what lies first above zero, to another; zero lies at its beginning. */
    private record Track(double least, double first, double greatest) {
        double at(double value) {
            double from = least > 0 ? least : first / 2;
            double part = value <= from ? 0 : Math.log(value / from) / Math.log(greatest / from);
            return LEFT + (RIGHT - LEFT) * Math.min(1, part);
        }
    }
}
