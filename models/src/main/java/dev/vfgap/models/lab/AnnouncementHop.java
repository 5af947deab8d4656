package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;

/**
 * A moment at which an announcement reaches a component: what lies before that component is then dealt with until this
 * moment, so that nobody asks a switch before it was taught. At equal times the earlier place comes first.
 *
 * @param host whose, null for the switch between the hosts
 */
record AnnouncementHop(long atNanos, Place place, Host host) implements Comparable<AnnouncementHop> {

    /** Where. */
    enum Place {
        /** The host switch, from the tap. */
        TAP,
        /** The switch between the hosts. */
        FABRIC,
        /** A host's NIC, from the wire. */
        NIC,
        /** The host switch, from the PF. */
        UPLINK
    }

    @Override
    public int compareTo(AnnouncementHop other) {
        int byTime = Long.compare(atNanos, other.atNanos);
        return byTime != 0 ? byTime : place.compareTo(other.place);
    }
}
