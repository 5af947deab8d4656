package dev.vfgap.models.frame;

/**
 * A place where a frame can be seen: what a capture point watches.
 *
 * <p>The last place where a frame was seen is all that a capture shows of its fate.
 */
public enum Place {
    /** The peer's interface. */
    PEER(Kind.PEER, null),
    /** The port of the source's NIC. */
    UPLINK_A(Kind.UPLINK, Host.A),
    /** The port of the destination's NIC. */
    UPLINK_B(Kind.UPLINK, Host.B),
    /** The source's tap, behind the PF, that feeds the standby. */
    STANDBY_A(Kind.STANDBY, Host.A),
    /** The destination's tap that feeds the standby. */
    STANDBY_B(Kind.STANDBY, Host.B),
    /** The source's VF queue. */
    PRIMARY_A(Kind.PRIMARY, Host.A),
    /** The destination's VF queue. */
    PRIMARY_B(Kind.PRIMARY, Host.B),
    /** The guest's stack. */
    GUEST(Kind.GUEST, null);

    private final Kind kind;
    private final Host host;

    Place(Kind kind, Host host) {
        this.kind = kind;
        this.host = host;
    }

    public Kind kind() {
        return kind;
    }

    /** The place of a kind on a host; for {@code PEER} and {@code GUEST} the host does not matter. */
    public static Place of(Kind kind, Host host) {
        for (Place place : values()) {
            if (place.kind == kind && (place.host == null || place.host == host)) {
                return place;
            }
        }
        throw new IllegalArgumentException("there is no " + kind + " without a host");
    }

    /** What stands at a place: the {@code at} of a capture point. */
    public enum Kind {
        /** The peer. */
        PEER,
        /** A NIC's port. */
        UPLINK,
        /** A standby's tap. */
        STANDBY,
        /** A primary's queue. */
        PRIMARY,
        /** The guest. */
        GUEST
    }
}
