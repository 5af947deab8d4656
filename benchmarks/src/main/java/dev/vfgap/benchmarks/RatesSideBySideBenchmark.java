package dev.vfgap.benchmarks;

import dev.vfgap.benchmarks.BuiltInScenario.Readers;
import java.util.ArrayList;
import java.util.List;
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

    private final List<TimedCase> cases = new ArrayList<>();
    private int operation;

    @Setup
    public void read() {
        for (Readers readers : Readers.values()) {
            for (String rate : List.of("1kpps", "1Mpps", "14.88Mpps", "148.8Mpps")) {
                cases.add(new TimedCase(readers + ", " + rate, BuiltInScenario.at(rate, readers)));
            }
        }
    }

    @Benchmark
    public void oneReplicationOfEach(Blackhole results) {
        int replication = operation % REPLICATIONS;
        for (int i = 0; i < cases.size(); i++) {
            // Each case comes first as often as any other.
            cases.get((operation + i) % cases.size()).run(SEED, replication, results);
        }
        operation++;
    }

    @TearDown(Level.Iteration)
    public void forgetTheWarmUp(IterationParams iteration) {
        if (iteration.getType() == IterationType.WARMUP) {
            cases.forEach(TimedCase::forget);
        }
    }

    @TearDown
    public void tell() {
        TimedCase.tell(cases);
    }
}
