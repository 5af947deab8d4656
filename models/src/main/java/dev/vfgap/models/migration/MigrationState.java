package dev.vfgap.models.migration;

/**
 * The states of a migration at its source: {@link MigrationStatus}, with {@code cancelling} split by what the migration
 * thread is doing when it is told.
 */
public enum MigrationState {
    NONE(MigrationStatus.NONE),
    SETUP(MigrationStatus.SETUP),
    WAIT_UNPLUG(MigrationStatus.WAIT_UNPLUG),
    ACTIVE(MigrationStatus.ACTIVE),
    PRE_SWITCHOVER(MigrationStatus.PRE_SWITCHOVER),
    DEVICE(MigrationStatus.DEVICE),
    COMPLETED(MigrationStatus.COMPLETED),
    /** Cancelled during setup: the thread first looks whether an unplug is pending. */
    CANCELLING_SETUP(MigrationStatus.CANCELLING),
    /** Cancelled while an unplug is pending: the thread waits on for the guest, at most 30 s. */
    CANCELLING_UNPLUG(MigrationStatus.CANCELLING),
    /** Cancelled while the guest runs. */
    CANCELLING_RUNNING(MigrationStatus.CANCELLING),
    /** Cancelled while the guest is stopped. */
    CANCELLING_STOPPED(MigrationStatus.CANCELLING),
    CANCELLED(MigrationStatus.CANCELLED),
    FAILED(MigrationStatus.FAILED);

    private final MigrationStatus status;

    MigrationState(MigrationStatus status) {
        this.status = status;
    }

    /** What QEMU reports in this state. */
    public MigrationStatus status() {
        return status;
    }
}
