package dev.vfgap.models.operate;

/** How the guest's virtio NIC stands beside the primary. */
public enum Standby {
    /** {@code failover=on}: the guest makes a failover device of the two (net_failover). */
    FAILOVER("failover"),
    /** Plain virtio-net: no failover device, and no primary. */
    PLAIN("plain");

    private final String word;

    Standby(String word) {
        this.word = word;
    }

    /** The word used in strategies. */
    public String word() {
        return word;
    }
}
