package dev.vfgap.benchmarks;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FlowOutcome;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.DataPath;
import dev.vfgap.models.lab.LabParameters;
import dev.vfgap.models.lab.PathChange;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.lab.PathLayout;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterValues;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one change of the data path, with all frames of the millisecond before it: each change cuts the traffic into
 * pieces with fates of their own.
 *
 * <p>An invocation makes a path and changes it a hundred times, an operation is one of these changes. Reading the outcome
 * is a benchmark of its own, because its cost too is one of spans.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(2)
public class DataPathBenchmark {
    private static final int CHANGES = 100;
    private static final long BETWEEN_CHANGES_NANOS = 1_000_000;

    /** Frames from the peer; there are none the other way. */
    @Param({"1000", "14880000"})
    public long framesPerSecond;

    @Param
    public Change change;

    private PathLayout layout;
    private Flow flow;
    private DataPath changed;

    /** What is changed a hundred times, to and fro. */
    public enum Change {
        /** The filter of A's NIC, between two queues whose readers keep up: spans pass. */
        FILTER {
            @Override
            PathChange number(int i) {
                return PathChange.Nic.ofBridge(Host.A, i % 2 == 0 ? FilterTarget.PRIMARY : FilterTarget.STANDBY);
            }
        },
        /** The reader of a full queue, which stops and goes on: frames are held, refused and handed over late. */
        HELD_QUEUE {
            @Override
            PathChange number(int i) {
                QueueState state = i % 2 == 0
                        ? QueueState.holding(FrameFate.GUEST_STOPPED_QUEUE_FULL)
                        : QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
                return new PathChange.StandbyQueue(Host.A, state, FrameFate.LEFT_AT_SOURCE);
            }
        },
        /** What becomes of the frames that an overloaded queue hands over: one in ten at 14.88 Mpps. */
        BEHIND_OVERLOADED_QUEUE {
            @Override
            PathChange number(int i) {
                return new PathChange.StandbyReceive(i % 2 == 0 ? Reception.SHADOWED : Reception.ACCEPTED);
            }
        };

        abstract PathChange number(int i);
    }

    @Setup
    public void offer() {
        Period period = Period.ofFramesPerSecond(framesPerSecond);
        long frames = period.firstIndexAtOrAfter((CHANGES + 1) * BETWEEN_CHANGES_NANOS);
        flow = new Flow(0, Direction.RX.name(), Flow.Kind.TO_GUEST, new SendTimes.Periodic(0, period, frames));
        ParameterValues values = Catalogue.all().defaults();
        if (change == Change.FILTER) {
            for (String key : List.of("guest.primaryService", "guest.standbyService")) {
                values = values.with(key, new Constant(0), values.provenance(key));
            }
        }
        layout = LabParameters.layout(values::constant, values::constant, HostSide.OPEN.softSwitch());
        changed = changeOften();
        System.out.println("# " + changed.spansCreated() / (double) CHANGES + " spans a change");
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public DataPath change() {
        return changeOften();
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public FlowOutcome readOutcome() {
        return FlowOutcome.of(changed.ledger(), flow);
    }

    private DataPath changeOften() {
        DataPath path = new DataPath(
                layout,
                List.of(flow),
                new DataPath.Initial(FilterTarget.STANDBY, FilterTarget.STANDBY, Host.A, 0),
                Tracer.NOBODY);
        Cause start = new Cause(0, "the start");
        path.apply(new PathChange.Transmit(Host.A, TransmitPath.STANDBY), start);
        path.apply(primaryReads(), start);
        path.apply(Change.HELD_QUEUE.number(1), start);
        for (int i = 0; i < CHANGES; i++) {
            path.apply(change.number(i), new Cause((i + 1) * BETWEEN_CHANGES_NANOS, "a change"));
        }
        path.settle((CHANGES + 1) * BETWEEN_CHANGES_NANOS);
        return path;
    }

    private static PathChange primaryReads() {
        return new PathChange.PrimaryQueue(
                Host.A, QueueState.reading(FrameFate.PRIMARY_QUEUE_FULL), FrameFate.PRIMARY_QUEUE_PURGED);
    }
}
