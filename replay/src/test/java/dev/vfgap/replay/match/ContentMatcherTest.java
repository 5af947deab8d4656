package dev.vfgap.replay.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which sightings the matcher takes for one frame. */
class ContentMatcherTest {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final ContentMatcher matcher = new ContentMatcher(0);
    private final List<List<Long>> keys = new ArrayList<>();
    private final List<List<Long>> times = new ArrayList<>();

    private ContentMatcherTest point() {
        keys.add(new ArrayList<>());
        times.add(new ArrayList<>());
        return this;
    }

    private ContentMatcherTest seen(long key, long at) {
        keys.get(keys.size() - 1).add(key);
        times.get(times.size() - 1).add(at);
        return this;
    }

    /** The numbers of the sightings, one list a point. */
    private List<List<Long>> numbers() {
        List<List<Long>> numbers = new ArrayList<>();
        for (int point = 0; point < keys.size(); point++) {
            matcher.add(
                    point,
                    keys.get(point).stream().mapToLong(Long::longValue).toArray(),
                    times.get(point).stream().mapToLong(Long::longValue).toArray(),
                    keys.get(point).size(),
                    0);
            numbers.add(new ArrayList<>());
        }
        matcher.tell((point, number, atNanos) -> numbers.get(point).add(number));
        return numbers;
    }

    @Test
    void aFrameIsFoundAgainHoweverLateWhenItIsAlone() {
        point().seen(1, 0).seen(2, MILLI).seen(3, 2 * MILLI);
        point().seen(2, MILLI + 10 * MICRO).seen(3, 2 * MILLI + 10 * MICRO).seen(1, 20 * SECOND);

        assertThat(numbers()).containsExactly(List.of(0L, 1L, 2L), List.of(1L, 2L, 0L));
        assertThat(matcher.ambiguousFrames()).isZero();
    }

    @Test
    void aFrameThatNoPointBeforeSawIsANewOneInItsPlaceOfTime() {
        point().seen(1, 0).seen(3, 2 * MILLI);
        point().seen(1, 10 * MICRO).seen(2, MILLI).seen(3, 2 * MILLI + 10 * MICRO);

        assertThat(numbers()).containsExactly(List.of(0L, 2L), List.of(0L, 1L, 2L));
    }

    @Test
    void anIdentificationThatComesRoundAgainIsTheNextFrame() {
        point().seen(1, 0).seen(1, 10 * SECOND).seen(1, 20 * SECOND);
        point().seen(1, 10 * SECOND + 30 * MICRO).seen(1, 20 * SECOND + 30 * MICRO);

        assertThat(numbers()).containsExactly(List.of(0L, 1L, 2L), List.of(1L, 2L));
        assertThat(matcher.ambiguousFrames()).isZero();
    }

    @Test
    void aCopyAtOnePointIsTheSameFrame() {
        point().seen(1, 0).seen(1, 20 * MICRO).seen(2, MILLI).seen(3, 2 * MILLI);
        point().seen(1, 50 * MICRO)
                .seen(2, 2 * MILLI)
                .seen(3, 2 * MILLI + MICRO)
                .seen(2, 900 * MILLI);

        assertThat(numbers()).containsExactly(List.of(0L, 0L, 1L, 2L), List.of(0L, 1L, 2L, 1L));
    }

    @Test
    void equalFramesAreMatchedInOrderAndCalledAmbiguous() {
        point().seen(7, 0).seen(7, 2 * MILLI).seen(7, 4 * MILLI).seen(7, 6 * MILLI);
        point().seen(7, 30 * MICRO).seen(7, 4 * MILLI + 30 * MICRO).seen(7, 6 * MILLI + 30 * MICRO);

        assertThat(numbers()).containsExactly(List.of(0L, 1L, 2L, 3L), List.of(0L, 2L, 3L));
        assertThat(matcher.ambiguousFrames()).isEqualTo(4);
    }

    @Test
    void equalFramesThatWaitedInAQueueStayInTheirOrder() {
        point();
        LongStream.range(0, 50).forEach(i -> seen(7, i * 2 * MILLI));
        point();
        LongStream.range(0, 50).forEach(i -> seen(7, 100 * MILLI + i * 5 * MICRO));

        List<Long> all = LongStream.range(0, 50).boxed().toList();
        assertThat(numbers()).containsExactly(all, all);
    }

    /** Frames that differ, lost, copied and reordered at each of three points, against a map from content to frame. */
    @ParameterizedTest
    @MethodSource("seeds")
    void matchesFramesThatDifferAsAMapDoes(long seed) {
        Random random = new Random(seed);
        Map<Long, Long> first = new HashMap<>();
        List<List<Long>> expected = new ArrayList<>();
        for (int point = 0; point < 3; point++) {
            point();
            expected.add(new ArrayList<>());
            for (long frame = 0; frame < 300; frame++) {
                int copies = random.nextInt(10) == 0 ? 0 : random.nextInt(12) == 0 ? 2 : 1;
                for (int copy = 0; copy < copies; copy++) {
                    long at = frame * MILLI + point * 20 * MICRO + random.nextInt(3) * MILLI + copy * 50 * MICRO;
                    seen(frame * 0x9e3779b97f4a7c15L, at);
                    first.merge(frame, at, Math::min);
                    expected.get(point).add(frame);
                }
            }
        }
        List<List<Long>> numbers = numbers();

        Map<Long, Long> frameOf = new HashMap<>();
        for (int point = 0; point < 3; point++) {
            for (int i = 0; i < numbers.get(point).size(); i++) {
                frameOf.putIfAbsent(
                        numbers.get(point).get(i), expected.get(point).get(i));
            }
        }
        assertThat(frameOf).as("seed %d", seed).hasSize(first.size());
        assertThat(numbers.stream().map(all -> all.stream().map(frameOf::get).toList()))
                .as("seed %d", seed)
                .isEqualTo(expected);
        List<Long> byRank = LongStream.range(0, first.size())
                .map(rank -> first.get(frameOf.get(rank)))
                .boxed()
                .toList();
        assertThat(byRank).as("seed %d", seed).isSorted();
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }
}
