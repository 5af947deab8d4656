package dev.vfgap.simcore.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStreamsTest {

    /** Random123's published vectors (its file tests/kat_vectors, lines "philox4x64 10"): counter, key, expected. */
    @ParameterizedTest
    @CsvSource({
        "0 0 0 0, 0 0, 16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
        "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff, ffffffffffffffff ffffffffffffffff,"
                + " 87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0",
        "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89, 452821e638d01377 be5466cf34e90c6c,"
                + " a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6"
    })
    void theGeneratorIsPhiloxAsPublished(String counter, String key, String expected) {
        long[] count = words(counter);
        // The generator steps its counter before the first block, so it is given the one before.
        int word = 0;
        while (word < count.length && count[word]-- == 0) {
            word++;
        }
        long[] seed = LongStream.concat(Arrays.stream(words(key)), Arrays.stream(count))
                .toArray();
        UniformRandomProvider philox = RandomSource.PHILOX_4X64.create(seed);
        assertThat(LongStream.generate(philox::nextLong).limit(4).toArray()).containsExactly(words(expected));
    }

    private static long[] words(String text) {
        return Arrays.stream(text.split(" "))
                .mapToLong(word -> Long.parseUnsignedLong(word, 16))
                .toArray();
    }

    @Test
    void aKeyedDrawIsTheOutputOfTheSameGeneratorAtThatPosition() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            long key0 = random.nextLong();
            long key1 = random.nextLong();
            KeyedRandom keyed = new KeyedRandom(key0, key1);
            UniformRandomProvider philox = RandomSource.PHILOX_4X64.create(new long[] {key0, key1, 0, 0, 0, 0});
            for (long position = 0; position < 50; position++) {
                assertThat(keyed.bits(position)).isEqualTo(philox.nextLong());
            }
            long far = random.nextLong() >>> 3;
            philox = RandomSource.PHILOX_4X64.create(new long[] {key0, key1, far, 0, 0, 0});
            assertThat(keyed.bits(far << 2)).isEqualTo(philox.nextLong());
            assertThat(keyed.bits((far << 2) + 1)).isEqualTo(philox.nextLong());
        }
    }

    @Test
    void theSameInputsGiveTheSameNumbersOnEveryMachine() {
        // Computed by a separate program in another language: SHA-256, Philox, middle of the cell.
        RandomStream stream = new RandomStreams(42, 3).stream("guest/vf-probe");
        assertThat(draws(stream, 6))
                .containsExactly(
                        0.8795877258843728,
                        0.49821829702267395,
                        0.6340874585281054,
                        0.014881370312111897,
                        0.46438366062988756,
                        0.9302638085214704);
        KeyedRandom keyed = new RandomStreams(42, 3).keyed("uplink/loss");
        assertThat(LongStream.of(0, 1, 5, 1_000_000_007, -1)
                        .mapToDouble(keyed::uniform)
                        .toArray())
                .containsExactly(
                        0.38626217761825254,
                        0.19097431995861125,
                        0.3111788921129014,
                        0.20557990318166441,
                        0.742842122367496);
    }

    @Test
    void aStreamStartsAnewWhenAskedForAgainAndIsNotMovedByOthers() {
        RandomStreams streams = new RandomStreams(7, 0);
        double[] alone = draws(streams.stream("a"), 20);

        RandomStream a = streams.stream("a");
        RandomStream b = streams.stream("b");
        double[] interleaved = new double[20];
        for (int i = 0; i < interleaved.length; i++) {
            draws(b, i);
            streams.stream("c" + i);
            interleaved[i] = a.nextUniform();
        }
        assertThat(interleaved).containsExactly(alone);
    }

    @Test
    void seedReplicationNameAndKindEachGiveOtherNumbers() {
        Set<Double> first = new HashSet<>();
        int expected = 0;
        for (long seed : new long[] {0, 1, 1L << 32, -1}) {
            for (int replication : new int[] {0, 1, 2, Integer.MAX_VALUE}) {
                RandomStreams streams = new RandomStreams(seed, replication);
                for (String name : List.of("a", "b", "ab", "a/b", "keyed/a", "Aa", "BB", "ü")) {
                    first.add(streams.stream(name).nextUniform());
                    first.add(streams.keyed(name).uniform(0));
                    expected += 2;
                }
            }
        }
        assertThat(first).hasSize(expected);
    }

    @Test
    void aKeyedDrawDoesNotDependOnWhatWasAskedBefore() {
        KeyedRandom inOrder = new RandomStreams(5, 1).keyed("jitter");
        List<Long> keys = new ArrayList<>(LongStream.range(-500, 500).boxed().toList());
        List<Double> expected = keys.stream().map(inOrder::uniform).toList();

        KeyedRandom shuffled = new RandomStreams(5, 1).keyed("jitter");
        List<Long> order = new ArrayList<>(keys);
        Collections.shuffle(order, new Random(2));
        order.forEach(shuffled::uniform);
        assertThat(keys.stream().map(shuffled::uniform)).isEqualTo(expected);
        assertThat(expected).doesNotHaveDuplicates();

        for (long key = 0; key < 500; key++) {
            shuffled.uniform(16 * key);
            assertThat(shuffled.uniform(key)).isEqualTo(inOrder.uniform(key));
        }
    }

    @Test
    void streamsAndKeyedDrawsAreUniform() {
        RandomStreams streams = new RandomStreams(11, 0);
        RandomStream stream = streams.stream("uniformity");
        KeyedRandom keyed = streams.keyed("uniformity");
        assertUniform(i -> stream.nextUniform());
        assertUniform(keyed::uniform);
        assertUniform(i -> keyed.uniform(i * 4));
        assertUniform(i -> keyed.uniform(i << 40));
    }

    @Test
    void differentNamesAreNotCorrelated() {
        RandomStreams streams = new RandomStreams(11, 0);
        KeyedRandom a = streams.keyed("a");
        KeyedRandom b = streams.keyed("b");
        RandomStream c = streams.stream("c");
        RandomStream d = streams.stream("d");
        assertUniform(i -> (a.uniform(i) + b.uniform(i)) % 1);
        assertUniform(i -> (c.nextUniform() + d.nextUniform()) % 1);
        assertUniform(i -> (a.uniform(i) + a.uniform(i + 1)) % 1);
    }

    private static void assertUniform(LongToDoubleFunction draw) {
        int cells = 100;
        long[] observed = new long[cells];
        double[] expected = new double[cells];
        int draws = 100_000;
        Arrays.fill(expected, (double) draws / cells);
        for (int i = 0; i < draws; i++) {
            observed[(int) (draw.applyAsDouble(i) * cells)]++;
        }
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isBetween(0.001, 0.9999);
    }

    @Test
    void numbersLieInTheOpenUnitInterval() {
        assertThat(OpenUnit.of(0)).isEqualTo(0x1p-53);
        assertThat(OpenUnit.of(-1)).isEqualTo(1 - 0x1p-53).isLessThan(1);
        assertThat(OpenUnit.of(1L << 63)).isEqualTo(0.5 + 0x1p-53);
    }

    @Test
    void rejectsANamelessStreamAndANegativeReplication() {
        RandomStreams streams = new RandomStreams(0, 0);
        assertThatThrownBy(() -> streams.stream(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a random stream needs a name");
        assertThatThrownBy(() -> streams.keyed(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RandomStreams(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replications are counted from 0, but -1 was given");
    }

    private static double[] draws(RandomStream stream, int count) {
        return DoubleStream.generate(stream::nextUniform).limit(count).toArray();
    }
}
