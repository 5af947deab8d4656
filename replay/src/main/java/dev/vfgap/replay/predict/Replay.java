package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.lab.DataPath;
import dev.vfgap.models.lab.LabState;
import dev.vfgap.models.lab.PathLayout;
import dev.vfgap.models.lab.PrimaryKind;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import java.util.List;

/**
 * One pass of a bundle's offered frames and control events through the models.
 *
 * <p>The path is the lab's: see {@code docs/replay.md}. It decides each frame's fate from when the frame was sent and
 * what had happened by then, and never looks at what became of it.
 */
public final class Replay {
    /** A frame reaches the tap this long after it was sent: measured, median 15 µs, 99 of 100 within 56 µs. */
    private static final long PEER_TO_SWITCH_NANOS = 15_000;

    private static final long SWITCH_TO_NIC_NANOS = 0;
    private static final long NIC_TO_QUEUE_NANOS = 5_000;
    private static final long GUEST_TO_SWITCH_NANOS = 10_000;
    private static final long SWITCH_TO_PEER_NANOS = 5_000;

    /** Linux' {@code ptr_ring} hands slots back in batches of two cache lines of pointers. */
    private static final long FREE_BATCH_FRAMES = 16;

    /**
     * A queue that was read before the recording began has slots that are not yet free again; measured, 55 to 65 of 64
     * frames (and the one in QEMU's hands) fit in 6 cases.
     */
    private static final long READ_AT_FIRST_HOLD_FRAMES = 4;

    /** The lab's VF queue; Linux' {@code TUN_READQ_SIZE} for a standby that tells no length. */
    static final long PRIMARY_QUEUE_FRAMES = 64;

    private static final long STANDBY_QUEUE_FRAMES = 500;

    /** Linux' {@code BR_DEFAULT_AGEING_TIME}. */
    private static final long AGEING_NANOS = 300_000_000_000L;

    private final Flow rx;
    private final Flow tx;
    private final DataPath path;

    private Replay(Flow rx, Flow tx, DataPath path) {
        this.rx = rx;
        this.tx = tx;
        this.path = path;
    }

    /**
     * Replays a bundle.
     *
     * @param rxFrames when the peer's frames were sent; nothing else of it is used
     * @param txFrames when the guest's frames were sent; nothing else of it is used
     * @param moves the moves of the filters
     * @param tracer watches one frame of flow 0 (rx) or 1 (tx)
     */
    public static Replay of(
            CaptureBundle bundle,
            DirectionAccount rxFrames,
            DirectionAccount txFrames,
            List<FilterMove> moves,
            Tracer tracer) {
        Flow rx = new Flow(0, "rx", Flow.Kind.TO_GUEST, sendTimes(rxFrames));
        Flow tx = new Flow(1, "tx", Flow.Kind.FROM_GUEST, sendTimes(txFrames));
        Environment environment = bundle.environment();
        PathLayout layout = new PathLayout(
                PEER_TO_SWITCH_NANOS,
                SWITCH_TO_NIC_NANOS,
                NIC_TO_QUEUE_NANOS,
                NIC_TO_QUEUE_NANOS,
                GUEST_TO_SWITCH_NANOS,
                SWITCH_TO_PEER_NANOS,
                environment.primaryQueueFrames().orElse(PRIMARY_QUEUE_FRAMES),
                environment.standbyQueueFrames().orElse(STANDBY_QUEUE_FRAMES),
                FREE_BATCH_FRAMES,
                0,
                0,
                AGEING_NANOS);
        Initial initial = bundle.initial()
                .orElse(new Initial(
                        FilterTarget.STANDBY, FilterTarget.STANDBY, PrimaryPresence.NONE, PrimaryPresence.NONE));
        long start = startNanos(rx, tx, bundle);
        DataPath path = new DataPath(
                layout,
                List.of(rx, tx),
                new DataPath.Initial(initial.filterA(), initial.filterB(), Host.A, start),
                tracer);
        PrimaryKind kind = ControlTimeline.isE1000e(bundle)
                ? new PrimaryKind("e1000e", PrimaryKind.WhileDeaf.HOLDS)
                : new PrimaryKind("other", PrimaryKind.WhileDeaf.DROPS);
        LabState lab = new LabState(path, kind, LabState.Sender.RECORDED);
        if (initial.primaryA() == PrimaryPresence.PLUGGED) {
            path.assumeReadAtFirstHold(Host.A, READ_AT_FIRST_HOLD_FRAMES);
        }
        Cause first = new Cause(start, "the recording begins");
        if (initial.primaryA() == PrimaryPresence.PLUGGED) {
            lab.startWithPrimary(first);
        } else {
            lab.startWithoutPrimary(first);
        }
        long arrival = PEER_TO_SWITCH_NANOS + SWITCH_TO_NIC_NANOS + NIC_TO_QUEUE_NANOS;
        long end = start;
        for (ControlTimeline.Timed timed : ControlTimeline.of(bundle, moves, delayed(rxFrames, arrival), tx.times())) {
            if (timed.cause().atNanos() > start) {
                timed.change().apply(lab, timed.cause());
                end = timed.cause().atNanos();
            }
        }
        end = Math.max(end, lastNanos(rx, tx, end) + 1_000_000_000L);
        path.giveUpWaiting(new Cause(end, "the recording ends"));
        path.assertConserved();
        return new Replay(rx, tx, path);
    }

    /** Each frame's predicted fate, in the order of the account's frames; see {@link Ledger#fates}. */
    public byte[] fates(Direction direction) {
        return path.ledger().fates(direction == Direction.RX ? rx : tx);
    }

    private static SendTimes sendTimes(DirectionAccount frames) {
        return delayed(frames, 0);
    }

    private static SendTimes delayed(DirectionAccount frames, long nanos) {
        long[] times = new long[frames.frames()];
        for (int i = 0; i < times.length; i++) {
            times[i] = frames.sentNanos(i) + nanos;
        }
        return new SendTimes.Recorded(times);
    }

    private static long startNanos(Flow rx, Flow tx, CaptureBundle bundle) {
        long start = Long.MAX_VALUE;
        for (Flow flow : List.of(rx, tx)) {
            start = flow.times().size() > 0 ? Math.min(start, flow.times().at(0)) : start;
        }
        return (start == Long.MAX_VALUE ? bundle.window().fromNanos() : start) - 1;
    }

    private static long lastNanos(Flow rx, Flow tx, long otherwise) {
        long last = otherwise;
        for (Flow flow : List.of(rx, tx)) {
            long size = flow.times().size();
            last = size > 0 ? Math.max(last, flow.times().at(size - 1)) : last;
        }
        return last;
    }
}
