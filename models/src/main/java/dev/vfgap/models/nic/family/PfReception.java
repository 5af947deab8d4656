package dev.vfgap.models.nic.family;

/** How a PF comes to receive the frames for a guest's MAC: what the host's standby path rests on. */
public enum PfReception {
    /** It is promiscuous: a port of a bridge, a lower device of a macvtap in passthru mode, {@code promisc on}. */
    PROMISCUOUS,
    /** The MAC is one of its addresses: a macvtap in another mode, {@code bridge fdb add M dev PF self}. */
    EXPLICIT,
    /** It does not. */
    NEITHER;

    /** Prepares a NIC's PF for it. */
    public void prepare(VirtualizedNic nic, long mac) {
        switch (this) {
            case PROMISCUOUS -> nic.addPromiscuity();
            case EXPLICIT -> nic.addAddress(mac);
            case NEITHER -> {}
        }
    }
}
