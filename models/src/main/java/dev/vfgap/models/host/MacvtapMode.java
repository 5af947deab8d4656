package dev.vfgap.models.host;

import java.util.List;

/**
 * What a macvtap does with frames of other macvtaps on the same PF, and what it makes of the PF's filter.
 *
 * <p>All modes hand unicast frames over by exact address and send everything else out. With one macvtap they differ in
 * two things: what the PF has to accept for it, and whether a broadcast that carries the macvtap's own address as its
 * source (another host's announcement of the guest) reaches it.
 *
 * <p>Source: Linux {@code drivers/net/macvlan.c} ({@code macvlan_open}, {@code macvlan_stop}, {@code
 * macvlan_handle_frame}, {@code macvlan_process_broadcast}).
 */
public enum MacvtapMode {
    /** Macvtaps of one PF reach each other. */
    BRIDGE("bridge", PfDemand.UNICAST_ADDRESS, OwnBroadcast.KEPT_AWAY),
    /** Macvtaps of one PF do not reach each other. */
    PRIVATE("private", PfDemand.UNICAST_ADDRESS, OwnBroadcast.HANDED_OVER),
    /** Macvtaps of one PF reach each other through a switch that reflects. */
    VEPA("vepa", PfDemand.UNICAST_ADDRESS, OwnBroadcast.KEPT_AWAY),
    /** The only macvtap of its PF: it gets all that the PF accepts, and the PF accepts all. */
    PASSTHRU("passthru", PfDemand.PROMISCUOUS, OwnBroadcast.HANDED_OVER);

    private final String word;
    private final PfDemand demand;
    private final OwnBroadcast ownBroadcast;

    /** What becomes of a broadcast from outside that carries the macvtap's own address as its source. */
    enum OwnBroadcast {
        HANDED_OVER,
        KEPT_AWAY
    }

    MacvtapMode(String word, PfDemand demand, OwnBroadcast ownBroadcast) {
        this.word = word;
        this.demand = demand;
        this.ownBroadcast = ownBroadcast;
    }

    /** The name used in files, which is that of {@code ip link}. */
    public String word() {
        return word;
    }

    List<PfDemand> demands() {
        return List.of(demand);
    }

    /** Whether it hands frames of another macvtap of its PF to this one itself; else they leave through the PF. */
    boolean reachesItsLike() {
        return this == BRIDGE;
    }

    OwnBroadcast ownBroadcast() {
        return ownBroadcast;
    }
}
