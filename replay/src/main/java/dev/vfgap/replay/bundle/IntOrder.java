package dev.vfgap.replay.bundle;

import java.util.function.IntBinaryOperator;

/** A stable sort of row numbers by what the rows hold: parallel columns are put in order without an object a row. */
public final class IntOrder {

    private IntOrder() {}

    /** The row numbers from 0 on, sorted; rows that compare equal keep their order. */
    public static int[] of(int rows, IntBinaryOperator comparison) {
        int[] from = new int[rows];
        for (int i = 0; i < rows; i++) {
            from[i] = i;
        }
        if (inOrder(rows, comparison)) {
            return from;
        }
        int[] to = new int[rows];
        for (long width = 1; width < rows; width *= 2) {
            for (long start = 0; start < rows; start += 2 * width) {
                merge(
                        from,
                        to,
                        (int) start,
                        (int) Math.min(rows, start + width),
                        (int) Math.min(rows, start + 2 * width),
                        comparison);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static boolean inOrder(int rows, IntBinaryOperator comparison) {
        for (int i = 1; i < rows; i++) {
            if (comparison.applyAsInt(i - 1, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, IntBinaryOperator comparison) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right >= end || comparison.applyAsInt(from[left], from[right]) <= 0);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
