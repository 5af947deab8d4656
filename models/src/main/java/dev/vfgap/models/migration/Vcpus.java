package dev.vfgap.models.migration;

/** How much of the guest stands still when the vCPU is held that runs the primary's driver. */
public enum Vcpus {
    /** All of it: there is no other vCPU. */
    ONE("one"),
    /** The thread that wrote the register; the others run on and carry traffic. */
    MANY("many");

    private final String word;

    Vcpus(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
