package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.figure.Palette;
import dev.vfgap.replay.figure.Svg;
import dev.vfgap.replay.figure.Svg.Anchor;
import dev.vfgap.replay.figure.Svg.Style;
import dev.vfgap.replay.predict.FigureColours.Shade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A picture of a replay: what happened, what it made of the path, and the frames lost, measured above predicted.
 *
 * <p>SVG of fixed width on a light card, readable on a dark page. A lost frame's colour tells where it was seen last;
 * shades of it tell predicted fates. Quiet stretches of time are left out.
 */
public final class ReplayFigure {
    private static final double WIDTH = 900;
    private static final double LEFT = 118;
    private static final double RIGHT = 800;
    private static final double PAD = 18;
    private static final double LABEL_ROW = 15;
    private static final double STRIP = 15;
    private static final double LANE = 26;
    private static final double THIN_LANE = 16;
    private static final double LEAST_MARK = 1.2;

    /** Of more events than this only the lines are drawn. */
    private static final int MOST_LABELS = 40;

    /** Of more runs of losses than this, those that touch are drawn as one. */
    private static final int MOST_RUNS = 2000;

    private static final Style TITLE = new Style(16, Palette.INK, "bold", Anchor.START);
    private static final Style PLAIN = new Style(12, Palette.INK, "", Anchor.START);
    private static final Style MUTED = new Style(11, Palette.MUTED, "", Anchor.START);
    private static final Style SMALL = new Style(10, Palette.INK, "", Anchor.MIDDLE);

    private final Svg svg = new Svg();
    private final ReplayResult result;
    private final List<Mark> marks = new ArrayList<>();
    private final FigureColours colours;
    private final TimeAxis axis;
    private final long startNanos;
    private double y;

    /** Something that happened, with its line's place and its label's row from below. */
    private record Mark(double x, String label, int row) {}

    private ReplayFigure(ReplayResult result) {
        this.result = result;
        this.colours = new FigureColours(result);
        List<long[]> busy = new ArrayList<>();
        for (ReplayResult.Happening happening : result.happenings()) {
            if (!FigureLabels.of(happening).isEmpty()) {
                long at = happening.moment().atNanos();
                busy.add(new long[] {at, at});
            }
        }
        for (Direction direction : Direction.values()) {
            for (LossRun run : runs(direction)) {
                busy.add(new long[] {run.fromNanos(), run.untilNanos()});
            }
        }
        boolean any = result.account().rx().frames() > 0;
        this.startNanos = any ? result.account().rx().sentNanos(0) : busy.isEmpty() ? 0 : busy.get(0)[0];
        if (busy.isEmpty()) {
            busy.add(new long[] {startNanos, startNanos});
        }
        this.axis = new TimeAxis(busy, LEFT, RIGHT);
    }

    /** The picture as an SVG document. */
    public static String of(ReplayResult result) {
        return new ReplayFigure(result).draw();
    }

    private List<LossRun> runs(Direction direction) {
        List<LossRun> runs = new ArrayList<>(result.of(direction).measuredRuns());
        runs.addAll(result.of(direction).predictedRuns());
        return runs;
    }

    private String draw() {
        placeMarks();
        double labelRows = marks.stream().mapToInt(Mark::row).max().orElse(-1) + 1;
        double top = 62 + labelRows * LABEL_ROW;
        double legendTop = top + 8 + 4 * (STRIP + 4) + 14 + 2 * (LANE + 3) + 12 + 2 * (THIN_LANE + 3) + 42;
        double height = legendTop + 18 * (colours.shades().size() + 1) + PAD - 8;
        svg.card(WIDTH, height, Palette.PAPER, Palette.BORDER);
        svg.text(PAD, 28, result.bundle() + ": frames lost, measured and predicted", TITLE);
        svg.text(PAD, 46, counts(Direction.RX) + "   \u00b7   " + counts(Direction.TX), MUTED);
        y = top + 8;
        drawGround(top, legendTop - 34);
        drawStrips();
        y += 14;
        drawLanes(Direction.RX, LANE);
        y += 12;
        drawLanes(Direction.TX, THIN_LANE);
        drawScale(legendTop - 34);
        drawLegend(legendTop);
        return svg.document(WIDTH, height, result.bundle() + ": frames lost, measured and predicted");
    }

    private String counts(Direction direction) {
        Comparison comparison = result.of(direction);
        return String.format(
                Locale.ROOT,
                "%s: %s lost, %d predicted (%d missed, %d invented)",
                direction == Direction.RX ? "to the guest (rx)" : "from the guest (tx)",
                result.account().of(direction).lost(),
                comparison.predicted().value(),
                comparison.missedFrames(),
                comparison.inventedFrames());
    }

    /** From right to left, each label above all whose lines it would cross: no line runs through a label. */
    private void placeMarks() {
        List<ReplayResult.Happening> shown = result.happenings().stream()
                .filter(happening -> !FigureLabels.of(happening).isEmpty())
                .toList();
        for (int i = shown.size() - 1; i >= 0; i--) {
            String label = shown.size() > MOST_LABELS ? "" : FigureLabels.of(shown.get(i));
            double x = axis.x(shown.get(i).moment().atNanos());
            double end = x + 8 + Svg.width(label, 11);
            int row = 0;
            for (Mark mark : label.isEmpty() ? List.<Mark>of() : marks) {
                row = mark.x <= end ? Math.max(row, mark.row + 1) : row;
            }
            marks.add(new Mark(x, label, row));
        }
    }

    private void drawGround(double top, double bottom) {
        for (TimeAxis.Piece piece : axis.pieces()) {
            svg.rect(piece.x(), top, axis.end(piece) - piece.x(), bottom - top, Palette.GROUND, "");
        }
        for (Mark mark : marks) {
            double labelY = top - 6 - mark.row * LABEL_ROW;
            svg.line(mark.x, labelY - 9, mark.x, bottom, Palette.EVENT, "2 2");
            if (!mark.label.isEmpty()) {
                svg.text(mark.x + 4, labelY, mark.label, MUTED);
            }
        }
    }

    private void drawStrips() {
        boolean plugged = result.start().primaryA() == PrimaryPresence.PLUGGED;
        strip("guest runs on", "A", FigureLabels::guest);
        PathStates path = new PathStates(result.start());
        strip("frames led to", path.text(), path::follow);
        strip("primary receives", plugged ? "on A" : "", FigureLabels::receiver);
        strip("standby counts", plugged ? "" : "yes", FigureLabels::standby);
    }

    /** A strip of states: {@code next} gives the state after something happened, null when it stays. */
    private void strip(String name, String first, Function<ReplayResult.Happening, String> next) {
        svg.text(LEFT - 10, y + STRIP - 4, name, MUTED.anchored(Anchor.END));
        String state = first;
        long since = axis.pieces().get(0).fromNanos();
        for (ReplayResult.Happening happening : result.happenings()) {
            String now = next.apply(happening);
            if (now != null && !now.equals(state)) {
                segment(state, since, happening.moment().atNanos());
                state = now;
                since = happening.moment().atNanos();
            }
        }
        TimeAxis.Piece last = axis.pieces().get(axis.pieces().size() - 1);
        segment(state, since, last.untilNanos());
        y += STRIP + 4;
    }

    private void segment(String state, long fromNanos, long untilNanos) {
        if (state.isEmpty() || untilNanos <= fromNanos) {
            return;
        }
        double widest = 0;
        double middle = 0;
        for (TimeAxis.Piece piece : axis.pieces()) {
            double from = axis.x(Math.max(fromNanos, piece.fromNanos()));
            double until = axis.x(Math.min(untilNanos, piece.untilNanos()));
            boolean shown = Math.max(fromNanos, piece.fromNanos()) < Math.min(untilNanos, piece.untilNanos());
            if (shown) {
                svg.rect(from, y, Math.max(LEAST_MARK, until - from), STRIP, FigureColours.ofState(state), state);
                if (until - from > widest) {
                    widest = until - from;
                    middle = (from + until) / 2;
                }
            }
        }
        if (widest > Svg.width(state, 10) + 2) {
            svg.text(middle, y + STRIP - 4, state, SMALL);
        }
    }

    private void drawLanes(Direction direction, double height) {
        Comparison comparison = result.of(direction);
        String word = direction.name().toLowerCase(Locale.ROOT);
        lane(word + " measured", comparison.measuredRuns(), height, comparison.measuredLostFrames() + " lost");
        lane(
                word + " predicted",
                comparison.predictedRuns(),
                height,
                comparison.predicted().value() + " lost");
    }

    private void lane(String name, List<LossRun> runs, double height, String count) {
        svg.text(LEFT - 10, y + height / 2 + 4, name, PLAIN.anchored(Anchor.END));
        for (TimeAxis.Piece piece : axis.pieces()) {
            svg.rect(piece.x(), y, axis.end(piece) - piece.x(), height, Palette.LANE, "");
        }
        for (LossRun run : runs.size() > MOST_RUNS ? merged(runs) : runs) {
            double from = axis.x(run.fromNanos());
            double width = Math.max(LEAST_MARK, axis.x(run.untilNanos()) - from + LEAST_MARK);
            svg.rect(from, y, width, height, colours.of(run), hover(run));
        }
        svg.text(RIGHT + 10, y + height / 2 + 4, count, PLAIN);
        y += height + 3;
    }

    /** Runs of one colour that would touch, as one. */
    private List<LossRun> merged(List<LossRun> runs) {
        List<LossRun> merged = new ArrayList<>();
        for (LossRun run : runs) {
            LossRun last = merged.isEmpty() ? run : merged.get(merged.size() - 1);
            boolean touches = !merged.isEmpty()
                    && last.continuedBy(run.place(), run.fate())
                    && axis.x(run.fromNanos()) - axis.x(last.untilNanos()) < LEAST_MARK;
            if (touches) {
                int frames = last.lostFrames() + run.lostFrames();
                merged.set(
                        merged.size() - 1,
                        new LossRun(last.fromNanos(), run.untilNanos(), frames, last.place(), last.fate()));
            } else {
                merged.add(run);
            }
        }
        return merged;
    }

    private String hover(LossRun run) {
        return run.lostFrames() + " lost, " + run.text() + ", from " + seconds(run.fromNanos(), 4) + " s to "
                + seconds(run.untilNanos(), 4) + " s";
    }

    private void drawScale(double top) {
        long tick = axis.tickNanos(46);
        int places = tick >= 1_000_000_000L ? 0 : tick >= 100_000_000L ? 1 : tick >= 10_000_000L ? 2 : 3;
        for (TimeAxis.Piece piece : axis.pieces()) {
            long first = Math.floorDiv(piece.fromNanos() - startNanos, tick) + 1;
            for (long at = startNanos + first * tick; at < piece.untilNanos(); at += tick) {
                svg.line(axis.x(at), top, axis.x(at), top + 4, Palette.MUTED, "");
                boolean fits = axis.x(at) - piece.x() > 12 && axis.end(piece) - axis.x(at) > 12;
                if (fits) {
                    svg.text(axis.x(at), top + 15, seconds(at, places), MUTED.anchored(Anchor.MIDDLE));
                }
            }
        }
        svg.text(RIGHT + 10, top + 15, "seconds", MUTED);
    }

    private String seconds(long atNanos, int places) {
        return BigDecimal.valueOf(atNanos - startNanos, 9)
                .setScale(places, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private void drawLegend(double top) {
        double row = top + 6;
        svg.text(
                PAD,
                row,
                "Seconds after the first frame; quiet stretches are left out. Colour: where a lost frame was seen last."
                        + " Shade and number: the fate predicted.",
                MUTED);
        for (Shade shade : colours.shades()) {
            row += 18;
            svg.rect(PAD, row - 9, 12, 11, shade.colour(), "");
            svg.text(PAD + 48, row, String.valueOf(shade.frames()), PLAIN.anchored(Anchor.END));
            svg.text(PAD + 58, row, place(shade.place()), PLAIN);
            svg.text(PAD + 142, row, shade.fate().map(Enum::name).orElse("measured only"), PLAIN);
            svg.text(PAD + 362, row, shade.fate().map(fate -> fate.meaning()).orElse(""), MUTED);
        }
    }

    private static String place(Place place) {
        return place.name().toLowerCase(Locale.ROOT).replace("_a", " A").replace("_b", " B");
    }

    /** Where frames are led, by the switch and then by the filter of the host behind it. */
    private static final class PathStates {
        private Host host = Host.A;
        private FilterTarget filterA;
        private FilterTarget filterB;

        private PathStates(Initial start) {
            filterA = start.filterA();
            filterB = start.filterB();
        }

        private String text() {
            return host + " " + (host == Host.A ? filterA : filterB).word();
        }

        private String follow(ReplayResult.Happening happening) {
            if (happening.kind().equals("resume") && happening.host() == Host.B) {
                host = Host.B;
            } else if (happening.kind().equals("filter")) {
                FilterTarget to = FigureLabels.target(happening);
                filterA = happening.host() == Host.A ? to : filterA;
                filterB = happening.host() == Host.B ? to : filterB;
            }
            return text();
        }
    }
}
