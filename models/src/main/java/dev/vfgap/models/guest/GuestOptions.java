package dev.vfgap.models.guest;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import java.util.Objects;

/**
 * What runs in the guest, where a scenario may choose.
 *
 * @param macFeature whether the virtio NIC offers {@code VIRTIO_NET_F_MAC}
 * @param failoverDevice whether the failover device is up
 * @param trouble what goes wrong under the VF's driver
 * @param bondPreferred the slave that a bond prefers: its option {@code primary}
 * @param bondInactive a bond's {@code all_slaves_active}
 */
public record GuestOptions(
        MacFeature macFeature,
        FailoverDevice failoverDevice,
        VfTrouble trouble,
        Member bondPreferred,
        InactiveFrames bondInactive) {
    /** The usual form. */
    public static final GuestOptions USUAL = new GuestOptions(
            MacFeature.OFFERED, FailoverDevice.UP, VfTrouble.NONE, Member.PRIMARY, InactiveFrames.DROPPED);

    /**
     * Whether virtio's feature bit 5 is offered. Without it the guest's driver drops {@code STANDBY} when it validates
     * the features, so that there is no failover device, and QEMU keeps the primary hidden.
     *
     * <p>Source: Linux commit 7c06458c102e ({@code virtnet_validate}).
     */
    public enum MacFeature {
        OFFERED,
        MISSING
    }

    /** Whether the failover device is up, for the whole run. */
    public enum FailoverDevice {
        UP,
        DOWN
    }

    public GuestOptions {
        Objects.requireNonNull(macFeature, "macFeature");
        Objects.requireNonNull(failoverDevice, "failoverDevice");
        Objects.requireNonNull(trouble, "trouble");
        Objects.requireNonNull(bondPreferred, "bondPreferred");
        Objects.requireNonNull(bondInactive, "bondInactive");
    }
}
