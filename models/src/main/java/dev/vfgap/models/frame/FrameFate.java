package dev.vfgap.models.frame;

/**
 * What became of a frame: the closed vocabulary in which a simulated run and a capture account for every frame.
 *
 * <p>A capture shows only the place where a frame was seen last; each fate belongs to one kind of place, so both reduce
 * to the same table. Where a frame was flooded, the fate of its luckiest copy counts: the order of the constants, from
 * the unluckiest on.
 */
public enum FrameFate {
    // spotless:off
    UNWANTED_COPY            (Outcome.NO_LOSS,   Place.Kind.UPLINK,  "a copy flooded to a port where nobody takes it"),
    NO_READY_LOWER_DEVICE    (Outcome.LOST,      Place.Kind.GUEST,   "the guest sent while neither lower device was ready"),
    DRIVER_STOPPED_WITH_FRAME(Outcome.LOST,      Place.Kind.GUEST,   "in the stopping driver's transmit ring or queue"),
    SENT_INTO_COMING_LINK    (Outcome.LOST,      Place.Kind.GUEST,   "given to a primary whose carrier the guest believes before its transmit path runs"),
    NIC_NOT_LISTENING        (Outcome.LOST,      Place.Kind.UPLINK,  "matched no filter entry of the NIC"),
    BACKEND_GONE             (Outcome.LOST,      Place.Kind.PRIMARY, "the device's back end had been taken away"),
    LINK_CUT                 (Outcome.LOST,      Place.Kind.PRIMARY, "the device's link had been cut"),
    NO_DEVICE                (Outcome.LOST,      Place.Kind.PRIMARY, "led to a primary that is not plugged"),
    FILTER_AHEAD_OF_DRIVER   (Outcome.LOST,      Place.Kind.PRIMARY, "led to a VF that its driver has not yet started"),
    FILTER_BEHIND_DRIVER     (Outcome.LOST,      Place.Kind.PRIMARY, "led to a VF that its driver has already stopped"),
    PRIMARY_QUEUE_FULL       (Outcome.LOST,      Place.Kind.PRIMARY, "the VF's queue was full"),
    PRIMARY_QUEUE_PURGED     (Outcome.LOST,      Place.Kind.PRIMARY, "held in the VF's queue when the device went away"),
    STALE_FABRIC_ENTRY       (Outcome.LOST,      Place.Kind.STANDBY, "the switch still led to the host that the guest had left"),
    LEFT_AT_SOURCE           (Outcome.LOST,      Place.Kind.STANDBY, "at the source when the guest stopped there for good"),
    GUEST_STOPPED_QUEUE_FULL (Outcome.LOST,      Place.Kind.STANDBY, "the standby's queue was full while the guest was stopped"),
    STANDBY_QUEUE_FULL       (Outcome.LOST,      Place.Kind.STANDBY, "the standby's queue was full while the guest ran"),
    STANDBY_SHADOWED         (Outcome.LOST,      Place.Kind.STANDBY, "net_failover ignores the standby while a primary is registered"),
    DELIVERED_BY_STANDBY     (Outcome.DELIVERED, Place.Kind.STANDBY, "through the standby"),
    DELIVERED_BY_PRIMARY     (Outcome.DELIVERED, Place.Kind.PRIMARY, "through the primary"),
    ANNOUNCED                (Outcome.NO_LOSS,   Place.Kind.UPLINK,  "an announcement that reached the end of its way");
    // spotless:on

    private final Outcome outcome;
    private final Place.Kind lastSeen;
    private final String meaning;

    FrameFate(Outcome outcome, Place.Kind lastSeen, String meaning) {
        this.outcome = outcome;
        this.lastSeen = lastSeen;
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

    /** The kind of place where a frame of this fate is seen last (a delivered frame: before its receiver). */
    public Place.Kind lastSeen() {
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
