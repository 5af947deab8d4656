package dev.vfgap.models.migration;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;

/**
 * The rhythm in which a migration looks whether the guest has let its primary go, and the end of the looks after a
 * cancel.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c}, {@code qemu_savevm_wait_unplug}: a semaphore that nobody posts,
 * waited for 250 ms at a time.
 */
final class UnplugPolls {
    private final Phases source;
    private final Phase seen;
    private final Phase limit;
    private long fromNanos;
    private long periodNanos;

    /**
     * Polls that have not begun.
     *
     * @param seen what ends at the poll that sees the release
     * @param limit what ends at the last poll after a cancel
     */
    UnplugPolls(Phases source, Phase seen, Phase limit) {
        this.source = source;
        this.seen = seen;
        this.limit = limit;
    }

    /** The first poll is now. */
    void begin() {
        fromNanos = source.clock().nowNanos();
        periodNanos = source.next(MigrationPhase.UNPLUG_POLL.key());
    }

    /** The thread learns of a cancel at its next poll and counts from there. */
    void beginLimit() {
        long limitNanos = source.next(MigrationPhase.UNPLUG_LIMIT.key());
        long toNextNanos = toNextNanos();
        boolean told = limitNanos == Delays.EXTERNAL || toNextNanos == Delays.EXTERNAL;
        limit.begin(told ? Delays.EXTERNAL : toNextNanos + limitNanos);
    }

    /** The guest has let go: the next poll sees it. */
    void released() {
        if (!seen.running()) {
            seen.begin(toNextNanos());
        }
    }

    /** 0 at the moment of a poll: it sees what has just changed. */
    private long toNextNanos() {
        if (periodNanos == Delays.EXTERNAL) {
            return Delays.EXTERNAL;
        }
        return Math.floorMod(fromNanos - source.clock().nowNanos(), periodNanos);
    }
}
