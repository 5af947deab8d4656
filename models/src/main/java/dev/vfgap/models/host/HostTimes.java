package dev.vfgap.models.host;

/**
 * The constants of what a host puts between its NIC and the standby, in nanoseconds.
 *
 * @param guestToBridgeNanos guest's send call, through the standby, to the host's bridge, at least 0
 * @param bridgeToSwitchNanos bridge, through the PF and the NIC, to the switch, at least 0
 * @param slowPathNanos what a frame takes longer that misses in a NIC in switchdev mode, at least 0
 * @param ageingNanos how long the bridge remembers a port without a frame from it, at least 0
 * @param forwardDelayNanos how long a port listens, and then learns, with a spanning tree, at least 0
 * @param fdbMoveNanos until a NIC in switchdev mode has what the bridge's entry says, at least 1
 * @param flowIdleNanos how long a flow table beside the bridge's entries keeps what no frame uses, at least 1
 */
public record HostTimes(
        long guestToBridgeNanos,
        long bridgeToSwitchNanos,
        long slowPathNanos,
        long ageingNanos,
        long forwardDelayNanos,
        long fdbMoveNanos,
        long flowIdleNanos) {
    public HostTimes {
        if (fdbMoveNanos < 1) {
            throw new IllegalArgumentException("a NIC cannot follow its bridge in no time");
        }
        if (flowIdleNanos < 1) {
            throw new IllegalArgumentException("a flow table keeps an entry for some time");
        }
    }

    /** Of a host without a flow table. */
    public HostTimes(
            long guestToBridgeNanos,
            long bridgeToSwitchNanos,
            long slowPathNanos,
            long ageingNanos,
            long forwardDelayNanos,
            long fdbMoveNanos) {
        this(guestToBridgeNanos, bridgeToSwitchNanos, slowPathNanos, ageingNanos, forwardDelayNanos, fdbMoveNanos, 1);
    }

    /** Of a host whose side decides nothing: only the two delays count. */
    public static HostTimes open(long guestToBridgeNanos, long bridgeToSwitchNanos) {
        return new HostTimes(guestToBridgeNanos, bridgeToSwitchNanos, 0, 0, 0, 1);
    }
}
