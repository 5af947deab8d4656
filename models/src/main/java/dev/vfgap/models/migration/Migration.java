package dev.vfgap.models.migration;

import static dev.vfgap.models.migration.MigrationCommand.*;
import static dev.vfgap.models.migration.MigrationEvent.*;
import static dev.vfgap.models.migration.MigrationState.*;

import dev.vfgap.models.machine.Answer;
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
 * migration_completion}, {@code postcopy_start}, {@code postcopy_pause}, {@code migration_iteration_finish}, {@code
 * migrate_fd_cancel}, {@code migrate_fd_cleanup}).
 *
 * <p>The wait for the unplug has no limit; it looks every 250 ms from its beginning and nothing wakes it earlier. A
 * cancel does not end it: the status is {@code cancelling}, and the thread looks on at the same rhythm until the guest
 * has let go, now at most 120 times; then the primary is plugged again. The destination's death is noticed by a failed
 * write, so not before memory is copied.
 *
 * <p>Post-copy begins where memory is copied: the guest stops, its devices' state goes as one package, and from {@code
 * postcopy-active} on the guest is the destination's, whose memory follows. Then neither host has the whole guest: a
 * broken channel pauses the migration and nothing can be taken back.
 *
 * <p>Not modelled: multifd, a guest that was paused before the migration and resumed in it, the recovery of a paused
 * post-copy, post-copy's preemption channel, a return path that notices a death while the unplug is waited for, and a
 * cancel in post-copy: QEMU 10.0 would start the guest again at the source while it runs at the destination, libvirt
 * refuses it ({@code qemuDomainAbortJobPostcopy}).
 */
public final class Migration {

    // spotless:off
    /** The migration at its source as a table. */
    public static final TransitionTable<MigrationState, MigrationEvent, MigrationCommand> TABLE = TransitionTable
            .of("migration", MigrationState.class, MigrationEvent.class, MigrationCommand.class, NONE)
            .on(NONE,               MIGRATE,                   SETUP,              "connected: notify PRECOPY_SETUP, start the thread", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(CANCELLED,          MIGRATE,                   SETUP,              "a new attempt", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(FAILED,             MIGRATE,                   SETUP,              "a new attempt", EMIT_STATUS, CONNECT, REQUEST_UNPLUG, BEGIN_SETUP)
            .on(NONE,               MIGRATE_UNREACHABLE,       SETUP,              "migrate_init, before anybody connects", EMIT_STATUS)
            .on(CANCELLED,          MIGRATE_UNREACHABLE,       SETUP,              "migrate_init, before anybody connects", EMIT_STATUS)
            .on(FAILED,             MIGRATE_UNREACHABLE,       SETUP,              "migrate_init, before anybody connects", EMIT_STATUS)
            .on(SETUP,              CONNECTION_REFUSED,        FAILED,             "migrate_fd_error: the guest has been asked nothing", EMIT_STATUS)
            .on(SETUP,              SETUP_DONE,                ACTIVE,             "no unplug is pending", EMIT_STATUS, BEGIN_PRECOPY)
            .on(SETUP,              SETUP_DONE_UNPLUG_PENDING, WAIT_UNPLUG,        "qemu_savevm_wait_unplug", EMIT_STATUS, POLL_UNPLUG)
            .on(SETUP,              MIGRATE_CANCEL,            CANCELLING_SETUP,   "the thread has not begun its loop", EMIT_STATUS)
            .on(CANCELLING_SETUP,   SETUP_DONE,                CANCELLED,          "no unplug is pending: the loop is not entered", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_SETUP,   SETUP_DONE_UNPLUG_PENDING, CANCELLING_UNPLUG,  "the unplug has begun: wait for its end to plug again", POLL_UNPLUG, LIMIT_UNPLUG_POLLS)
            .on(WAIT_UNPLUG,        UNPLUG_SEEN,               ACTIVE,             "the guest has let go", EMIT_STATUS, BEGIN_PRECOPY)
            .on(WAIT_UNPLUG,        MIGRATE_CANCEL,            CANCELLING_UNPLUG,  "the unplug has begun: wait for its end to plug again", EMIT_STATUS, LIMIT_UNPLUG_POLLS)
            .on(CANCELLING_UNPLUG,  UNPLUG_SEEN,               CANCELLED,          "the guest has let go: plug again", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_UNPLUG,  UNPLUG_LIMIT_PASSED,       CANCELLED,          "the guest has not let go in 30 s: plugged again all the same", WARN_PARTIALLY_UNPLUGGED, ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(ACTIVE,             CONVERGED,                 DEVICE,             "migration_completion_precopy", STOP_GUEST, EMIT_STATUS, SEND_LAST_MEMORY)
            .on(ACTIVE,             CONVERGED_PAUSE_WANTED,    PRE_SWITCHOVER,     "migration_maybe_pause, after the stop", STOP_GUEST, EMIT_STATUS, BEGIN_PAUSE)
            .on(ACTIVE,             MIGRATE_CANCEL,            CANCELLING_RUNNING, "the channel is shut down", ABANDON, EMIT_STATUS, END_THREAD)
            .on(ACTIVE,             CHANNEL_BROKEN,            FAILED,             "migration_detect_error", ABANDON, EMIT_STATUS, REPLUG_PRIMARY)
            .on(ACTIVE,             POSTCOPY_STARTS,           DEVICE_POSTCOPY,    "postcopy_start", STOP_GUEST, EMIT_STATUS, SEND_STATE)
            .on(ACTIVE,             POSTCOPY_STARTS_PAUSE_WANTED, PRE_SWITCHOVER_POSTCOPY, "postcopy_start: migration_switchover_start, after the stop", STOP_GUEST, EMIT_STATUS, BEGIN_PAUSE)
            .on(PRE_SWITCHOVER,     PAUSE_ENDED,               DEVICE,             "migrate-continue", EMIT_STATUS, SEND_LAST_MEMORY)
            .on(PRE_SWITCHOVER,     MIGRATE_CANCEL,            CANCELLING_STOPPED, "kicked out of the pause", ABANDON, EMIT_STATUS, END_THREAD)
            .on(PRE_SWITCHOVER,     CHANNEL_BROKEN,            FAILED,             "migration_iteration_finish: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(DEVICE,             LAST_MEMORY_SENT,          DEVICE,             "qemu_savevm_state_complete_precopy: the devices come after the memory", SEND_STATE)
            .on(DEVICE,             LAST_MEMORY_SENT_VF_WAITS, DEVICE,             "vfio_save_complete_precopy: what is left of the VF's state", SEND_VF_STATE)
            .on(DEVICE,             VF_STATE_SENT,             DEVICE,             "the other devices", SEND_STATE)
            .on(DEVICE,             STATE_SENT,                COMPLETED,          "the guest belongs to the destination", EMIT_STATUS, HAND_OVER)
            .on(DEVICE,             STATE_SENT_ANSWER_WANTED,  AWAITING_ANSWER,    "close_return_path_on_source: waits for the destination's SHUT", HAND_OVER)
            .on(DEVICE,             MIGRATE_CANCEL,            CANCELLING_STOPPED, "the channel is shut down", ABANDON, EMIT_STATUS, END_THREAD)
            .on(DEVICE,             CHANNEL_BROKEN,            FAILED,             "migration_iteration_finish: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(AWAITING_ANSWER,    DESTINATION_DONE,          COMPLETED,          "the guest belongs to the destination", EMIT_STATUS, END_PHASES)
            .on(AWAITING_ANSWER,    MIGRATE_CANCEL,            CANCELLING_STOPPED, "the return path is shut down: the source takes the guest back", ABANDON, EMIT_STATUS, END_THREAD)
            .on(AWAITING_ANSWER,    CHANNEL_BROKEN,            FAILED,             "migration_iteration_finish: vm_start; the source takes the guest back", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(PRE_SWITCHOVER_POSTCOPY, PAUSE_ENDED,          DEVICE_POSTCOPY,    "migrate-continue", EMIT_STATUS, SEND_STATE)
            .on(PRE_SWITCHOVER_POSTCOPY, MIGRATE_CANCEL,       CANCELLING_STOPPED, "kicked out of the pause", ABANDON, EMIT_STATUS, END_THREAD)
            .on(PRE_SWITCHOVER_POSTCOPY, CHANNEL_BROKEN,       FAILED,             "migration_iteration_finish: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(DEVICE_POSTCOPY,    STATE_SENT,                POSTCOPY_ACTIVE,    "the package is sent: no way back", EMIT_STATUS, HAND_OVER_WITHOUT_MEMORY, SEND_MISSING_MEMORY)
            .on(DEVICE_POSTCOPY,    MIGRATE_CANCEL,            CANCELLING_STOPPED, "the channel is shut down", ABANDON, EMIT_STATUS, END_THREAD)
            .on(DEVICE_POSTCOPY,    CHANNEL_BROKEN,            FAILED,             "stream errored before the package: vm_start", ABANDON, EMIT_STATUS, RESUME_GUEST, REPLUG_PRIMARY)
            .on(POSTCOPY_ACTIVE,    MEMORY_SENT,               POSTCOPY_ACTIVE,    "migration_completion_postcopy: waits for the destination's SHUT", END_OF_MEMORY)
            .on(POSTCOPY_ACTIVE,    DESTINATION_DONE,          COMPLETED,          "all memory is there, and the guest runs on it", EMIT_STATUS, END_PHASES)
            .on(POSTCOPY_ACTIVE,    CHANNEL_BROKEN,            POSTCOPY_PAUSED,    "postcopy_pause: waits for a recovery", END_PHASES, EMIT_STATUS)
            .on(CANCELLING_RUNNING, THREAD_ENDED,              CANCELLED,          "migrate_fd_cleanup", EMIT_STATUS, REPLUG_PRIMARY)
            .on(CANCELLING_STOPPED, THREAD_ENDED,              CANCELLED,          "migration_iteration_finish: vm_start; migrate_fd_cleanup", RESUME_GUEST, EMIT_STATUS, REPLUG_PRIMARY)
            .ignore(NONE,           MIGRATE_CANCEL,            "no migration runs")
            .ignore(CANCELLED,      MIGRATE_CANCEL,            "no migration runs")
            .ignore(FAILED,         MIGRATE_CANCEL,            "no migration runs")
            .ignore(COMPLETED,      MIGRATE_CANCEL,            "the guest belongs to the destination")
            .ignore(POSTCOPY_ACTIVE, MIGRATE_CANCEL,           "management refuses: the guest belongs to the destination")
            .ignore(POSTCOPY_PAUSED, MIGRATE_CANCEL,           "management refuses: the guest belongs to the destination")
            .ignoreElsewhere(MIGRATE_CANCEL,          "cancelling already")
            .errorElsewhere(CHANNEL_BROKEN,           "nothing is written, so nothing can fail to be")
            .errorElsewhere(MIGRATE,                  "refused before it comes here")
            .errorElsewhere(MIGRATE_UNREACHABLE,      "refused before it comes here")
            .errorElsewhere(CONNECTION_REFUSED,       "nobody connects")
            .errorElsewhere(SETUP_DONE,               "no setup is under way")
            .errorElsewhere(SETUP_DONE_UNPLUG_PENDING, "no setup is under way")
            .errorElsewhere(UNPLUG_SEEN,              "no unplug is waited for")
            .errorElsewhere(UNPLUG_LIMIT_PASSED,      "no cancel waits for an unplug")
            .errorElsewhere(CONVERGED,                "no memory is copied")
            .errorElsewhere(CONVERGED_PAUSE_WANTED,   "no memory is copied")
            .errorElsewhere(POSTCOPY_STARTS,          "no memory is copied")
            .errorElsewhere(POSTCOPY_STARTS_PAUSE_WANTED, "no memory is copied")
            .errorElsewhere(PAUSE_ENDED,              "there is no pause")
            .errorElsewhere(LAST_MEMORY_SENT,         "no last memory is sent")
            .errorElsewhere(LAST_MEMORY_SENT_VF_WAITS, "no last memory is sent")
            .errorElsewhere(VF_STATE_SENT,            "no VF's state is sent")
            .errorElsewhere(STATE_SENT,               "no state is sent")
            .errorElsewhere(STATE_SENT_ANSWER_WANTED, "no state is sent")
            .errorElsewhere(MEMORY_SENT,              "no memory is sent after the guest")
            .ignore(COMPLETED,      DESTINATION_DONE,          "without a return path nobody waited for the destination's word")
            .errorElsewhere(DESTINATION_DONE,         "the destination has not been given the guest")
            .errorElsewhere(THREAD_ENDED,             "no cancel is under way")
            .build();
    // spotless:on

    private final Phases source;
    private final MigrationPort port;
    private final Switchover switchover;
    private final ReturnPath returnPath;
    private final PrecopyRounds rounds;
    private final Machine<MigrationState, MigrationEvent, MigrationCommand> machine;
    private final Map<MigrationPhase, Phase> phases = new EnumMap<>(MigrationPhase.class);
    private final UnplugPolls polls;
    /** QEMU's {@code start_postcopy}. */
    private boolean postcopyWanted;

    private long activeSinceNanos;
    private long missingNanos;

    /**
     * No migration yet.
     *
     * @param phases on the source host's clock
     * @param switchover whether management pauses it
     * @param returnPath whether the destination says when it is done
     * @param rounds how long memory takes
     */
    public Migration(
            Phases phases, Switchover switchover, ReturnPath returnPath, PrecopyRounds rounds, MigrationPort port) {
        this.source = phases;
        this.returnPath = returnPath;
        this.port = port;
        this.switchover = switchover;
        this.rounds = rounds;
        this.machine = new Machine<>(TABLE, this::execute);
        add(MigrationPhase.SETUP, () -> machine.fire(port.unplugPending() ? SETUP_DONE_UNPLUG_PENDING : SETUP_DONE));
        add(MigrationPhase.UNPLUG_POLL, this::unplugSeen);
        add(MigrationPhase.UNPLUG_LIMIT, this::unplugLimitPassed);
        add(MigrationPhase.PRECOPY, this::converged);
        add(MigrationPhase.PAUSE, () -> machine.fire(PAUSE_ENDED));
        add(MigrationPhase.POSTCOPY_NOTICE, this::postcopySeen);
        add(MigrationPhase.LAST_MEMORY, this::lastMemorySent);
        add(MigrationPhase.VF_STATE, () -> sent(SwitchoverPart.VF_STATE, VF_STATE_SENT));
        add(MigrationPhase.STATE, this::stateSent);
        add(MigrationPhase.POSTCOPY, () -> written(MEMORY_SENT));
        add(MigrationPhase.CANCEL, () -> machine.fire(THREAD_ENDED));
        add(MigrationPhase.FAILURE, () -> machine.fire(CHANNEL_BROKEN));
        this.polls = new UnplugPolls(
                phases, this.phases.get(MigrationPhase.UNPLUG_POLL), this.phases.get(MigrationPhase.UNPLUG_LIMIT));
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
            case SETUP, WAIT_UNPLUG, ACTIVE, PRE_SWITCHOVER, DEVICE, POSTCOPY_ACTIVE, POSTCOPY_PAUSED, CANCELLING ->
                true;
        };
    }

    /** Whether the source could still run the guest: it has all of it, and has not given it away. */
    public boolean keepsGuest() {
        return switch (state()) {
            case COMPLETED, POSTCOPY_ACTIVE, POSTCOPY_PAUSED -> false;
            default -> true;
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
        postcopyWanted = false;
        if (port.destinationAlive()) {
            machine.fire(MIGRATE);
        } else {
            machine.fire(MIGRATE_UNREACHABLE);
            machine.fire(CONNECTION_REFUSED);
        }
        return Answer.accepted();
    }

    /** {@code migrate_cancel}; refused by management alone, and only in post-copy. */
    public Answer cancel() {
        boolean refused = state() == POSTCOPY_ACTIVE || state() == POSTCOPY_PAUSED;
        machine.fire(MIGRATE_CANCEL);
        return refused ? Answer.refused("cannot abort migration in post-copy mode") : Answer.accepted();
    }

    /**
     * QMP {@code migrate-start-postcopy}: post-copy begins when the thread next looks, not before memory is copied.
     * After the migration's end it changes nothing and is accepted all the same.
     */
    public Answer startPostcopy() {
        if (state() == NONE) {
            return Answer.refused("Postcopy must be started after migration has been started");
        }
        postcopyWanted = true;
        noticePostcopy();
        return Answer.accepted();
    }

    /** The destination has said on the return path that it has loaded the guest and all its memory. */
    public void destinationDone() {
        machine.fire(DESTINATION_DONE);
    }

    /** The guest has let a primary go, or one was plugged: what a poll would see may have changed. */
    public void primaryChanged() {
        boolean waiting = state() == WAIT_UNPLUG || state() == CANCELLING_UNPLUG;
        if (waiting && !port.unplugPending()) {
            polls.released();
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
        return switch (state()) {
            case ACTIVE,
                    PRE_SWITCHOVER,
                    DEVICE,
                    AWAITING_ANSWER,
                    PRE_SWITCHOVER_POSTCOPY,
                    DEVICE_POSTCOPY,
                    POSTCOPY_ACTIVE -> true;
            default -> false;
        };
    }

    private void unplugSeen() {
        phases.get(MigrationPhase.UNPLUG_LIMIT).cancel();
        machine.fire(UNPLUG_SEEN);
    }

    private void unplugLimitPassed() {
        phases.get(MigrationPhase.UNPLUG_POLL).cancel();
        machine.fire(UNPLUG_LIMIT_PASSED);
    }

    private void noticePostcopy() {
        Phase notice = phases.get(MigrationPhase.POSTCOPY_NOTICE);
        if (postcopyWanted && state() == ACTIVE && !notice.running()) {
            notice.begin();
        }
    }

    private void postcopySeen() {
        missingNanos = rounds.postcopyNanos(source.clock().nowNanos() - activeSinceNanos);
        phases.get(MigrationPhase.PRECOPY).cancel();
        written(
                switch (switchover) {
                    case DIRECT -> POSTCOPY_STARTS;
                    case PAUSE_FIRST -> POSTCOPY_STARTS_PAUSE_WANTED;
                });
    }

    private void lastMemorySent() {
        boolean vfWaits = rounds.load().stopCopy().bytes() > 0;
        sent(SwitchoverPart.LAST_MEMORY, vfWaits ? LAST_MEMORY_SENT_VF_WAITS : LAST_MEMORY_SENT);
    }

    private void stateSent() {
        boolean answerWanted = state() == DEVICE && returnPath == ReturnPath.ON;
        sent(SwitchoverPart.STATE, answerWanted ? STATE_SENT_ANSWER_WANTED : STATE_SENT);
    }

    private void sent(SwitchoverPart part, MigrationEvent event) {
        if (port.destinationAlive()) {
            port.sent(part);
        }
        written(event);
    }

    private void converged() {
        phases.get(MigrationPhase.POSTCOPY_NOTICE).cancel();
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
            case POLL_UNPLUG -> polls.begin();
            case LIMIT_UNPLUG_POLLS -> polls.beginLimit();
            case WARN_PARTIALLY_UNPLUGGED -> port.partiallyUnplugged();
            case BEGIN_PRECOPY -> beginPrecopy();
            case STOP_GUEST -> port.stopGuest();
            case BEGIN_PAUSE -> phases.get(MigrationPhase.PAUSE).begin();
            case SEND_LAST_MEMORY -> phases.get(MigrationPhase.LAST_MEMORY).begin(rounds.lastNanos());
            case SEND_VF_STATE -> phases.get(MigrationPhase.VF_STATE).begin(rounds.stopCopyNanos());
            case SEND_STATE -> phases.get(MigrationPhase.STATE).begin();
            case HAND_OVER -> handOver();
            case HAND_OVER_WITHOUT_MEMORY -> port.handOverWithoutMemory();
            case SEND_MISSING_MEMORY -> phases.get(MigrationPhase.POSTCOPY).begin(missingNanos);
            case END_OF_MEMORY -> port.memorySent();
            case END_PHASES -> phases.values().forEach(Phase::cancel);
            case END_THREAD -> phases.get(MigrationPhase.CANCEL).begin();
            case ABANDON -> abandon();
            case RESUME_GUEST -> port.resumeGuest();
            case REPLUG_PRIMARY -> port.replugPrimary();
        }
    }

    private void beginPrecopy() {
        activeSinceNanos = source.clock().nowNanos();
        phases.get(MigrationPhase.PRECOPY).begin(rounds.precopyNanos());
        noticePostcopy();
        if (!port.destinationAlive()) {
            destinationDied();
        }
    }

    private void handOver() {
        if (state() == COMPLETED) {
            phases.get(MigrationPhase.FAILURE).cancel();
        }
        port.handOver();
    }

    private void abandon() {
        for (Phase phase : phases.values()) {
            phase.cancel();
        }
        port.abandon();
    }
}
