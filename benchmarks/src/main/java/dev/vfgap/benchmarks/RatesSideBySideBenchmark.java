package dev.vfgap.benchmarks;

import dev.vfgap.benchmarks.BuiltInScenario.Readers;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The ratio of the cost of a replication at one frame rate to that at another.
 *
 * <p>An operation makes the same replication once in each case, one after the other and each timed alone. So whatever else
 * the machine does falls on all cases alike, which {@link MigrationRunBenchmark}, minutes between its cases, cannot have.
 * Each fork ends with a table of medians; the score of the operation is of no interest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RatesSideBySideBenchmark {
    private static final long SEED = 1;
    private static final int REPLICATIONS = 64;

    private final List<Case> cases = new ArrayList<>();
    private int operation;

    @Setup
    public void read() {
        for (Readers readers : Readers.values()) {
            for (String rate : List.of("1kpps", "1Mpps", "14.88Mpps", "148.8Mpps")) {
                cases.add(new Case(rate, readers));
            }
        }
    }

    @Benchmark
    public void oneReplicationOfEach(Blackhole results) {
        int replication = operation % REPLICATIONS;
        for (int i = 0; i < cases.size(); i++) {
            // Each case comes first as often as any other.
            cases.get((operation + i) % cases.size()).run(replication, results);
        }
        operation++;
    }

    @TearDown(Level.Iteration)
    public void forgetTheWarmUp(IterationParams iteration) {
        if (iteration.getType() == IterationType.WARMUP) {
            cases.forEach(Case::forget);
        }
    }

    @TearDown
    public void tell() {
        System.out.printf("%n%-14s %10s %8s %8s %8s %6s%n", "readers", "rate", "p10 us", "p50 us", "p90 us", "ratio");
        for (Case one : cases) {
            System.out.println(one.row(cases.get(0).quantileMicros(0.5)));
        }
    }

    /** A rate with its readers, and how long its replications took. */
    private static final class Case {
        private final String rate;
        private final Readers readers;
        private final MigrationSetup setup;
        private long[] nanos = new long[1 << 16];
        private int count;

        Case(String rate, Readers readers) {
            this.rate = rate;
            this.readers = readers;
            this.setup = BuiltInScenario.at(rate, readers);
        }

        void run(int replication, Blackhole results) {
            long start = System.nanoTime();
            results.consume(MigrationRun.of(setup, SEED, replication));
            long spent = System.nanoTime() - start;
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = spent;
        }

        void forget() {
            count = 0;
        }

        double quantileMicros(double share) {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return sorted[(int) (share * (count - 1))] / 1e3;
        }

        String row(double ofFirstMicros) {
            double median = quantileMicros(0.5);
            return String.format(
                    Locale.ROOT,
                    "%-14s %10s %8.1f %8.1f %8.1f %6.2f",
                    readers,
                    rate,
                    quantileMicros(0.1),
                    median,
                    quantileMicros(0.9),
                    median / ofFirstMicros);
        }
    }
}
