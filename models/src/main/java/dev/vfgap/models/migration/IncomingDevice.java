package dev.vfgap.models.migration;

/** What the guest's fast NIC needs at the destination between the guest's stop and its start. */
public enum IncomingDevice {
    /** Nothing: there is none, or it is plugged later. */
    NONE,
    /** A failover primary, made when the virtio NIC's state with the standby feature is loaded. */
    HIDDEN_PRIMARY,
    /** A VF that was opened before the migration and takes the source's state: VFIO migration. */
    MIGRATED_VF,
    /** A vDPA back end for which the guest's memory is pinned when its device starts. */
    UNPINNED_BACKEND,
    /** A vDPA back end for which the guest's memory was pinned before the migration. */
    PINNED_BACKEND,
    /** A device of which the stream brings a section, and which this QEMU does not have. */
    UNKNOWN
}
