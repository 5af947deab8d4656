package dev.vfgap.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitCubeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 49, 100, 1000})
    void aLatinHypercubeHasOnePointInEachPartOfEachAxis(int points) {
        double[][] rows = UnitCube.latinHypercube(points, 5, 42);
        for (int axis = 0; axis < 5; axis++) {
            int column = axis;
            int[] parts = Arrays.stream(rows)
                    .mapToInt(row -> (int) (row[column] * points))
                    .sorted()
                    .toArray();
            assertThat(parts).isEqualTo(IntStream.range(0, points).toArray());
        }
    }

    @Test
    void theSeedDecidesOverALatinHypercube() {
        assertThat(UnitCube.latinHypercube(20, 3, 1)).isDeepEqualTo(UnitCube.latinHypercube(20, 3, 1));
        assertThat(Arrays.deepEquals(UnitCube.latinHypercube(20, 3, 1), UnitCube.latinHypercube(20, 3, 2)))
                .isFalse();
    }

    @Test
    void aSobolSequenceBeginsBehindTheOrigin() {
        assertThat(UnitCube.sobol(3, 2)).isDeepEqualTo(new double[][] {{0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}});
    }

    /** With the origin, the first 2^k points have one in each of 2^k equal parts of each axis. */
    @Test
    void aSobolSequenceFillsEachAxisEvenly() {
        double[][] rows = UnitCube.sobol(255, 40);
        for (int axis = 0; axis < 40; axis++) {
            int column = axis;
            int[] parts = Arrays.stream(rows)
                    .mapToInt(row -> (int) (row[column] * 256))
                    .sorted()
                    .toArray();
            assertThat(parts).isEqualTo(IntStream.range(1, 256).toArray());
        }
    }
}
