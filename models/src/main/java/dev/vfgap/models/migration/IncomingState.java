package dev.vfgap.models.migration;

/**
 * The states of a migration at its destination.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c}, {@code process_incoming_migration_co} and {@code
 * process_incoming_migration_bh}; {@code active} is split into what the guest waits for.
 */
public enum IncomingState {
    /** {@code -incoming}: nobody has connected. */
    LISTENING,
    /** Memory comes in. */
    RECEIVING,
    /** All is received; the virtio state that was loaded has a hidden primary made: opened, reset, memory pinned. */
    REALIZING_PRIMARY,
    /** All is loaded; the guest is about to be started, by QEMU or by management. */
    STARTING,
    /** The guest runs here. */
    COMPLETED,
    /** The source gave up. */
    FAILED,
    /** The process was killed. */
    DEAD
}
