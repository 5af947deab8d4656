package dev.vfgap.models.migration;

/** What QEMU does at the destination on a transition. */
public enum IncomingCommand {
    /** The virtio state with the standby feature is loaded: {@code virtio_net_set_features}. */
    NEGOTIATE,
    /** Make the primary's device before the load goes on. */
    REALIZE_PRIMARY,
    /** {@code qemu_announce_self}: teach the switches. */
    ANNOUNCE,
    BEGIN_START,
    /** {@code vm_start}; event {@code RESUME}. */
    START_GUEST,
    /** No phase goes on. */
    END_PHASES,
    /** The guest ends with the process. */
    LOSE_GUEST
}
