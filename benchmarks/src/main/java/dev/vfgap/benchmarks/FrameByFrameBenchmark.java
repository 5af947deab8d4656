package dev.vfgap.benchmarks;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.DataPath;
import dev.vfgap.models.lab.FrameByFrame;
import dev.vfgap.models.lab.FrameByFrame.Timed;
import dev.vfgap.models.lab.LabParameters;
import dev.vfgap.models.lab.PathChange;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.lab.PathLayout;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one hop of one frame in the frame-by-frame reference, and of all hops of all frames as spans.
 *
 * <p>A frame to the guest makes four hops (sent, switch, NIC, queue), one from the guest two (sent, switch). The reference
 * is what the spans are tested against and is never run for a prediction: it need not be fast.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class FrameByFrameBenchmark {
    private static final int FRAMES = 10_000;
    private static final int HOPS = FRAMES * (4 + 2);
    private static final long UNTIL_NANOS = 1_000_000_000;

    private final SendTimes times = new SendTimes.Periodic(0, Period.ofFramesPerSecond(1_000_000), FRAMES);
    private final List<Flow> flows =
            List.of(new Flow(0, "rx", Flow.Kind.TO_GUEST, times), new Flow(1, "tx", Flow.Kind.FROM_GUEST, times));
    private final PathLayout layout = LabParameters.layout(
            Catalogue.all().defaults()::constant, Catalogue.all().defaults()::constant, HostSide.OPEN.softSwitch());
    private final DataPath.Initial initial =
            new DataPath.Initial(FilterTarget.PRIMARY, FilterTarget.STANDBY, Host.A, 0);
    private final List<Timed> changes = List.of(
            new Timed(
                    0,
                    new PathChange.PrimaryQueue(
                            Host.A, QueueState.reading(FrameFate.PRIMARY_QUEUE_FULL), FrameFate.PRIMARY_QUEUE_PURGED)),
            new Timed(0, new PathChange.Transmit(Host.A, TransmitPath.PRIMARY)));

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public FrameByFrame frameByFrame() {
        return new FrameByFrame(layout, flows, initial, changes, UNTIL_NANOS);
    }

    /** All hops of all these frames in one operation. */
    @Benchmark
    public DataPath asSpans() {
        DataPath path = new DataPath(layout, flows, initial, Tracer.NOBODY);
        changes.forEach(timed -> path.apply(timed.change(), new Cause(timed.atNanos(), "the start")));
        path.settle(UNTIL_NANOS);
        return path;
    }
}
