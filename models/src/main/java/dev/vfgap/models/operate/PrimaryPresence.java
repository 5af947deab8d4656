package dev.vfgap.models.operate;

/** Whether a host holds a primary for the guest when a plan starts. */
public enum PrimaryPresence {
    /** The guest has it. */
    PLUGGED("plugged"),
    /** QEMU keeps its options and plugs it when the guest negotiates the standby feature ({@code failover_pair_id}). */
    HIDDEN("hidden"),
    /** There is none; only {@code device-add} brings one. */
    NONE("none");

    private final String word;

    PrimaryPresence(String word) {
        this.word = word;
    }

    /** The word used in strategies and bundles. */
    public String word() {
        return word;
    }
}
