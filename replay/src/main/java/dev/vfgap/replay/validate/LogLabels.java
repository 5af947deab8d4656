package dev.vfgap.replay.validate;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers at a scale, as short as they can be. */
final class LogLabels {
    private static final double THOUSAND = 1000;

    /** Enough for any step, and few enough that the error of a double is not written. */
    private static final MathContext DIGITS = new MathContext(4);

    private LogLabels() {}

    static String of(double tick) {
        return tick >= 10 * THOUSAND
                ? BigDecimal.valueOf(tick / THOUSAND).stripTrailingZeros().toPlainString() + "k"
                : BigDecimal.valueOf(tick).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
