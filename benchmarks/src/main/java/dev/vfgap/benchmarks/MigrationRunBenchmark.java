package dev.vfgap.benchmarks;

import dev.vfgap.benchmarks.BuiltInScenario.Readers;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one replication of a whole migration, machines and frames: it must not grow with the frame rate.
 *
 * <p>The operations go through the replications of one seed in turn, so all rates and readers meet the same migrations. For
 * the allocation ({@code -prof gc}) and the spans; {@link RatesSideBySideBenchmark} compares the times.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MigrationRunBenchmark {
    private static final long SEED = 1;
    private static final int REPLICATIONS = 64;

    /** Frames each way; 14.88 Mpps is 10 Gbit/s of the smallest frames. */
    @Param({"1kpps", "1Mpps", "14.88Mpps", "148.8Mpps"})
    public String rate;

    @Param
    public Readers readers;

    private MigrationSetup setup;
    private int replication;

    @Setup
    public void read() {
        setup = BuiltInScenario.at(rate, readers);
        long spans = 0;
        for (int i = 0; i < REPLICATIONS; i++) {
            spans += MigrationRun.of(setup, SEED, i).spansCreated();
        }
        System.out.println("# " + spans / (double) REPLICATIONS + " spans a replication");
    }

    @Benchmark
    public MigrationRun replication() {
        replication = (replication + 1) % REPLICATIONS;
        return MigrationRun.of(setup, SEED, replication);
    }
}
