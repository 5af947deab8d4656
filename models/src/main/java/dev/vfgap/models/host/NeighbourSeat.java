package dev.vfgap.models.host;

/** Where a host has somebody else who sends to the guest. */
public enum NeighbourSeat {
    /** Nowhere. */
    NONE("none"),
    /** Behind a VF of its own, of the NIC that has the guest's. */
    VF("vf"),
    /** Behind the bridge of the standby, or on another macvtap of its PF. */
    PF("pf");

    private final String word;

    NeighbourSeat(String word) {
        this.word = word;
    }

    /** The name used in files. */
    public String word() {
        return word;
    }
}
