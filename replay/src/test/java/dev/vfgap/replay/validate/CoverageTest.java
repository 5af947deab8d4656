package dev.vfgap.replay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.replay.validate.PitHistogram.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coverage and places on problems whose answer is known: predictions that are right, too narrow, too wide and biased. */
class CoverageTest {
    private static final int TRIALS = 4_000;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * Of right predictions, intervals hold as many values as they say. A sample of 200 gives a quantile of type 7 that is a little
     * inside the true one: an interval of 90 % holds 0.9 * 199 / 201.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9})
    void rightPredictionsHoldWhatTheySay(double level) {
        SplittableRandom random = new SplittableRandom(1);
        int inside = 0;
        for (int i = 0; i < TRIALS; i++) {
            inside += score(random, draw -> draw).interval(level).inside() ? 1 : 0;
        }
        BinomialDistribution right = new BinomialDistribution(null, TRIALS, level * 199 / 201);

        assertThat(inside)
                .isBetween(right.inverseCumulativeProbability(5e-5), right.inverseCumulativeProbability(1 - 5e-5));
    }

    /** The true coverage lies in its interval at least as often as it says, whatever it is: Clopper and Pearson's promise. */
    @ParameterizedTest
    @CsvSource({"0.5,10", "0.9,34", "0.9,68", "0.99,20"})
    void theTrueCoverageLiesInItsInterval(double truth, int n) {
        BinomialDistribution inside = new BinomialDistribution(null, n, truth);
        double held = IntStream.rangeClosed(0, n)
                .filter(k -> new Coverage(truth, k, n).agrees())
                .mapToDouble(inside::probability)
                .sum();

        assertThat(held).isBetween(Coverage.KNOWN_LEVEL, 1.0);
    }

    /** Where none or all are inside the interval has a closed form: 1 - (alpha / 2)^(1/n). */
    @Test
    void allInsideSaysHowFewMoreAreStillPossible() {
        Coverage all = new Coverage(0.9, 20, 20);
        Coverage none = new Coverage(0.9, 0, 20);

        assertThat(all.low()).isCloseTo(Math.pow(0.025, 1.0 / 20), within(1e-9));
        assertThat(all.high()).isEqualTo(1);
        assertThat(none.low()).isEqualTo(0);
        assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 1.0 / 20), within(1e-9));
    }

    /** Even places are called flat in all but some 5 of 100 cases, which is what the reading allows for. */
    @ParameterizedTest
    @ValueSource(ints = {10, 34, 200})
    void evenPlacesAreRarelyCalledAnythingElse(int n) {
        Map<Shape, Integer> found = shapes(n, draw -> draw);

        assertThat(found.get(Shape.FLAT) / 1_000.0).isBetween(0.925, 0.975);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.0, U",
        "2.5, 0.0, HUMP",
        "1.0, 1.0, BELOW",
        "1.0, -1.0, ABOVE",
    })
    void predictionsThatAreWrongAreNamedAsSuch(double spread, double shift, Shape shape) {
        Map<Shape, Integer> found = shapes(100, draw -> spread * draw + shift);

        assertThat(found.get(shape)).isGreaterThan(950);
    }

    @Test
    void ofFewPlacesNothingIsSaid() {
        assertThat(PitHistogram.of(List.of(0.01, 0.02, 0.03, 0.01)))
                .isEqualTo(new PitHistogram(List.of(4, 0, 0), 0, 3, Shape.FEW));
    }

    /** Each bar of even places lies in the band at least as often as it says. */
    @Test
    void barsOfEvenPlacesLieInTheBand() {
        SplittableRandom random = new SplittableRandom(3);
        int inside = 0;
        int bars = 0;
        for (int i = 0; i < 1_000; i++) {
            PitHistogram pit = PitHistogram.of(random.doubles(40).boxed().toList());
            for (int count : pit.counts()) {
                inside += pit.bandLow() <= count && count <= pit.bandHigh() ? 1 : 0;
                bars++;
            }
        }

        assertThat(bars).isEqualTo(10_000);
        assertThat(inside / (double) bars).isBetween(PitHistogram.BAND, 0.98);
    }

    /** A score of a value from the standard normal, predicted by 200 draws that are changed. */
    private static Score score(SplittableRandom random, DoubleUnaryOperator change) {
        double[] sample = random.doubles(200)
                .map(NORMAL::inverseCumulativeProbability)
                .map(change)
                .toArray();
        return Score.of(sample, NORMAL.inverseCumulativeProbability(random.nextDouble()), random.nextDouble());
    }

    /** What a thousand validations of n cells read off their places, when the standard normal is predicted changed. */
    private static Map<Shape, Integer> shapes(int n, DoubleUnaryOperator change) {
        SplittableRandom random = new SplittableRandom(2);
        Map<Shape, Integer> found = new EnumMap<>(Shape.class);
        for (Shape shape : Shape.values()) {
            found.put(shape, 0);
        }
        for (int i = 0; i < 1_000; i++) {
            List<Double> places = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                double value = NORMAL.inverseCumulativeProbability(random.nextDouble());
                // The place in the changed distribution itself: a change is a line, so it is undone by its inverse.
                double scale = change.applyAsDouble(1) - change.applyAsDouble(0);
                places.add(NORMAL.cumulativeProbability((value - change.applyAsDouble(0)) / scale));
            }
            found.merge(PitHistogram.of(places).shape(), 1, Integer::sum);
        }
        return found;
    }
}
