package dev.vfgap.models.migration;

/**
 * The states of a migration at its destination.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c}, {@code process_incoming_migration_co} and {@code
 * process_incoming_migration_bh}, and {@code migration/savevm.c}, {@code loadvm_postcopy_handle_run}; {@code active} is
 * split into what the guest waits for.
 */
public enum IncomingState {
    /** {@code -incoming}: nobody has connected. */
    LISTENING,
    /** Memory comes in. */
    RECEIVING,
    /** All is received; the virtio state that was loaded has a hidden primary made: its function is opened and reset. */
    RESETTING_PRIMARY,
    /** The guest's memory is pinned for the primary, or for a vDPA back end. */
    PINNING_MEMORY,
    /** Pinning needs pages that post-copy has not brought yet. */
    WAITING_FOR_MEMORY,
    /** The rest of the primary's device is made. */
    MAKING_PRIMARY,
    /** A migrated VF takes its state. */
    LOADING_VF,
    /** A vDPA back end maps the guest's memory for its device. */
    MAPPING_BACKEND,
    /** A vDPA back end makes its queues. */
    CONFIGURING_BACKEND,
    /** All is loaded; the guest is about to be started, by QEMU or by management. */
    STARTING,
    /** The guest runs here before its memory is there: post-copy. */
    RUNNING_AHEAD,
    /** The guest runs here, on memory that is all here. */
    COMPLETED,
    /** The source gave up. */
    FAILED,
    /** The process has ended. */
    DEAD
}
