package dev.vfgap.models.nic;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a {@link Classifier} decided of a frame: which pools get a copy, whether the wire does, and for every pool that was
 * chosen but gets none, why. Made once and filled anew by each decision.
 */
public final class Verdict {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] refused = new long[REASONS.length];
    private boolean anyRefused;
    private long pools;
    private long secondQueues;
    private DropReason whole;
    private Wire wire = Wire.NO;

    /** Whether a frame that a pool sent leaves on the wire. */
    public enum Wire {
        /** It does not, or came from there. */
        NO,
        /** It does. */
        YES
    }

    void start(Wire atFirst) {
        pools = 0;
        secondQueues = 0;
        whole = null;
        wire = atFirst;
        if (anyRefused) {
            Arrays.fill(refused, 0);
            anyRefused = false;
        }
    }

    void notToWire() {
        wire = Wire.NO;
    }

    /** No pool was chosen, for this reason. */
    void nobody(DropReason reason) {
        whole = reason;
    }

    /** Some of the chosen pools get no copy, for this reason. */
    void refuse(DropReason reason, long set) {
        if (set != 0) {
            refused[reason.ordinal()] |= set;
            anyRefused = true;
        }
    }

    void deliver(long toPools, long toSecondQueues) {
        pools = toPools;
        secondQueues = toSecondQueues;
    }

    /** The pools that get a copy. */
    public long pools() {
        return pools;
    }

    public boolean reaches(int pool) {
        return (pools & FilterRegisters.only(pool)) != 0;
    }

    /** Those of {@link #pools} that get it in their second queue. */
    public long secondQueues() {
        return secondQueues;
    }

    public boolean leavesOnWire() {
        return wire == Wire.YES;
    }

    /** The pools that were chosen and get no copy for this reason. */
    public long refused(DropReason reason) {
        return refused[reason.ordinal()];
    }

    /**
     * Why nobody gets the frame; empty when a pool or the wire does, and before any decision. Of several reasons the one
     * that came last.
     */
    public Optional<DropReason> dropped() {
        return pools != 0 || wire == Wire.YES ? Optional.empty() : Optional.ofNullable(lastReason());
    }

    /** Why a pool gets no copy; empty when it does, or when it was never chosen. */
    public Optional<DropReason> refusedBy(int pool) {
        for (DropReason reason : REASONS) {
            if ((refused[reason.ordinal()] & FilterRegisters.only(pool)) != 0) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** Each pool that was chosen, with why it gets no copy if it gets none; then the wire; then why nobody gets it. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        for (int pool = 0; pool < FilterRegisters.MOST_POOLS; pool++) {
            if (reaches(pool)) {
                text.add("pool " + pool + ((secondQueues & FilterRegisters.only(pool)) == 0 ? "" : " second queue"));
            } else if (refusedBy(pool).isPresent()) {
                text.add("pool " + pool + ": " + refusedBy(pool).get());
            }
        }
        if (leavesOnWire()) {
            text.add("wire");
        }
        if (dropped().isPresent()) {
            text.add("dropped: " + dropped().get());
        }
        return text.toString();
    }

    private DropReason lastReason() {
        for (int i = REASONS.length - 1; i >= 0; i--) {
            if (refused[i] != 0) {
                return REASONS[i];
            }
        }
        return whole;
    }
}
