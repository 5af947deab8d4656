package dev.vfgap.benchmarks;

import dev.vfgap.simcore.time.Event;
import dev.vfgap.simcore.time.EventOrder;
import dev.vfgap.simcore.time.Simulation;
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

/** The cost of firing one event and arming it again while others are pending; nothing should be allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventBenchmark {

    /** Events pending at any moment; a run of two hosts keeps a few dozen. */
    @Param({"16", "1024"})
    public int pending;

    private Simulation simulation;

    @Setup
    public void armAll() {
        simulation = new Simulation();
        for (int i = 0; i < pending; i++) {
            new Ticker(simulation, 1_000 + 7 * i);
        }
    }

    @Benchmark
    public boolean fireAndArmAgain() {
        return simulation.runNext();
    }

    /** An event that arms itself again after each firing. */
    private static final class Ticker {

        private final Event event;
        private final long periodNanos;

        Ticker(Simulation simulation, long periodNanos) {
            this.periodNanos = periodNanos;
            this.event = simulation.event("tick", EventOrder.TIMER, this::tick);
            event.after(periodNanos);
        }

        private void tick() {
            event.after(periodNanos);
        }
    }
}
