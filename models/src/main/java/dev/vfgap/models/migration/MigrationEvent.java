package dev.vfgap.models.migration;

/** What can happen to a migration at its source. */
public enum MigrationEvent {
    /** QMP {@code migrate}, and the destination accepts the connection. */
    MIGRATE,
    /** QMP {@code migrate}, and nobody listens. */
    MIGRATE_UNREACHABLE,
    /** Nobody has answered the connection. */
    CONNECTION_REFUSED,
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
    /** The thread has seen that post-copy is wanted, and nobody wants a pause. */
    POSTCOPY_STARTS,
    /** The thread has seen that post-copy is wanted, and management wants a pause before the switchover. */
    POSTCOPY_STARTS_PAUSE_WANTED,
    /** Management has continued the migration. */
    PAUSE_ENDED,
    /** The memory that was dirty at the stop is sent. */
    LAST_MEMORY_SENT,
    /** It is sent, and a migrated VF has state to give away. */
    LAST_MEMORY_SENT_VF_WAITS,
    /** The migrated VF's state is sent. */
    VF_STATE_SENT,
    /** The devices' state is sent. */
    STATE_SENT,
    /** It is sent, and the return path will say when the destination has loaded it. */
    STATE_SENT_ANSWER_WANTED,
    /** The memory that was missing when post-copy began is sent. */
    MEMORY_SENT,
    /** The destination has said on the return path that it is done. */
    DESTINATION_DONE,
    /** The migration thread has ended after a cancel. */
    THREAD_ENDED,
    /** A write to the destination has failed. */
    CHANNEL_BROKEN
}
