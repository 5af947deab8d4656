package dev.vfgap.models.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever send times answer is what the list of their moments answers. */
class SendTimesTest {
    private static final long END = 5_000;

    @Test
    void burstsAreTheFramesOfEachBurstFromTheBeginOfTheFlowToItsEnd() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Period period = new Period(random.nextLong(1, 400), random.nextLong(1, 9));
            long[] starts = new long[random.nextInt(0, 12)];
            long[] frames = new long[starts.length];
            List<Long> moments = new ArrayList<>();
            long at = -random.nextLong(0, 1_000);
            for (int i = 0; i < starts.length; i++) {
                starts[i] = at;
                frames[i] = random.nextLong(1, 30);
                for (long n = 0; n < frames[i]; n++) {
                    moments.add(at + period.offsetNanos(n));
                }
                at += period.offsetNanos(frames[i] - 1) + random.nextLong(0, 300);
            }
            moments.removeIf(moment -> moment < 0 || moment >= END);
            check(new BurstTimes(period, starts, frames, 0, END), moments, seed);
        }
    }

    @Test
    void listedTimesAreThoseOfTheListOnceOrAgainUntilTheEnd() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] list = random.longs(random.nextInt(1, 30), 0, 900).sorted().toArray();
            ListedTimes times = new ListedTimes(list);
            List<Long> once = Arrays.stream(list).boxed().toList();
            check(times, once, seed);
            check(times.before(500), once.stream().filter(at -> at < 500).toList(), seed);
            long every = times.lengthNanos() + random.nextLong(1, 200);
            List<Long> again = new ArrayList<>();
            for (long from = 0; from < END; from += every) {
                for (long at : list) {
                    again.add(from + at);
                }
            }
            again.removeIf(at -> at >= END);
            check(times.repeatedBefore(every, END), again, seed);
        }
    }

    @Test
    void whatStepsBackIsRefused() {
        ListedTimes times = new ListedTimes(new long[] {0, 10});
        assertThatThrownBy(() -> new ListedTimes(new long[] {0, 10, 9})).hasMessageContaining("frame 2");
        assertThatThrownBy(() -> times.repeatedBefore(10, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BurstTimes(Period.ofNanos(10), new long[] {0, 19}, new long[] {3, 1}, 0, 100))
                .hasMessageContaining("burst 1");
    }

    private static void check(SendTimes times, List<Long> moments, long seed) {
        List<Long> told = new ArrayList<>();
        for (long i = 0; i < times.size(); i++) {
            told.add(times.at(i));
        }
        assertThat(told).as("seed %d", seed).isEqualTo(moments);
        for (long at = -5; at < END + 5; at += 7) {
            long moment = at;
            assertThat(times.firstAtOrAfter(at))
                    .as("before %d, seed %d", at, seed)
                    .isEqualTo(moments.stream().filter(sent -> sent < moment).count());
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20 && moments.size() > 1; i++) {
            int from = random.nextInt(0, moments.size() - 1);
            int until = random.nextInt(from + 2, moments.size() + 1);
            for (int k = from + 1; k < until; k++) {
                assertThat(moments.get(k) - moments.get(k - 1))
                        .as("from %d to %d, seed %d", from, until, seed)
                        .isBetween(times.minSpacingNanos(from, until), times.maxSpacingNanos(from, until));
            }
            checkSteady(times, moments, from, seed);
        }
    }

    /** Within a steady part no frame is further from the period's place than the nanosecond to which it is rounded. */
    private static void checkSteady(SendTimes times, List<Long> moments, int from, long seed) {
        int end = Math.toIntExact(times.steadyUntil(from));
        assertThat(end).as("seed %d", seed).isBetween(from + 1, moments.size());
        for (int k = from; k < end && times.period() != null; k++) {
            long due = moments.get(from) + times.period().offsetNanos(k - from);
            assertThat(moments.get(k) - due).as("frame %d, seed %d", k, seed).isBetween(0L, 1L);
        }
    }
}
