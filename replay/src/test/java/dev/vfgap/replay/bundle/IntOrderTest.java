package dev.vfgap.replay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntOrderTest {

    @ParameterizedTest
    @MethodSource("seeds")
    void sortsAsTheListSortDoesAndKeepsTies(long seed) {
        Random random = new Random(seed);
        int[] keys = random.ints(random.nextInt(300), 0, 20).toArray();
        int[] expected = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingInt(row -> keys[row]))
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(IntOrder.of(keys.length, (left, right) -> Integer.compare(keys[left], keys[right])))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }
}
