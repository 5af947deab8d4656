package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import java.util.Collections;

/** Where measured values lie in their predictions, as bars, with the band of even places. */
final class PitFigure {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 230;
    private static final double LEFT = 44;
    private static final double RIGHT = 346;
    private static final double TOP = 44;
    private static final double BOTTOM = 182;
    private static final double GAP = 3;

    /** At most so many steps are written at the axis of counts. */
    private static final int MOST_STEPS = 5;

    /** Room above the highest bar. */
    private static final double HEADROOM = 1.08;

    private static final Style TITLE = new Style(14, Palette.INK, "bold", Anchor.START);
    private static final Style SMALL = new Style(12, Palette.MUTED, "", Anchor.MIDDLE);

    private PitFigure() {}

    static Drawn of(String what, PitHistogram pit) {
        Svg svg = new Svg();
        String title = "Places of the " + what + " in their predictions";
        svg.card(WIDTH, HEIGHT, Palette.PAPER, Palette.BORDER);
        svg.text(14, 24, title, TITLE);
        int most = Math.max(1, Math.max(pit.bandHigh(), Collections.max(pit.counts())));
        double each = (BOTTOM - TOP) / (most * HEADROOM);
        svg.rect(
                LEFT,
                BOTTOM - pit.bandHigh() * each,
                RIGHT - LEFT,
                (pit.bandHigh() - pit.bandLow()) * each,
                Palette.LANE,
                "nine of ten bars of even places end here: " + pit.bandLow() + " to " + pit.bandHigh());
        double even = BOTTOM - pit.n() * each / pit.counts().size();
        double wide = (RIGHT - LEFT) / pit.counts().size();
        for (int i = 0; i < pit.counts().size(); i++) {
            int count = pit.counts().get(i);
            boolean outside = count < pit.bandLow() || count > pit.bandHigh();
            svg.rect(
                    LEFT + i * wide + GAP / 2,
                    BOTTOM - count * each,
                    wide - GAP,
                    count * each,
                    outside ? Palette.OUTSIDE : Palette.MODEL,
                    count + " of " + pit.n());
        }
        svg.line(LEFT, even, RIGHT, even, Palette.MUTED, "4 3");
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Palette.MUTED, "");
        int step = step(most);
        for (int tick = 0; tick <= most; tick += step) {
            svg.text(LEFT - 6, BOTTOM - tick * each + 4, String.valueOf(tick), SMALL.anchored(Anchor.END));
        }
        for (double at : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            double x = LEFT + at * (RIGHT - LEFT);
            svg.line(x, BOTTOM, x, BOTTOM + 4, Palette.MUTED, "");
            svg.text(x, BOTTOM + 18, LogLabels.of(at), SMALL);
        }
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 38, "part of the prediction below the measured value", SMALL);
        svg.upright(16, (TOP + BOTTOM) / 2, what.equals("delays") ? "delays" : "cells", SMALL);
        return new Drawn(svg, WIDTH, HEIGHT, title + ": " + pit.shape().sentence());
    }

    /** The least of 1, 2, 5 times a power of ten that makes few enough steps. */
    private static int step(int most) {
        int power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (most <= MOST_STEPS * factor * power) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }
}
