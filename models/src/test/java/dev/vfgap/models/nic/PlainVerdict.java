package dev.vfgap.models.nic;

import java.util.ArrayList;
import java.util.List;

/** What {@link PlainClassifier} decided of a frame: a yes or no for each pool, and for each pool the reason of a no. */
public final class PlainVerdict {
    private static final DropReason[] REASONS = DropReason.values();

    final boolean[] delivered;
    final boolean[] inSecondQueue;
    final DropReason[] refusedFor;
    boolean leavesOnWire;
    DropReason nobodyFor;

    PlainVerdict(int pools) {
        delivered = new boolean[pools];
        inSecondQueue = new boolean[pools];
        refusedFor = new DropReason[pools];
    }

    /** Why nobody at all got it, or null: of the reasons of several pools, the one of the latest step. */
    public DropReason dropped() {
        if (leavesOnWire) {
            return null;
        }
        DropReason latest = nobodyFor;
        for (int pool = 0; pool < delivered.length; pool++) {
            if (delivered[pool]) {
                return null;
            }
            if (refusedFor[pool] != null && (latest == null || refusedFor[pool].compareTo(latest) > 0)) {
                latest = refusedFor[pool];
            }
        }
        return latest;
    }

    /** Whether a verdict says the same, for every pool and every reason. */
    public boolean sameAs(Verdict verdict) {
        long pools = 0;
        long second = 0;
        long[] refused = new long[REASONS.length];
        for (int pool = 0; pool < delivered.length; pool++) {
            long bit = 1L << pool;
            pools += delivered[pool] ? bit : 0;
            second += inSecondQueue[pool] ? bit : 0;
            if (refusedFor[pool] != null) {
                refused[refusedFor[pool].ordinal()] += bit;
            }
        }
        boolean same = pools == verdict.pools()
                && second == verdict.secondQueues()
                && leavesOnWire == verdict.leavesOnWire()
                && dropped() == verdict.dropped().orElse(null);
        for (DropReason reason : REASONS) {
            same &= refused[reason.ordinal()] == verdict.refused(reason);
        }
        return same;
    }

    /** In the form of {@link Verdict#toString}. */
    @Override
    public String toString() {
        List<String> text = new ArrayList<>();
        for (int pool = 0; pool < delivered.length; pool++) {
            if (delivered[pool]) {
                text.add("pool " + pool + (inSecondQueue[pool] ? " second queue" : ""));
            } else if (refusedFor[pool] != null) {
                text.add("pool " + pool + ": " + refusedFor[pool]);
            }
        }
        if (leavesOnWire) {
            text.add("wire");
        }
        if (dropped() != null) {
            text.add("dropped: " + dropped());
        }
        return String.join(", ", text);
    }
}
