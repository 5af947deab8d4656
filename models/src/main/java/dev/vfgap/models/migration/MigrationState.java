package dev.vfgap.models.migration;

/**
 * The states of a migration at its source: {@link MigrationStatus}, with {@code cancelling}, {@code pre-switchover}
 * and {@code device} split by what the migration thread is doing.
 */
public enum MigrationState {
    NONE(MigrationStatus.NONE),
    SETUP(MigrationStatus.SETUP),
    WAIT_UNPLUG(MigrationStatus.WAIT_UNPLUG),
    ACTIVE(MigrationStatus.ACTIVE),
    PRE_SWITCHOVER(MigrationStatus.PRE_SWITCHOVER),
    DEVICE(MigrationStatus.DEVICE),
    /** All is sent; the return path has not said yet that the destination has loaded it. */
    AWAITING_ANSWER(MigrationStatus.DEVICE),
    /** As {@link #PRE_SWITCHOVER}, on the way to post-copy. */
    PRE_SWITCHOVER_POSTCOPY(MigrationStatus.PRE_SWITCHOVER),
    /** The devices' state is sent in one package; the memory that is still missing follows later. */
    DEVICE_POSTCOPY(MigrationStatus.DEVICE),
    POSTCOPY_ACTIVE(MigrationStatus.POSTCOPY_ACTIVE),
    POSTCOPY_PAUSED(MigrationStatus.POSTCOPY_PAUSED),
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
