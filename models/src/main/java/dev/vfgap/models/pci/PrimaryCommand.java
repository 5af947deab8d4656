package dev.vfgap.models.pci;

/** What QEMU does with a failover primary on a transition; all but the first two are told to the rest of the model. */
public enum PrimaryCommand {
    /** Hot-plug it into its slot. */
    PLUG,
    /** Ask the slot for its removal; a repeated {@code device_del} is refused for the slot's repeat time. */
    ASK_SLOT,
    /** Event {@code FAILOVER_NEGOTIATED}. */
    EMIT_FAILOVER_NEGOTIATED,
    /** Event {@code UNPLUG_PRIMARY}: requested, not done. */
    EMIT_UNPLUG_PRIMARY,
    /** "couldn't unplug primary device": the migration goes on with it plugged. */
    WARN_NOT_UNPLUGGED,
    /** The slot refuses the card: the guest stays without its primary. */
    WARN_NOT_PLUGGED,
    /** The device is closed: the kernel resets the function. */
    CLOSE_DEVICE,
    /** Event {@code DEVICE_DELETED}. */
    EMIT_DEVICE_DELETED
}
