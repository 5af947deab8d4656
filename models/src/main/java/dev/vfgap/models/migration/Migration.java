package dev.vfgap.models.migration;

import static dev.vfgap.models.migration.MigrationCommand.*;
import static dev.vfgap.models.migration.MigrationEvent.*;
import static dev.vfgap.models.migration.MigrationState.*;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A migration at its source.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c} ({@code migration_thread}, {@code qemu_savevm_wait_unplug}, {@code
 * migration_completion}, {@code migration_iteration_finish}, {@code migrate_fd_cancel}, {@code migrate_fd_cleanup}).
 *
 * <p>The wait for the unplug has no limit; it looks every 250 ms from its beginning and nothing wakes it earlier. A
 * cancel does not end it: the status is {@code cancelling}, and the thread looks on at the same rhythm until the guest
 * has let go, now at most 120 times; then the primary is plugged again. The destination's death is noticed by a failed
 * write, so not before memory is copied.
 *
 * <p>Not modelled: post-copy, multifd, throttling of the guest, a guest that was paused before the migration, the
 * return path (with it the source would notice a death while it waits for the unplug).
 */
public final class Migration {

    // spotless:off
    /** The migration at its source as a table. */
    public static final TransitionTable<MigrationState, MigrationEvent, MigrationCommand> TABLE = TransitionTable
            .of("migration", MigrationState.class, MigrationEvent.class, MigrationCommand.class, NONE)
            .on(NONE,               MIGRATE,                   SETUP,              "connected: notify PRECOPY_SETUP, start the thread", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(CANCELLED,          MIGRATE,                   SETUP,              "a new attempt", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(FAILED,             MIGRATE,                   SETUP,              "a new attempt", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(NONE,               MIGRATE_UNREACHABLE,       FAILED,             "the connection failed before anything was asked of the guest", EMIT_STATUS)
            .on(CANCELLED,          MIGRATE_UNREACHABLE,       FAILED,             "the connection failed before anything was asked of the guest", EMIT_STATUS)
            .on(FAILED,             MIGRATE_UNREACHABLE,       FAILED,             "the connection failed before anything was asked of the guest", EMIT_STATUS)
            .on(SETUP,              SETUP_DONE,                ACTIVE,             "no unplug is pending", EMIT_STATUS, BEGIN_PRECOPY)
            .on(SETUP,              SETUP_DONE_UNPLUG_PENDING, WAIT_UNPLUG,        "qemu_savevm_wait_unplug", EMIT_STATUS, POLL_UNPLUG)
            .on(SETUP,              MIGRATE_CANCEL,            CANCELLING_SETUP,   "the thread has not begun its loop", EMIT_STATUS)
            .on(CANCELLING_SETUP,   SETUP_DONE,                CANCELLED,          "no unplug is pending: the loop is not entered", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_SETUP,   SETUP_DONE_UNPLUG_PENDING, CANCELLING_UNPLUG,  "the unplug has begun: wait for its end to plug again", POLL_UNPLUG, LIMIT_UNPLUG_POLLS)
            .on(WAIT_UNPLUG,        UNPLUG_SEEN,               ACTIVE,             "the guest has let go", EMIT_STATUS, BEGIN_PRECOPY)
            .on(WAIT_UNPLUG,        MIGRATE_CANCEL,            CANCELLING_UNPLUG,  "the unplug has begun: wait for its end to plug again", EMIT_STATUS, LIMIT_UNPLUG_POLLS)
            .on(CANCELLING_UNPLUG,  UNPLUG_SEEN,               CANCELLED,          "the guest has let go: plug again", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_UNPLUG,  UNPLUG_LIMIT_PASSED,       CANCELLED,          "the guest has not let go in 30 s: plugged again all the same", WARN_PARTIALLY_UNPLUGGED, ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(ACTIVE,             CONVERGED,                 DEVICE,             "migration_completion_precopy", STOP_GUEST, EMIT_STATUS, SEND_STATE)
            .on(ACTIVE,             CONVERGED_PAUSE_WANTED,    PRE_SWITCHOVER,     "migration_maybe_pause, after the stop", STOP_GUEST, EMIT_STATUS, BEGIN_PAUSE)
            .on(ACTIVE,             MIGRATE_CANCEL,            CANCELLING_RUNNING, "the channel is shut down", ABANDON, EMIT_STATUS, END_THREAD)
            .on(ACTIVE,             CHANNEL_BROKEN,            FAILED,             "migration_detect_error", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(PRE_SWITCHOVER,     PAUSE_ENDED,               DEVICE,             "migrate-continue", EMIT_STATUS, SEND_STATE)
            .on(PRE_SWITCHOVER,     MIGRATE_CANCEL,            CANCELLING_STOPPED, "kicked out of the pause", ABANDON, EMIT_STATUS, END_THREAD)
            .on(PRE_SWITCHOVER,     CHANNEL_BROKEN,            FAILED,             "migration_iteration_finish: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(DEVICE,             STATE_SENT,                COMPLETED,          "the guest belongs to the destination", EMIT_STATUS, HAND_OVER)
            .on(DEVICE,             MIGRATE_CANCEL,            CANCELLING_STOPPED, "the channel is shut down", ABANDON, EMIT_STATUS, END_THREAD)
            .on(DEVICE,             CHANNEL_BROKEN,            FAILED,             "migration_iteration_finish: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(CANCELLING_RUNNING, THREAD_ENDED,              CANCELLED,          "migrate_fd_cleanup", EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_STOPPED, THREAD_ENDED,              CANCELLED,          "migration_iteration_finish: vm_start; migrate_fd_cleanup", RESUME_GUEST, EMIT_STATUS, REPLUG_PRIMARY)
            .ignore(NONE,           MIGRATE_CANCEL,            "no migration runs")
            .ignore(CANCELLED,      MIGRATE_CANCEL,            "no migration runs")
            .ignore(FAILED,         MIGRATE_CANCEL,            "no migration runs")
            .ignore(COMPLETED,      MIGRATE_CANCEL,            "the guest belongs to the destination")
            .ignoreElsewhere(MIGRATE_CANCEL,          "cancelling already")
            .ignoreElsewhere(CHANNEL_BROKEN,          "nothing is written in this state")
            .errorElsewhere(MIGRATE,                  "refused before it comes here")
            .errorElsewhere(MIGRATE_UNREACHABLE,      "refused before it comes here")
            .errorElsewhere(SETUP_DONE,               "no setup is under way")
            .errorElsewhere(SETUP_DONE_UNPLUG_PENDING, "no setup is under way")
            .errorElsewhere(UNPLUG_SEEN,              "no unplug is waited for")
            .errorElsewhere(UNPLUG_LIMIT_PASSED,      "no cancel waits for an unplug")
            .errorElsewhere(CONVERGED,                "no memory is copied")
            .errorElsewhere(CONVERGED_PAUSE_WANTED,   "no memory is copied")
            .errorElsewhere(PAUSE_ENDED,              "there is no pause")
            .errorElsewhere(STATE_SENT,               "no state is sent")
            .errorElsewhere(THREAD_ENDED,             "no cancel is under way")
            .build();
    // spotless:on

    private final Phases source;
    private final MigrationPort port;
    private final Switchover switchover;
    private final PrecopyRounds rounds;
    private final Machine<MigrationState, MigrationEvent, MigrationCommand> machine;
    private final Map<MigrationPhase, Phase> phases = new EnumMap<>(MigrationPhase.class);
    /** The rhythm of the polls: their first moment and their period. */
    private long polledFromNanos;

    private long pollPeriodNanos;

    /**
     * No migration yet.
     *
     * @param phases on the source host's clock
     * @param switchover whether management pauses it
     * @param rounds how long memory takes
     */
    public Migration(Phases phases, Switchover switchover, PrecopyRounds rounds, MigrationPort port) {
        this.source = phases;
        this.port = port;
        this.switchover = switchover;
        this.rounds = rounds;
        this.machine = new Machine<>(TABLE, this::execute);
        add(MigrationPhase.SETUP, () -> machine.fire(port.unplugPending() ? SETUP_DONE_UNPLUG_PENDING : SETUP_DONE));
        add(MigrationPhase.UNPLUG_POLL, this::unplugSeen);
        add(MigrationPhase.UNPLUG_LIMIT, this::unplugLimitPassed);
        add(MigrationPhase.PRECOPY, this::converged);
        add(MigrationPhase.PAUSE, () -> machine.fire(PAUSE_ENDED));
        add(MigrationPhase.STATE, () -> written(STATE_SENT));
        add(MigrationPhase.CANCEL, () -> machine.fire(THREAD_ENDED));
        add(MigrationPhase.FAILURE, () -> machine.fire(CHANNEL_BROKEN));
    }

    private void add(MigrationPhase phase, Runnable ended) {
        phases.put(phase, source.phase(phase.key(), ended));
    }

    public MigrationState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<MigrationState, MigrationEvent, MigrationCommand> row) {
        return machine.timesTaken(row);
    }

    /** Whether a migration is under way: QEMU's {@code migration_is_running}. */
    public boolean running() {
        return switch (state().status()) {
            case NONE, COMPLETED, CANCELLED, FAILED -> false;
            case SETUP, WAIT_UNPLUG, ACTIVE, PRE_SWITCHOVER, DEVICE, CANCELLING -> true;
        };
    }

    /** QMP {@code migrate}. */
    public Answer migrate() {
        if (running()) {
            return Answer.refused("There's a migration process in progress");
        }
        if (state() == COMPLETED) {
            return Answer.refused("the guest has been handed to the destination");
        }
        machine.fire(port.destinationAlive() ? MIGRATE : MIGRATE_UNREACHABLE);
        return Answer.accepted();
    }

    /** QMP {@code migrate_cancel}; never refused. */
    public void cancel() {
        machine.fire(MIGRATE_CANCEL);
    }

    /** The guest has let a primary go, or one was plugged: what a poll would see may have changed. */
    public void primaryChanged() {
        boolean waiting = state() == WAIT_UNPLUG || state() == CANCELLING_UNPLUG;
        Phase poll = phases.get(MigrationPhase.UNPLUG_POLL);
        if (waiting && !poll.running() && !port.unplugPending()) {
            poll.begin(toNextPollNanos());
        }
    }

    /** The destination's QEMU has died. */
    public void destinationDied() {
        Phase failure = phases.get(MigrationPhase.FAILURE);
        if (writing() && !failure.running()) {
            failure.begin();
        }
    }

    /**
     * Ends a running phase now instead of by its timer.
     *
     * @return whether that phase was running
     */
    public boolean finish(MigrationPhase phase) {
        return phases.get(phase).finish();
    }

    private boolean writing() {
        return state() == ACTIVE || state() == PRE_SWITCHOVER || state() == DEVICE;
    }

    /** 0 at the moment of a poll: it sees what has just changed. */
    private long toNextPollNanos() {
        if (pollPeriodNanos == Delays.EXTERNAL) {
            return Delays.EXTERNAL;
        }
        return Math.floorMod(polledFromNanos - source.clock().nowNanos(), pollPeriodNanos);
    }

    private void unplugSeen() {
        phases.get(MigrationPhase.UNPLUG_LIMIT).cancel();
        machine.fire(UNPLUG_SEEN);
    }

    private void unplugLimitPassed() {
        phases.get(MigrationPhase.UNPLUG_POLL).cancel();
        machine.fire(UNPLUG_LIMIT_PASSED);
    }

    private void converged() {
        written(
                switch (switchover) {
                    case DIRECT -> CONVERGED;
                    case PAUSE_FIRST -> CONVERGED_PAUSE_WANTED;
                });
    }

    /** What comes after the last write of a phase: on a dead destination it has failed, at the latest now. */
    private void written(MigrationEvent event) {
        machine.fire(port.destinationAlive() ? event : CHANNEL_BROKEN);
    }

    private void execute(MigrationCommand command) {
        switch (command) {
            case EMIT_STATUS -> port.status(state().status());
            case CONNECT -> port.connect();
            case REQUEST_UNPLUG -> port.requestUnplug();
            case BEGIN_SETUP -> phases.get(MigrationPhase.SETUP).begin();
            case POLL_UNPLUG -> beginPolls();
            case LIMIT_UNPLUG_POLLS -> beginLimit();
            case WARN_PARTIALLY_UNPLUGGED -> port.partiallyUnplugged();
            case BEGIN_PRECOPY -> beginPrecopy();
            case STOP_GUEST -> port.stopGuest();
            case BEGIN_PAUSE -> phases.get(MigrationPhase.PAUSE).begin();
            case SEND_STATE -> sendState();
            case HAND_OVER -> handOver();
            case END_THREAD -> phases.get(MigrationPhase.CANCEL).begin();
            case ABANDON -> abandon();
            case RESUME_GUEST -> port.resumeGuest();
            case REPLUG_PRIMARY -> port.replugPrimary();
        }
    }

    private void beginPolls() {
        polledFromNanos = source.clock().nowNanos();
        pollPeriodNanos = source.next(MigrationPhase.UNPLUG_POLL.key());
    }

    /** The thread learns of the cancel at its next poll and counts from there. */
    private void beginLimit() {
        long limitNanos = source.next(MigrationPhase.UNPLUG_LIMIT.key());
        long toNextPollNanos = toNextPollNanos();
        boolean told = limitNanos == Delays.EXTERNAL || toNextPollNanos == Delays.EXTERNAL;
        phases.get(MigrationPhase.UNPLUG_LIMIT).begin(told ? Delays.EXTERNAL : toNextPollNanos + limitNanos);
    }

    private void beginPrecopy() {
        phases.get(MigrationPhase.PRECOPY).begin(rounds.precopyNanos());
        if (!port.destinationAlive()) {
            destinationDied();
        }
    }

    private void sendState() {
        long deviceNanos = source.next(MigrationPhase.STATE.key());
        boolean told = deviceNanos == Delays.EXTERNAL || rounds.lastNanos() == Delays.EXTERNAL;
        phases.get(MigrationPhase.STATE).begin(told ? Delays.EXTERNAL : rounds.lastNanos() + deviceNanos);
    }

    private void handOver() {
        phases.get(MigrationPhase.FAILURE).cancel();
        port.handOver();
    }

    private void abandon() {
        for (Phase phase : phases.values()) {
            phase.cancel();
        }
        port.abandon();
    }
}
