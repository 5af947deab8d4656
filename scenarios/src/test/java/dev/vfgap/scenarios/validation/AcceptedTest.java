package dev.vfgap.scenarios.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.experiment.Spread;
import org.junit.jupiter.api.Test;

class AcceptedTest {
    private static final Spread AROUND_TEN = new Spread(100, 10, 10, 8, 14);

    @Test
    void anIntervalIsAskedOfTheMedianAlone() {
        assertThat(new Accepted.MedianWithin(10, 11, "").holds(AROUND_TEN)).isTrue();
        assertThat(new Accepted.MedianWithin(10.5, 20, "").holds(AROUND_TEN)).isFalse();
        assertThat(new Accepted.MedianWithin(0, Double.POSITIVE_INFINITY, "").holds(AROUND_TEN))
                .isTrue();
    }

    @Test
    void aPublishedValueIsAskedOfNineInTenRuns() {
        assertThat(new Accepted.IntervalHas(8, "").holds(AROUND_TEN)).isTrue();
        assertThat(new Accepted.IntervalHas(14.1, "").holds(AROUND_TEN)).isFalse();
    }

    @Test
    void aQuantityThatDoesNotComeAboutIsNeverAccepted() {
        Spread none = new Spread(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(new Accepted.MedianWithin(0, Double.POSITIVE_INFINITY, "").holds(none))
                .isFalse();
        assertThat(new Accepted.IntervalHas(0, "").holds(none)).isFalse();
    }

    @Test
    void rulesReadAsSentencesDo() {
        assertThat(new Accepted.MedianWithin(5, 5, "").text(Measure.FRAMES)).isEqualTo("5 frames");
        assertThat(new Accepted.MedianWithin(5, Double.POSITIVE_INFINITY, "").text(Measure.MILLISECONDS))
                .isEqualTo("at least 5 ms");
        assertThat(new Accepted.MedianWithin(0.67, 0.87, "").text(Measure.SIGMA))
                .isEqualTo("0.67 to 0.87");
        assertThat(new Accepted.IntervalHas(18, "").text(Measure.MILLISECONDS)).isEqualTo("range with 18 ms");
    }

    @Test
    void numbersHaveThreeDigitsAndMoreBeforeThePoint() {
        assertThat(Measure.number(11_901.6)).isEqualTo("11902");
        assertThat(Measure.number(0.1161)).isEqualTo("0.116");
        assertThat(Measure.number(20.46)).isEqualTo("20.5");
        assertThat(Measure.number(100)).isEqualTo("100");
        assertThat(Measure.number(0)).isEqualTo("0");
        assertThat(Measure.number(Double.NaN)).isEqualTo("none");
    }
}
