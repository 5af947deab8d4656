package dev.vfgap.models.host;

/** Through which NIC of a host the standby reaches the network. */
public enum StandbyNic {
    /** Through the PF of the NIC that has the VF: the switch sees the guest on one port. */
    SHARED("shared"),
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
