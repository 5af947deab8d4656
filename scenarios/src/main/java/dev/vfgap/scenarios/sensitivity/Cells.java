package dev.vfgap.scenarios.sensitivity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers and tables as people read them. */
final class Cells {
    private static final double HUNDRED = 100;

    private Cells() {}

    /** Three digits or more. */
    static String number(double value) {
        double size = Math.abs(value);
        String form = size == 0 || size >= HUNDRED ? "%.0f" : size >= 1 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, form, value + 0.0);
    }

    static String percent(double share) {
        double percent = HUNDRED * share;
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return Double.isNaN(share) ? "?" : String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", percent + 0.0);
    }

    /** Lines with columns, of which those from {@code right} on are aligned to the right. */
    static String table(List<List<String>> rows, int right) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String gap = " ".repeat(widths[c] - row.get(c).length());
                line.append(c >= right ? gap + row.get(c) : row.get(c) + gap).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** The parameters that were meant but not held. */
    static String leftOut(Factors factors) {
        StringBuilder text = new StringBuilder();
        factors.leftOut().forEach((key, why) -> text.append("not held: ")
                .append(key)
                .append(": ")
                .append(why)
                .append('\n'));
        return text.isEmpty() ? "" : "\n" + text;
    }

    static List<Object> leftOutFields(Factors factors) {
        List<Object> all = new ArrayList<>();
        factors.leftOut().forEach((key, why) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key);
            one.put("because", why);
            all.add(one);
        });
        return all;
    }
}
