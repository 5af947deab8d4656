package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceIndexTest {

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAsAHashMapDoes(long seed) {
        Random random = new Random(seed);
        long[] numbers = new long[20_000];
        SequenceIndex index = new SequenceIndex(row -> numbers[row]);
        Map<Long, Integer> model = new HashMap<>();
        long stride = 1L << random.nextInt(60);
        for (int row = 0; row < 20_000; row++) {
            long sequence = random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(12_000) * stride;
            numbers[row] = sequence;
            assertThat(index.add(row)).as("seed %d", seed).isEqualTo(model.putIfAbsent(sequence, row) == null);
        }
        model.forEach((sequence, row) -> assertThat(index.find(sequence)).isEqualTo(row));
        assertThat(index.find(random.nextLong())).as("seed %d", seed).isEqualTo(-1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /** Numbers read in the wrong order of bytes, and any stride: places are the least for three quarters, found in a few tries. */
    @ParameterizedTest
    @MethodSource("strides")
    void numbersOfAnyStrideLieSpreadOut(LongUnaryOperator numbering) {
        long[] lookups = {0};
        int rows = 60_000;
        SequenceIndex index = new SequenceIndex(row -> {
            lookups[0]++;
            return numbering.applyAsLong(row);
        });
        for (int row = 0; row < rows; row++) {
            index.add(row);
        }
        lookups[0] = 0;
        for (int row = 0; row < rows; row++) {
            assertThat(index.find(numbering.applyAsLong(row))).isEqualTo(row);
        }

        assertThat(index.places()).isEqualTo(131_072);
        assertThat(lookups[0]).isLessThan(3L * rows);
    }

    static Stream<LongUnaryOperator> strides() {
        Stream<LongUnaryOperator> swapped = Stream.of(Long::reverseBytes, row -> Integer.reverseBytes((int) row));
        Stream<LongUnaryOperator> shifted = IntStream.range(0, 48).mapToObj(bits -> row -> row << bits);
        return Stream.concat(swapped, shifted);
    }
}
