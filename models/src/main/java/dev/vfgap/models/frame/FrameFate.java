package dev.vfgap.models.frame;

import java.util.List;

/**
 * What became of a frame: the closed vocabulary in which a simulated run and a capture account for every frame.
 *
 * <p>A capture shows only the place where a frame was seen last; each fate belongs to a set of places, so both reduce to
 * the same table. Where a frame was flooded, the fate of its luckiest copy counts: the order of the constants, from
 * the unluckiest on.
 */
public enum FrameFate {
    // spotless:off
    SOURCE_PRUNED             (Outcome.NO_LOSS,   "the NIC does not give a function what comes from the function's own address",       Place.Kind.UPLINK),
    NO_READY_LOWER_DEVICE     (Outcome.LOST,      "the guest sent while neither lower device was ready",                               Place.Kind.GUEST),
    ACTIVE_SLAVE_DOWN         (Outcome.LOST,      "given to a bond's active slave, which was down or without carrier",                  Place.Kind.GUEST),
    NO_ADDRESS                (Outcome.LOST,      "the guest's tools had not given its NIC an address yet, or its device was down",     Place.Kind.GUEST, Place.Kind.PRIMARY, Place.Kind.STANDBY),
    DRIVER_STOPPED_WITH_FRAME (Outcome.LOST,      "in the stopping driver's transmit ring or queue",                                   Place.Kind.GUEST),
    SENT_INTO_COMING_LINK     (Outcome.LOST,      "given to a primary whose carrier the guest believes before its transmit path runs", Place.Kind.GUEST),
    BACKEND_GONE              (Outcome.LOST,      "the device's back end had been taken away",                                         Place.Kind.UPLINK, Place.Kind.PRIMARY, Place.Kind.STANDBY),
    LINK_CUT                  (Outcome.LOST,      "the device's link had been cut",                                                    Place.Kind.PRIMARY, Place.Kind.GUEST),
    DEVICE_GONE               (Outcome.LOST,      "led or given to a primary whose hardware had gone without warning",                 Place.Kind.PRIMARY, Place.Kind.GUEST),
    // What a NIC's receive classification and transmit switching drop, in the order of their steps.
    RX_DISABLED               (Outcome.LOST,      "the NIC's port did not accept frames: disabled, without link, or being reset",      Place.Kind.UPLINK),
    OVERSIZE                  (Outcome.LOST,      "longer than the NIC's port accepts",                                                Place.Kind.UPLINK),
    VLAN_MISS                 (Outcome.LOST,      "tagged with a VLAN that nobody behind the NIC's port is in",                        Place.Kind.UPLINK),
    NO_POOL                   (Outcome.LOST,      "no filter of the NIC leads it anywhere",                                            Place.Kind.UPLINK),
    VLAN_POOL_MISS            (Outcome.LOST,      "led to a function of the NIC that is not in its VLAN",                              Place.Kind.UPLINK),
    POOL_RX_DISABLED          (Outcome.LOST,      "led to a function whose receive the PF's driver has not enabled",                   Place.Kind.UPLINK),
    OVERSIZE_POOL             (Outcome.LOST,      "longer than the function accepts that it was led to",                               Place.Kind.UPLINK),
    QUEUE_DISABLED            (Outcome.LOST,      "led to a function whose driver has not enabled its queue",                          Place.Kind.UPLINK),
    NO_RX_DESC                (Outcome.LOST,      "led to a function whose ring had no free descriptor",                               Place.Kind.UPLINK),
    BUS_MASTER_OFF            (Outcome.LOST,      "led to a function that may not write to memory",                                    Place.Kind.UPLINK),
    LOOPED_TO_SENDER          (Outcome.LOST,      "the NIC's own entry leads back to the function that sent it, which does not hear itself", Place.Kind.UPLINK),
    POOL_TX_DISABLED          (Outcome.LOST,      "sent by a function whose transmit is not enabled",                                  Place.Kind.GUEST),
    SPOOFED                   (Outcome.LOST,      "sent from an address or into a VLAN that is not the function's own",                Place.Kind.GUEST, Place.Kind.STANDBY),
    NIC_PORT_DOWN             (Outcome.LOST,      "the NIC's port could not send: disabled, without link, or being reset",              Place.Kind.GUEST, Place.Kind.PRIMARY, Place.Kind.STANDBY),
    SWITCH_PORT_NOT_FORWARDING(Outcome.LOST,      "the switch's port was down, or its spanning tree had not opened it",                Place.Kind.PEER, Place.Kind.UPLINK, Place.Kind.PRIMARY, Place.Kind.STANDBY),
    SWITCH_NO_FLOOD           (Outcome.LOST,      "the switch did not know the guest's MAC, and floods nothing",                       Place.Kind.PEER),
    SWITCH_ENTRY_AT_INGRESS   (Outcome.LOST,      "the switch knew the guest's MAC on the port where the frame came from",             Place.Kind.UPLINK),
    BRIDGE_PORT_NOT_FORWARDING(Outcome.LOST,      "a port of the host's bridge was down, or its spanning tree had not opened it",      Place.Kind.UPLINK, Place.Kind.STANDBY),
    BRIDGE_NO_FLOOD           (Outcome.LOST,      "the host's bridge did not know the guest's MAC, and floods nothing",                Place.Kind.UPLINK),
    BRIDGE_ENTRY_ELSEWHERE    (Outcome.LOST,      "the host's bridge knew the guest's MAC on the port where the frame came from",      Place.Kind.UPLINK),
    BRIDGE_ENTRY_LOCAL        (Outcome.LOST,      "the host's bridge took the guest's MAC for its own",                                Place.Kind.UPLINK),
    MACVTAP_DOWN              (Outcome.LOST,      "the macvtap, or the PF under it, was down",                                         Place.Kind.UPLINK, Place.Kind.STANDBY),
    NO_DEVICE                 (Outcome.LOST,      "led to a primary that is not plugged",                                              Place.Kind.PRIMARY),
    FILTER_AHEAD_OF_DRIVER    (Outcome.LOST,      "led to a VF that its driver has not yet started",                                   Place.Kind.PRIMARY),
    FILTER_BEHIND_DRIVER      (Outcome.LOST,      "led to a VF that its driver has already stopped",                                   Place.Kind.PRIMARY),
    PRIMARY_QUEUE_FULL        (Outcome.LOST,      "the VF's queue was full",                                                           Place.Kind.PRIMARY),
    PRIMARY_QUEUE_PURGED      (Outcome.LOST,      "held in the VF's queue when the device went away",                                  Place.Kind.PRIMARY),
    STALE_FABRIC_ENTRY        (Outcome.LOST,      "the switch still led to the host that the guest had left",                          Place.Kind.STANDBY, Place.Kind.PRIMARY),
    LEFT_AT_SOURCE            (Outcome.LOST,      "at the source when the guest stopped there for good",                               Place.Kind.STANDBY, Place.Kind.PRIMARY),
    GUEST_STOPPED_QUEUE_FULL  (Outcome.LOST,      "the standby's queue was full while the guest was stopped",                          Place.Kind.STANDBY, Place.Kind.PRIMARY),
    STANDBY_QUEUE_FULL        (Outcome.LOST,      "the standby's queue was full while the guest ran",                                  Place.Kind.STANDBY),
    NO_STANDBY                (Outcome.LOST,      "led to a standby that the guest does not have",                                     Place.Kind.UPLINK),
    STANDBY_LINK_DOWN         (Outcome.LOST,      "the standby's link had been set down, and its back end drops",                      Place.Kind.STANDBY),
    NOT_POLLED                (Outcome.LOST,      "in or before the full ring of a device that nobody in the guest polls",             Place.Kind.STANDBY, Place.Kind.PRIMARY),
    INACTIVE_SLAVE            (Outcome.LOST,      "received by a slave of a bond that was not the active one",                         Place.Kind.STANDBY, Place.Kind.PRIMARY),
    STANDBY_SHADOWED          (Outcome.LOST,      "net_failover ignores the standby while a primary is registered",                    Place.Kind.STANDBY),
    DELIVERED_BY_STANDBY      (Outcome.DELIVERED, "through the standby",                                                               Place.Kind.STANDBY),
    DELIVERED_BY_PRIMARY      (Outcome.DELIVERED, "through the primary",                                                               Place.Kind.PRIMARY),
    ANNOUNCED                 (Outcome.NO_LOSS,   "an announcement that reached the end of its way",                                   Place.Kind.UPLINK);
    // spotless:on

    private final Outcome outcome;
    private final List<Place.Kind> lastSeen;
    private final String meaning;

    FrameFate(Outcome outcome, String meaning, Place.Kind... lastSeen) {
        this.outcome = outcome;
        this.lastSeen = List.of(lastSeen);
        this.meaning = meaning;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean isDelivered() {
        return outcome == Outcome.DELIVERED;
    }

    /** Whether a frame whose luckiest instance ended so is lost. */
    public boolean isLoss() {
        return outcome == Outcome.LOST;
    }

    /** One clause in plain words. */
    public String meaning() {
        return meaning;
    }

    /** The kinds of place where a frame of this fate is seen last (a delivered frame: before its receiver). */
    public List<Place.Kind> lastSeen() {
        return lastSeen;
    }

    /** What a fate means for the receiver. */
    public enum Outcome {
        /** The receiver has it. */
        DELIVERED,
        /** The receiver never has it. */
        LOST,
        /** It was nobody's frame: a needless copy, an announcement. */
        NO_LOSS
    }
}
