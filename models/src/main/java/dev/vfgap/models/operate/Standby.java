package dev.vfgap.models.operate;

/** How the guest's virtio NIC stands beside the primary, and what in the guest joins the two. */
public enum Standby {
    /** {@code failover=on}: the guest makes a failover device of the two (net_failover). */
    FAILOVER("failover"),
    /** Plain virtio-net: no failover device, and no primary. */
    PLAIN("plain"),
    /** Linux bonding of the two in mode active-backup. */
    BOND("bond"),
    /** A driver that moves the host's data path itself before the primary goes, as Hyper-V's netvsc. */
    NETVSC("netvsc"),
    /** None: the primary is the guest's only NIC. */
    NONE("none"),
    /** DPDK's bonding driver in active-backup mode, led by the application. */
    DPDK_BOND("dpdk-bond");

    private final String word;

    Standby(String word) {
        this.word = word;
    }

    /** The word used in strategies. */
    public String word() {
        return word;
    }
}
