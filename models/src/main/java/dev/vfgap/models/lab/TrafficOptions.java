package dev.vfgap.models.lab;

import dev.vfgap.simcore.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * What is offered beside the streams between peer and guest, where a scenario may choose.
 *
 * @param chatter the time between two frames that the guest sends by itself, a keep-alive or an ARP; empty = it sends none
 * @param thinkNanos how long the guest takes to answer a frame from the peer, 0 = it answers none
 * @param neighbour who else on the hosts sends to the guest
 * @param neighbourSends how the neighbour sends; nothing exactly when there is none
 * @param broadcast how the peer sends to everybody
 */
public record TrafficOptions(
        Optional<Period> chatter, long thinkNanos, Neighbour neighbour, Sending neighbourSends, Sending broadcast) {
    /** The usual form: nothing else is sent. */
    public static final TrafficOptions USUAL =
            new TrafficOptions(Optional.empty(), 0, Neighbour.NOBODY, Sending.NOTHING);

    public TrafficOptions {
        Objects.requireNonNull(chatter, "chatter");
        Objects.requireNonNull(neighbour, "neighbour");
        Objects.requireNonNull(neighbourSends, "neighbourSends");
        Objects.requireNonNull(broadcast, "broadcast");
        if (thinkNanos < 0) {
            throw new IllegalArgumentException("nobody answers before he was asked");
        }
        if (neighbourSends.sends() == neighbour.equals(Neighbour.NOBODY)) {
            throw new IllegalArgumentException("a neighbour sends, and only a neighbour does");
        }
    }

    /** Without a broadcast. */
    public TrafficOptions(Optional<Period> chatter, long thinkNanos, Neighbour neighbour, Sending neighbourSends) {
        this(chatter, thinkNanos, neighbour, neighbourSends, Sending.NOTHING);
    }

    /** The same with a neighbour. */
    public TrafficOptions with(Neighbour other, Sending sends) {
        return new TrafficOptions(chatter, thinkNanos, other, sends, broadcast);
    }

    /** The same with a broadcast. */
    public TrafficOptions withBroadcast(Sending sends) {
        return new TrafficOptions(chatter, thinkNanos, neighbour, neighbourSends, sends);
    }
}
