package dev.vfgap.models.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.simcore.time.Period;
import org.junit.jupiter.api.Test;

/**
 * Two flows of a million frames each that mix in one queue: how many spans are handed out for it, which is its work, also
 * where pieces are taken together again. What becomes of each frame is {@code DataPathTest}'s question.
 */
class FlowsInOneQueueTest {
    private static final long MILLION = 1_000_000;
    private static final long FEW = 20;
    private static final Cause START = new Cause(0, "the start");

    private final SpanPool pool = new SpanPool();

    private long work(QueueState state, long servicePeriodNanos, Period one, Period other) {
        Ledger ledger = new Ledger(pool);
        FrameQueue queue =
                new FrameQueue("queue", Host.A, 500, 1, servicePeriodNanos, pool, ledger, pool::release, Tracer.NOBODY);
        queue.change(state, FrameFate.NO_DEVICE, START);
        queue.accept(pool.run(flow(0, 0, one), 0, MILLION, 0));
        queue.accept(pool.run(flow(1, 400, other), 0, MILLION, 0));
        long before = pool.taken();
        queue.settle(Long.MAX_VALUE / 2);
        return pool.taken() - before;
    }

    private static Flow flow(int id, long startNanos, Period period) {
        return new Flow(id, "flow " + id, Flow.Kind.TO_GUEST, new SendTimes.Periodic(startNanos, period, MILLION));
    }

    private static Period nanos(long nanos) {
        return Period.ofNanos(nanos);
    }

    @Test
    void aReaderThatTakesEveryFrameAtOnceNeedsNoOrder() {
        assertThat(work(reading(), 0, nanos(1000), nanos(1000))).isLessThan(FEW);
        assertThat(work(reading(), 0, new Period(6250, 93), nanos(70))).isLessThan(FEW);
    }

    @Test
    void aReaderWithAPeriodNeedsNoneWhileTheFlowsStayApart() {
        assertThat(work(reading(), 67, nanos(1000), nanos(1000))).isLessThan(FEW);
        assertThat(work(reading(), 67, nanos(1000), nanos(100_000))).isLessThan(FEW);
        assertThat(work(reading(), 300, new Period(100_000, 3), nanos(100_000)))
                .as("a third of a nanosecond is never lost sight of")
                .isLessThan(FEW);
    }

    @Test
    void aFullQueueThatNobodyReadsNeedsNone() {
        assertThat(work(QueueState.holding(FrameFate.STANDBY_QUEUE_FULL), 67, nanos(1000), nanos(1000)))
                .as("500 frames are kept, each in its turn")
                .isLessThan(500 + FEW);
    }

    @Test
    void aQueueThatDropsEverythingNeedsNone() {
        assertThat(work(QueueState.dropping(FrameFate.NO_DEVICE), 67, nanos(1000), nanos(1000)))
                .isLessThan(FEW);
    }

    @Test
    void framesThatMeetAreStepsOfTheirOwn() {
        assertThat(work(reading(), 700, nanos(1000), nanos(1000)))
                .as("every frame waits or is refused: the cost that docs/performance.md tells")
                .isGreaterThan(MILLION);
        assertThat(work(reading(), 67, nanos(1000), nanos(1001)))
                .as("134 of each thousand meet")
                .isBetween(MILLION / 10, MILLION / 2);
    }

    private static QueueState reading() {
        return QueueState.reading(FrameFate.STANDBY_QUEUE_FULL);
    }
}
