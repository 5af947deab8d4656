package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.LogScale;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import dev.vfgap.simcore.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * One parameter: what was assumed before, what the others tell of the next value, and what the runs show, one tick each.
 *
 * <p>Each run has a prediction of its own, from other bundles; the one drawn is that of the run in the middle of their medians.
 */
final class PhaseFigure {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 150;
    private static final double LEFT = 84;
    private static final double RIGHT = 342;
    private static final double TOP = 40;
    private static final double ROW = 22;
    private static final double BOTTOM = TOP + 3 * ROW + 4;
    private static final double NANOS_PER_MS = 1e6;

    private static final Style TITLE = new Style(13, Palette.INK, "bold", Anchor.START);
    private static final Style PLAIN = new Style(12, Palette.MUTED, "", Anchor.END);
    private static final Style SMALL = new Style(12, Palette.MUTED, "", Anchor.MIDDLE);

    private PhaseFigure() {}

    static Drawn of(Validation validation, String key) {
        List<PhaseCheck> phases = validation.phases().stream()
                .filter(phase -> phase.key().equals(key))
                .toList();
        Distribution before = phases.get(0).before();
        Distribution predicted = middle(phases);
        List<Double> shown = new ArrayList<>();
        for (Distribution one : List.of(before, predicted)) {
            shown.add(ms(one, 0.05));
            shown.add(ms(one, 0.95));
        }
        phases.forEach(phase -> shown.add(phase.reading().nanos() / NANOS_PER_MS));
        LogScale scale = new LogScale(shown.stream().mapToDouble(one -> one).toArray(), LEFT, RIGHT);
        Svg svg = new Svg();
        Coverage held =
                validation.phaseCoverage(Score.LEVEL, phase -> phase.key().equals(key));
        svg.card(WIDTH, HEIGHT, Palette.PAPER, Palette.BORDER);
        svg.text(14, 23, key, TITLE);
        svg.text(RIGHT, 23, held.n() == 0 ? "not counted" : held.inside() + " of " + held.n() + " inside", PLAIN);
        double last = Double.NEGATIVE_INFINITY;
        for (double tick : scale.ticks()) {
            double x = scale.at(tick);
            svg.line(x, TOP - 4, x, BOTTOM, Palette.LANE, "");
            String label = LogLabels.of(tick);
            if (x - last > Svg.width(label, 12) + 8) {
                svg.text(x, BOTTOM + 15, label, SMALL);
                last = x;
            }
        }
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 32, "ms", SMALL);
        row(svg, scale, 0, "before", before, Palette.BEFORE);
        row(svg, scale, 1, "predicted", predicted, Palette.MODEL);
        svg.text(LEFT - 8, TOP + 2 * ROW + 14, "runs", PLAIN);
        for (PhaseCheck phase : phases) {
            double x = scale.at(phase.reading().nanos() / NANOS_PER_MS);
            svg.rect(
                    x - 0.8,
                    TOP + 2 * ROW + 2,
                    1.6,
                    ROW - 6,
                    !phase.counted() ? Palette.EVENT : phase.inside(Score.LEVEL) ? Palette.INK : Palette.OUTSIDE,
                    phase.bundle() + ": " + PhaseCheck.ms(phase.reading().nanos()) + " ms"
                            + (phase.at().isEmpty() ? "" : ", " + phase.at()));
        }
        return new Drawn(svg, WIDTH, HEIGHT, key + ": before, predicted, and what the runs show");
    }

    private static Distribution middle(List<PhaseCheck> phases) {
        List<Distribution> byMedian = phases.stream()
                .map(PhaseCheck::predicted)
                .sorted(java.util.Comparator.comparingDouble(one -> one.quantile(0.5)))
                .toList();
        return byMedian.get(byMedian.size() / 2);
    }

    private static double ms(Distribution of, double share) {
        return of.quantile(share) / NANOS_PER_MS;
    }

    private static void row(Svg svg, LogScale scale, int row, String name, Distribution of, String colour) {
        double y = TOP + row * ROW;
        svg.text(LEFT - 8, y + 14, name, PLAIN);
        double low = scale.at(ms(of, 0.05));
        double high = scale.at(ms(of, 0.95));
        double from = scale.at(ms(of, 0.25));
        double to = scale.at(ms(of, 0.75));
        svg.rect(low, y + 8, Math.max(1, high - low), 3, colour, "90 %");
        svg.rect(from, y + 5, Math.max(1.5, to - from), 9, colour, "50 %");
        svg.rect(scale.at(ms(of, 0.5)) - 1, y + 3, 2, 13, Palette.INK, PhaseCheck.ms(of.quantile(0.5)) + " ms");
    }
}
