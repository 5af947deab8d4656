package dev.vfgap.simcore.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "1200, 1200",
        "0.5, 0.5",
        "-0.25, -0.25",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e23, 100000000000000000000000",
        "2.0e-3, 0.002",
        "9007199254740993, 9007199254740992"
    })
    void writesTheFewestDigits(double value, String text) {
        assertThat(ShortestDecimal.text(value)).isEqualTo(text);
    }

    @Test
    void writesTheExtremes() {
        assertThat(ShortestDecimal.of(Double.MIN_VALUE).toString()).isEqualTo("5E-324");
        assertThat(ShortestDecimal.of(Double.MAX_VALUE).toString()).isEqualTo("1.7976931348623157E+308");
    }

    @Test
    void readsBackAsTheSameNumberAndNoShorterTextDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double value = random.nextBoolean()
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000) / 1000.0;
            if (Double.isFinite(value)) {
                assertThat(ShortestDecimal.of(value).doubleValue()).isEqualTo(value == 0 ? 0.0 : value);
                int digits = ShortestDecimal.of(value).precision();
                assertThat(digits)
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(value))
                                .stripTrailingZeros()
                                .precision());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void rejectsWhatIsNotFinite(double value) {
        assertThatThrownBy(() -> ShortestDecimal.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(value + " is not a finite number");
    }
}
