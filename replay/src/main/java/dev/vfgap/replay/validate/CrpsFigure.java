package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import java.util.Map;

/** The mean CRPS of the model beside that of each baseline, over the same bundles. */
final class CrpsFigure {
    private static final double WIDTH = 440;
    private static final double LEFT = 138;
    private static final double RIGHT = 384;
    private static final double TOP = 50;
    private static final double ROW = 46;

    /** Where nothing is wrong by more, the scale still has a length. */
    private static final double LEAST_MS = 0.1;

    private static final Style TITLE = new Style(14, Palette.INK, "bold", Anchor.START);
    private static final Style PLAIN = new Style(12, Palette.INK, "", Anchor.END);
    private static final Style SMALL = new Style(12, Palette.MUTED, "", Anchor.MIDDLE);

    private CrpsFigure() {}

    static Drawn of(Validation validation) {
        Map<String, double[]> baselines = validation.baselines();
        double most = baselines.values().stream()
                .mapToDouble(pair -> Math.max(pair[0], pair[1]))
                .max()
                .orElse(1);
        double each = (RIGHT - LEFT) / Math.max(most, LEAST_MS);
        double bottom = TOP + ROW * baselines.size();
        double height = bottom + 50;
        Svg svg = new Svg();
        String title = "CRPS of lost frames, model and baselines";
        svg.card(WIDTH, height, Palette.PAPER, Palette.BORDER);
        svg.text(14, 24, title, TITLE);
        double step = StrictMath.pow(10, Math.floor(Math.log10(Math.max(most, LEAST_MS))));
        step = most / step < 2 ? step / 4 : most / step < 5 ? step : 2 * step;
        for (double tick = 0; tick <= most; tick += step) {
            svg.line(LEFT + tick * each, TOP - 6, LEFT + tick * each, bottom, Palette.LANE, "");
            svg.text(LEFT + tick * each, bottom + 16, LogLabels.of(tick), SMALL);
        }
        double y = TOP;
        for (Map.Entry<String, double[]> one : baselines.entrySet()) {
            svg.text(LEFT - 10, y + 22, words(one.getKey()), PLAIN);
            bar(svg, each, y + 4, one.getValue()[0], Palette.BEFORE, "");
            bar(svg, each, y + 20, one.getValue()[1], Palette.MODEL, " model");
            y += ROW;
        }
        svg.line(LEFT, bottom, RIGHT, bottom, Palette.MUTED, "");
        svg.text((LEFT + RIGHT) / 2, bottom + 36, "mean CRPS, ms of stream (less is better)", SMALL);
        return new Drawn(svg, WIDTH, height, title);
    }

    private static void bar(Svg svg, double each, double y, double value, String colour, String what) {
        svg.rect(LEFT, y, Math.max(1, value * each), 13, colour, Numbers.text(value, 1) + " ms");
        svg.text(LEFT + value * each + 5, y + 11, Numbers.text(value, 1) + what, SMALL.anchored(Anchor.START));
    }

    private static String words(String baseline) {
        return switch (baseline) {
            case Baselines.SAME_STRATEGY -> "same strategy";
            case Baselines.DOWNTIME -> "rate x downtime";
            case Baselines.PHASES -> "rate x sum of phases";
            default -> baseline;
        };
    }
}
