package dev.vfgap.simcore.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The shortest decimal that reads back as a given {@code double}, the same on every JDK. ({@code Double.toString} is not:
 * JDK 19 shortened some results, so text made by it differs between JDK 17 and later ones.)
 */
public final class ShortestDecimal {

    /** Digits that are always enough to tell one {@code double} from its neighbours. */
    private static final int ENOUGH_DIGITS = 17;

    private ShortestDecimal() {}

    /**
     * The decimal of fewest digits, and among those the nearest, that reads back as the value.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    public static BigDecimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is not a finite number");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < ENOUGH_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(ENOUGH_DIGITS)));
    }

    /** {@link #of} as plain digits without an exponent, for example {@code 0.5} or {@code 1200}. */
    public static String text(double value) {
        return of(value).toPlainString();
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
