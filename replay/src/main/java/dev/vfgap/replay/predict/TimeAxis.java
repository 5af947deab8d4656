package dev.vfgap.replay.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time from left to right, with the quiet stretches left out: what happens stays on one scale, and each place where time
 * was left out is a break of fixed width.
 */
final class TimeAxis {
    /** So much quiet is shown before and after something. */
    private static final long MARGIN_NANOS = 120_000_000L;

    /** A quiet stretch longer than this is left out. */
    private static final long MOST_QUIET_NANOS = 350_000_000L;

    private static final double BREAK_WIDTH = 16;

    private final List<Piece> pieces = new ArrayList<>();
    private final double perNano;

    /** A stretch of time that is shown. */
    record Piece(long fromNanos, long untilNanos, double x) {}

    /**
     * @param busy moments and stretches to show, as pairs of begin and end
     * @param left where the axis begins
     * @param right where it ends
     */
    TimeAxis(List<long[]> busy, double left, double right) {
        List<long[]> shown = merged(busy);
        long length = 0;
        for (long[] stretch : shown) {
            length += stretch[1] - stretch[0];
        }
        this.perNano = (right - left - BREAK_WIDTH * (shown.size() - 1)) / Math.max(1, length);
        double x = left;
        for (long[] stretch : shown) {
            pieces.add(new Piece(stretch[0], stretch[1], x));
            x += (stretch[1] - stretch[0]) * perNano + BREAK_WIDTH;
        }
    }

    private static List<long[]> merged(List<long[]> busy) {
        List<long[]> sorted = new ArrayList<>(busy);
        sorted.sort(Comparator.comparingLong(stretch -> stretch[0]));
        List<long[]> shown = new ArrayList<>();
        for (long[] stretch : sorted) {
            long from = stretch[0] - MARGIN_NANOS;
            long until = stretch[1] + MARGIN_NANOS;
            long[] last = shown.isEmpty() ? null : shown.get(shown.size() - 1);
            if (last != null && from - last[1] <= MOST_QUIET_NANOS) {
                last[1] = Math.max(last[1], until);
            } else {
                shown.add(new long[] {from, until});
            }
        }
        return shown;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Where a moment is; one that is left out is at the break. */
    double x(long atNanos) {
        Piece piece = pieces.get(0);
        for (Piece next : pieces) {
            piece = next.fromNanos <= atNanos ? next : piece;
        }
        long inside = Math.max(piece.fromNanos, Math.min(atNanos, piece.untilNanos));
        return piece.x + (inside - piece.fromNanos) * perNano;
    }

    double end(Piece piece) {
        return piece.x + (piece.untilNanos - piece.fromNanos) * perNano;
    }

    /** The distance between two marks of the scale: the least of 1, 2, 5 times a power of ten that is wide enough. */
    long tickNanos(double leastWidth) {
        long tick = 1_000_000;
        int step = 0;
        long[] factors = {2, 5, 10};
        long power = tick;
        while (tick * perNano < leastWidth && power < Long.MAX_VALUE / 100) {
            tick = power * factors[step];
            step++;
            if (step == factors.length) {
                step = 0;
                power *= 10;
            }
        }
        return tick;
    }
}
