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
 * What a neighbour costs a replication whose frames meet those of the peer in a queue, against the replication without one;
 * measured as in {@link RatesSideBySideBenchmark}.
 *
 * <p>In the last case frames of the two come within the standby's service period again and again, and each that does is dealt
 * with by itself.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NeighbourSideBySideBenchmark {
    private static final long SEED = 1;
    private static final int REPLICATIONS = 16;

    private final List<TimedCase> cases = new ArrayList<>();
    private int operation;

    @Setup
    public void read() {
        cases.add(new TimedCase("nobody else", BuiltInScenario.at("1Mpps", Readers.KEEP_UP)));
        add("1kpps", "1kpps", Readers.KEEP_UP);
        add("1Mpps", "1Mpps", Readers.KEEP_UP);
        add("14.88Mpps", "14.88Mpps", Readers.KEEP_UP);
        add("1kpps", "1kpps", Readers.SLOW_STANDBY);
        add("1kpps", "990pps", Readers.SLOW_STANDBY);
    }

    private void add(String rate, String neighbour, Readers readers) {
        cases.add(new TimedCase(
                readers + ", " + rate + " beside " + neighbour, BuiltInScenario.beside(rate, neighbour, readers)));
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
