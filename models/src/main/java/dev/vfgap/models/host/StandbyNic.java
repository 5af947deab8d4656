package dev.vfgap.models.host;

/** Through what of a host the standby reaches the network. */
public enum StandbyNic {
    /** Through the PF of the NIC that has the VF: the switch sees the guest on one port. */
    SHARED("shared"),
    /**
     * Through another VF of that NIC, as in the set-up of the kernel's {@code Documentation/networking/net_failover.rst}:
     * the switch sees the guest on one port; that VF has to have the guest's MAC in its filter, and its anti-spoofing off.
     */
    VF("vf"),
    /** Through a NIC of its own, on another port of the switch, which has to learn when the guest changes its path. */
    OWN("own");

    private final String word;

    StandbyNic(String word) {
        this.word = word;
    }

    /** The name used in files. */
    public String word() {
        return word;
    }
}
