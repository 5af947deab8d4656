package dev.vfgap.models.operate;

import java.util.Objects;

/**
 * What a strategy takes the primary for.
 *
 * @param device what it is
 * @param busMaster what QEMU does when the guest turns its bus-master bit
 */
public record PrimaryUse(PrimaryDevice device, BusMasterEvents busMaster) {
    /** A VF that is unplugged, under a QEMU without Oracle's patches. */
    public static final PrimaryUse USUAL = new PrimaryUse(PrimaryDevice.VF, BusMasterEvents.NONE);

    public PrimaryUse {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(busMaster, "busMaster");
    }
}
