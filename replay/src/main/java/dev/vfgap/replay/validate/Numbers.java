package dev.vfgap.replay.validate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text. */
final class Numbers {
    private Numbers() {}

    /** A number with so many places after the point. */
    static String text(double value, int places) {
        String text = BigDecimal.valueOf(value)
                .setScale(places, RoundingMode.HALF_EVEN)
                .toPlainString();
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }

    /** A value of a metric: frames are whole, milliseconds have one place. */
    static String of(Metric metric, double value) {
        return text(value, metric == Metric.LOST_FRAMES ? 0 : 1);
    }

    /** A share as per cent. */
    static String percent(double share) {
        return text(100 * share, 0) + " %";
    }
}
