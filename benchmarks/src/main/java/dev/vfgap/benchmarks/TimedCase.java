package dev.vfgap.benchmarks;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.Blackhole;

/** A setup, and how long its replications took: one of several that are run side by side. */
final class TimedCase {
    private final String name;
    private final MigrationSetup setup;
    private long[] nanos = new long[1 << 16];
    private int count;

    TimedCase(String name, MigrationSetup setup) {
        this.name = name;
        this.setup = setup;
    }

    void run(long seed, int replication, Blackhole results) {
        long start = System.nanoTime();
        results.consume(MigrationRun.of(setup, seed, replication));
        long spent = System.nanoTime() - start;
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = spent;
    }

    void forget() {
        count = 0;
    }

    /** A table of all, with the ratio of each median to the first. */
    static void tell(List<TimedCase> cases) {
        System.out.printf("%n%-46s %8s %8s %8s %6s%n", "case", "p10 us", "p50 us", "p90 us", "ratio");
        double first = cases.get(0).quantileMicros(0.5);
        for (TimedCase one : cases) {
            double median = one.quantileMicros(0.5);
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %8.1f %8.1f %8.1f %6.2f%n",
                    one.name,
                    one.quantileMicros(0.1),
                    median,
                    one.quantileMicros(0.9),
                    median / first);
        }
    }

    private double quantileMicros(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) (share * (count - 1))] / 1e3;
    }
}
