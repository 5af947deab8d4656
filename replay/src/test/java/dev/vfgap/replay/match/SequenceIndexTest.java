package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
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
}
