package dev.vfgap.models.operate;

/** Where a NIC's filter entry leads the frames for the guest's MAC. */
public enum FilterTarget {
    /** To the port of the primary: the virtual function. */
    PRIMARY("primary"),
    /** To the port of the standby: the tap behind the physical function. */
    STANDBY("standby"),
    /** The entry is removed, and unknown unicast is flooded to both ports. */
    BOTH("both");

    private final String word;

    FilterTarget(String word) {
        this.word = word;
    }

    /** The word used in plans and bundles. */
    public String word() {
        return word;
    }
}
