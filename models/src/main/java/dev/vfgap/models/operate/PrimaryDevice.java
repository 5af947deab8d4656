package dev.vfgap.models.operate;

/** What the guest's fast path is made of, and so what a migration does with it. */
public enum PrimaryDevice {
    /** A VF, or what stands for one, that is taken out before the migration and plugged in after it. */
    VF("vf"),
    /** A VF that stays in and is migrated with its state: VFIO migration, version 2. */
    VFIO_MIGRATION("vfio-migration"),
    /** A VF behind virtio-net: the guest never sees it (vDPA). */
    VDPA("vdpa");

    private final String word;

    PrimaryDevice(String word) {
        this.word = word;
    }

    /** The word used in strategies. */
    public String word() {
        return word;
    }

    /** Whether the guest arrives at the destination with it in use. */
    public boolean comesAlong() {
        return this != VF;
    }
}
