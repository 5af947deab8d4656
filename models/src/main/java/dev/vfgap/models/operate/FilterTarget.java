package dev.vfgap.models.operate;

import java.util.List;

/** Where a NIC's filter entry leads the frames for the guest's MAC. */
public enum FilterTarget {
    /** To the port of the primary: the virtual function. */
    PRIMARY("primary"),
    /** To the port of the standby: the tap behind the physical function. */
    STANDBY("standby"),
    /** The entry is removed, and unknown unicast is flooded to both ports. */
    BOTH("both"),
    /** To neither: no entry leads anywhere, and unknown unicast is not flooded. */
    NONE("none");

    private final String word;

    FilterTarget(String word) {
        this.word = word;
    }

    /** Those that a capture bundle may name. */
    public static List<FilterTarget> ofBundles() {
        return List.of(PRIMARY, STANDBY, BOTH);
    }

    /** The word used in plans; bundles know no {@link #NONE}. */
    public String word() {
        return word;
    }
}
