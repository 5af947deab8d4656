package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.host.HostTimes;
import dev.vfgap.models.lab.DataPath;
import dev.vfgap.models.lab.LabState;
import dev.vfgap.models.lab.PathLayout;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import java.util.Comparator;
import java.util.List;

/**
 * One pass of a bundle's offered frames and control events through the models.
 *
 * <p>The path is the lab's: see {@code docs/replay.md}. It decides each frame's fate from when the frame was sent and
 * what had happened by then, and never looks at what became of it.
 */
final class Replay {
    /** A frame reaches the tap this long after it was sent: measured, median 15 µs, 99 of 100 within 56 µs. */
    private static final long PEER_TO_SWITCH_NANOS = 15_000;

    private static final long SWITCH_TO_NIC_NANOS = 0;
    private static final long NIC_TO_QUEUE_NANOS = 5_000;
    private static final long GUEST_TO_SWITCH_NANOS = 10_000;
    private static final long SWITCH_TO_PEER_NANOS = 5_000;

    /** From the peer to a queue of the guest. */
    static final long PEER_TO_QUEUE_NANOS = PEER_TO_SWITCH_NANOS + SWITCH_TO_NIC_NANOS + NIC_TO_QUEUE_NANOS;

    /** Linux' {@code ptr_ring} hands slots back in batches of two cache lines of pointers. */
    static final long FREE_BATCH_FRAMES = 16;

    /**
     * A queue that was read before the recording began has slots that are not yet free again; measured, 55 to 65 of 64
     * frames (and the one in QEMU's hands) fit in 6 cases.
     */
    static final long READ_AT_FIRST_HOLD_FRAMES = 4;

    /** The lab's VF queue. */
    static final long PRIMARY_QUEUE_FRAMES = 64;

    /** Linux' {@code TUN_READQ_SIZE}, for a standby of which no length is told. */
    private static final long STANDBY_QUEUE_FRAMES = 500;

    /** Linux' {@code BR_DEFAULT_AGEING_TIME}. */
    private static final long AGEING_NANOS = 300_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    /** The flow of a direction: the id by which a tracer knows it. */
    static int flow(Direction direction) {
        return direction == Direction.RX ? 0 : 1;
    }

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
     * @param offered when frames were sent
     * @param effects what happened, in any order; at equal times the earlier in the list comes first
     * @param readAtFirstHold see {@link DataPath#assumeReadAtFirstHold}, for a primary that the guest had from its boot
     * @param tracer watches one frame
     */
    static Replay of(
            CaptureBundle bundle,
            StartState state,
            Offered offered,
            List<Effect> effects,
            long readAtFirstHold,
            Tracer tracer) {
        Flow rx = new Flow(0, "rx", Flow.Kind.TO_GUEST, offered.rx());
        Flow tx = new Flow(1, "tx", Flow.Kind.FROM_GUEST, offered.tx());
        Initial initial = state.initial();
        long start = offered.firstNanos(bundle.window().fromNanos()) - 1;
        DataPath path = new DataPath(
                layout(bundle.environment()),
                List.of(rx, tx),
                new DataPath.Initial(initial.filterA(), initial.filterB(), Host.A, start),
                tracer);
        LabState lab = new LabState(path, PrimaryNic.of(bundle).kind(), LabState.Sender.RECORDED);
        Cause first = new Cause(start, "the recording begins");
        if (state.pluggedOnA()) {
            path.assumeReadAtFirstHold(Host.A, readAtFirstHold);
            lab.startWithPrimary(first);
        } else {
            lab.startWithoutPrimary(first);
        }
        long end = offered.lastNanos(start);
        for (Effect effect : inOrder(effects)) {
            long at = Math.max(effect.moment().atNanos(), start);
            effect.change().apply(lab, new Cause(at, effect.what()));
            end = Math.max(end, at);
        }
        path.giveUpWaiting(new Cause(end + SECOND, "the recording ends"));
        path.assertConserved();
        return new Replay(rx, tx, path);
    }

    private static PathLayout layout(Environment environment) {
        return new PathLayout(
                PEER_TO_SWITCH_NANOS,
                SWITCH_TO_NIC_NANOS,
                NIC_TO_QUEUE_NANOS,
                NIC_TO_QUEUE_NANOS,
                GUEST_TO_SWITCH_NANOS,
                SWITCH_TO_PEER_NANOS,
                Math.max(1, environment.primaryQueueFrames().orElse(PRIMARY_QUEUE_FRAMES)),
                Math.max(1, environment.standbyQueueFrames().orElse(STANDBY_QUEUE_FRAMES)),
                FREE_BATCH_FRAMES,
                0,
                0,
                AGEING_NANOS,
                0,
                HostTimes.open(0, GUEST_TO_SWITCH_NANOS));
    }

    private static List<Effect> inOrder(List<Effect> effects) {
        return effects.stream()
                .sorted(Comparator.comparingLong(effect -> effect.moment().atNanos()))
                .toList();
    }

    /** Each frame's predicted fate, in the order of sending; see {@link Ledger#fates}. */
    byte[] fates(Direction direction) {
        return path.ledger().fates(flowOf(direction));
    }

    /** For each frame, the places where an instance of it can have been seen last: bit n = the place of ordinal n. */
    short[] places(Direction direction) {
        Flow flow = flowOf(direction);
        short[] places = new short[Math.toIntExact(flow.times().size())];
        for (Ledger.Entry entry : path.ledger().entries()) {
            if (entry.span().flow().id() == flow.id() && entry.fate().outcome() != FrameFate.Outcome.NO_LOSS) {
                short bits = 0;
                for (Place.Kind kind : entry.fate().lastSeen()) {
                    bits |= (short) (1 << Place.of(kind, entry.host()).ordinal());
                }
                for (long k = 0; k < entry.span().count(); k++) {
                    places[(int) entry.span().indexOf(k)] |= bits;
                }
            }
        }
        return places;
    }

    private Flow flowOf(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }
}
