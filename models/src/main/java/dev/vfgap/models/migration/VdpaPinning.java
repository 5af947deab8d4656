package dev.vfgap.models.migration;

/** When the guest's memory is pinned for a vDPA back end at the destination. */
public enum VdpaPinning {
    /** When the device starts, so while no guest runs: QEMU 10.0 {@code hw/virtio/vhost-vdpa.c}. */
    INSIDE_DOWNTIME("inside-downtime"),
    /** When the device is made, as the series "move memory listener register to vhost_vdpa_init" does. */
    BEFORE("before");

    private final String word;

    VdpaPinning(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
