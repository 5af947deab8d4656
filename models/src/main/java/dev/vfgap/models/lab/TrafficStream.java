package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Direction;

/** A stream of a run whose frames are accounted for by themselves. */
public enum TrafficStream {
    /** From the peer to the guest. */
    RX("rx", "peer to guest", Direction.RX),
    /** From the guest to the peer. */
    TX("tx", "guest to peer", Direction.TX),
    /** From the guest to the peer, seldom: what a guest sends by itself. */
    CHATTER("chatter", "guest by itself", Direction.TX),
    /** From the guest to the peer: answers to the frames of {@link #RX}. */
    ANSWERS("answers", "guest's answers to peer", Direction.TX),
    /** To the guest from somebody else on one of the hosts. */
    NEIGHBOUR("neighbour", "neighbour to guest", Direction.RX),
    /** From the peer to everybody: what becomes of it at the guest. */
    BROADCAST("broadcast", "peer's broadcast to guest", Direction.RX);

    private final String word;
    private final String title;
    private final Direction direction;

    TrafficStream(String word, String title, Direction direction) {
        this.word = word;
        this.title = title;
        this.direction = direction;
    }

    /** The stream of a direction. */
    public static TrafficStream of(Direction direction) {
        return direction == Direction.RX ? RX : TX;
    }

    /** The key used in results. */
    public String word() {
        return word;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** To the guest ({@link Direction#RX}) or from it. */
    public Direction direction() {
        return direction;
    }
}
