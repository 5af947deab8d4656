package dev.vfgap.models.migration;

/** What can happen to a migration at its destination. */
public enum IncomingEvent {
    /** The source has connected. */
    CONNECTED,
    /** The stream names something that this QEMU does not have. */
    STREAM_REFUSED,
    /** All is received that the devices need, and none of them needs time. */
    ALL_RECEIVED,
    /** All is received, and a hidden primary waits. */
    ALL_RECEIVED_PRIMARY_HIDDEN,
    /** All is received, and a migrated VF waits for its state. */
    ALL_RECEIVED_VF_WAITS,
    /** All is received, and a vDPA back end waits for its memory to be pinned. */
    ALL_RECEIVED_BACKEND_UNPINNED,
    /** All is received, and a vDPA back end waits whose memory is pinned. */
    ALL_RECEIVED_BACKEND_PINNED,
    /** The function that was opened has been reset. */
    FUNCTION_RESET,
    /** The guest's memory is pinned for the primary. */
    MEMORY_PINNED,
    /** The guest's memory is pinned for a vDPA back end. */
    MEMORY_PINNED_FOR_BACKEND,
    /** Pinning has come to pages that are still at the source. */
    MEMORY_MISSING,
    /** The memory that was missing in post-copy is here. */
    MEMORY_COMPLETE,
    /** The primary's device is made. */
    PRIMARY_REALIZED,
    /** A migrated VF has its state. */
    VF_LOADED,
    /** A vDPA back end has mapped the guest's memory. */
    BACKEND_MAPPED,
    /** A vDPA back end has its queues. */
    BACKEND_CONFIGURED,
    /** The guest is started, and its memory is here. */
    START,
    /** The guest is started, and memory is still at the source. */
    START_AHEAD,
    /** The source has closed the channel early, or taken the guest back. */
    CHANNEL_CLOSED,
    /** The process was killed. */
    KILLED
}
