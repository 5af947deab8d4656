package dev.vfgap.models.pci;

/**
 * The states of a failover primary in QEMU.
 *
 * <p>Source: QEMU 10.0 {@code hw/net/virtio-net.c}; the flags {@code failover_primary_hidden}, {@code
 * partially_hotplugged} and {@code pending_deleted_event} written as one state.
 */
public enum PrimaryState {
    /** QEMU knows no such device. */
    ABSENT,
    /** The options are stored, the device is not made. */
    HIDDEN,
    /** The device is being made: opened, reset, memory pinned; QEMU answers nothing meanwhile. */
    REALIZING,
    /** The device is in its slot. */
    PLUGGED,
    /** As {@link #PLUGGED}, and marked as on its way out by a request that the slot refused. */
    MARKED,
    /** {@code device_del} was accepted: pending, to be deleted when the guest lets go. */
    DELETE_REQUESTED,
    /** The migration has requested the unplug: pending, to be kept when the guest lets go. */
    UNPLUG_REQUESTED,
    /** The guest has let go; QEMU keeps the device for a re-plug. */
    PARTIAL;

    /** Whether the guest has it in its slot. */
    public boolean isPlugged() {
        return this == PLUGGED || this == MARKED || unplugPending();
    }

    /** {@code pending_deleted_event}: what {@code wait-unplug} asks for. */
    public boolean unplugPending() {
        return this == DELETE_REQUESTED || this == UNPLUG_REQUESTED;
    }
}
