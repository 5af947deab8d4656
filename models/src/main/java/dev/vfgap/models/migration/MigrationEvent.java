package dev.vfgap.models.migration;

/** What can happen to a migration at its source. */
public enum MigrationEvent {
    /** QMP {@code migrate}, and the destination accepts the connection. */
    MIGRATE,
    /** QMP {@code migrate}, and nobody listens. */
    MIGRATE_UNREACHABLE,
    /** QMP {@code migrate_cancel}. */
    MIGRATE_CANCEL,
    /** Setup is done and no unplug is pending. */
    SETUP_DONE,
    /** Setup is done and an unplug is pending. */
    SETUP_DONE_UNPLUG_PENDING,
    /** A poll has seen that no unplug is pending any more. */
    UNPLUG_SEEN,
    /** The wait after a cancel has reached its limit. */
    UNPLUG_LIMIT_PASSED,
    /** What is left fits into the downtime limit, and nobody wants a pause. */
    CONVERGED,
    /** What is left fits into the downtime limit, and management wants a pause before the switchover. */
    CONVERGED_PAUSE_WANTED,
    /** Management has continued the migration. */
    PAUSE_ENDED,
    /** The last memory and the devices' state are sent. */
    STATE_SENT,
    /** The migration thread has ended after a cancel. */
    THREAD_ENDED,
    /** A write to the destination has failed. */
    CHANNEL_BROKEN
}
