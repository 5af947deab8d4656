package dev.vfgap.models.migration;

/** What QEMU does at the source on a transition. */
public enum MigrationCommand {
    /** Event {@code MIGRATION} with the new status. */
    EMIT_STATUS,
    /** Open the channel to the destination. */
    CONNECT,
    /** Notifier {@code MIG_EVENT_PRECOPY_SETUP}: virtio-net requests the unplug of its primary. */
    REQUEST_UNPLUG,
    BEGIN_SETUP,
    /** Look every 250 ms whether an unplug is pending. */
    POLL_UNPLUG,
    /** Look no more than 120 times from here. */
    LIMIT_UNPLUG_POLLS,
    WARN_PARTIALLY_UNPLUGGED,
    BEGIN_PRECOPY,
    /** Stop the vCPUs; event {@code STOP}. */
    STOP_GUEST,
    BEGIN_PAUSE,
    /** What memory is dirty when the guest stops. */
    SEND_LAST_MEMORY,
    /** What a migrated VF only gives away while it stands still. */
    SEND_VF_STATE,
    /** The devices' state; in post-copy as one package. */
    SEND_STATE,
    /** The destination has all it needs. */
    HAND_OVER,
    /** The destination has what it needs to run the guest; memory is still missing. */
    HAND_OVER_WITHOUT_MEMORY,
    /** Send the memory that is missing, what the guest waits for first. */
    SEND_MISSING_MEMORY,
    /** The destination has all memory. */
    END_OF_MEMORY,
    /** No phase goes on. */
    END_PHASES,
    /** End the migration thread. */
    END_THREAD,
    /** The transfer is given up: no phase goes on, the channel is closed. */
    ABANDON,
    /** Start the vCPUs again; event {@code RESUME}. */
    RESUME_GUEST,
    /** Notifier {@code MIG_EVENT_PRECOPY_FAILED}: virtio-net plugs its primary again. */
    REPLUG_PRIMARY
}
