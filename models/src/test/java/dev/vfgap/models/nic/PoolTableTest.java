package dev.vfgap.models.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index against a map, on tables that are full of addresses which differ in few bits. */
class PoolTableTest {
    private static final int ENTRIES = 300;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEveryAddressOfAFullTableAndNoOther(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PoolTable table = new PoolTable(ENTRIES);
        TreeMap<Long, Long> expected = new TreeMap<>();
        int apart = random.nextInt(41);
        for (int entry = 0; entry < ENTRIES; entry++) {
            long address = (long) random.nextInt(256) << apart;
            long pools = random.nextLong();
            table.write(entry, address, pools);
            expected.merge(address, pools, (before, next) -> before | next);
        }

        for (int i = 0; i < 256; i++) {
            long address = (long) i << apart;
            String what = "seed " + seed + ", address " + Long.toHexString(address);
            assertThat(table.has(address)).as(what).isEqualTo(expected.containsKey(address));
            assertThat(table.poolsOf(address)).as(what).isEqualTo(expected.getOrDefault(address, 0L));
            assertThat(table.ownersOf(address)).as(what).isEqualTo(expected.getOrDefault(address, 0L));
        }
    }
}
