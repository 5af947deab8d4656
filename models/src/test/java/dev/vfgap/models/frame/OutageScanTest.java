package dev.vfgap.models.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutageScanTest {

    @Test
    void bridgesFourDeliveredFramesButNotFive() {
        OutageScan scan = new OutageScan();
        scan.delivered(9);
        scan.lost(10, 12, 3);
        scan.delivered(4);
        scan.lost(17, 17, 1);
        scan.delivered(5);
        scan.lost(23, 23, 1);

        assertThat(scan.outages()).containsExactly(new Outage(10, 17, 4), new Outage(23, 23, 1));
        assertThat(scan.longestNanos()).isEqualTo(7);
    }

    @Test
    void hasNoOutageWhereNothingIsLost() {
        OutageScan scan = new OutageScan();
        scan.delivered(7);
        scan.lost(0, 0, 0);

        assertThat(scan.outages()).isEmpty();
        assertThat(scan.longestNanos()).isZero();
    }

    @Test
    void refusesLossesThatGoBackInTime() {
        OutageScan scan = new OutageScan();
        scan.lost(10, 12, 3);

        assertThatThrownBy(() -> scan.lost(11, 11, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheSameHoweverTheRunsAreCut(long seed) {
        Random random = new Random(seed);
        OutageScan whole = new OutageScan();
        OutageScan single = new OutageScan();
        List<long[]> expected = new ArrayList<>();
        long frame = 0;
        long deliveredSince = Long.MAX_VALUE;
        for (int run = 0; run < 200; run++) {
            int count = 1 + random.nextInt(7);
            if (run % 2 == 0) {
                whole.lost(frame, frame + count - 1, count);
                for (int i = 0; i < count; i++, frame++) {
                    single.lost(frame, frame, 1);
                    if (deliveredSince > OutageScan.MAX_BRIDGED_FRAMES) {
                        expected.add(new long[] {frame, frame, 0});
                    }
                    long[] last = expected.get(expected.size() - 1);
                    last[1] = frame;
                    last[2]++;
                    deliveredSince = 0;
                }
            } else {
                whole.delivered(count);
                for (int i = 0; i < count; i++, frame++) {
                    single.delivered(1);
                    deliveredSince++;
                }
            }
        }
        List<Outage> outages =
                expected.stream().map(o -> new Outage(o[0], o[1], o[2])).toList();

        assertThat(whole.outages()).as("seed %d", seed).isEqualTo(outages);
        assertThat(single.outages()).as("seed %d", seed).isEqualTo(outages);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }
}
