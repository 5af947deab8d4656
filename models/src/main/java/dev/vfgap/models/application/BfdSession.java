package dev.vfgap.models.application;

import dev.vfgap.models.frame.Silence;
import java.util.List;

/**
 * A BFD session between guest and peer in asynchronous mode: whether it is declared down.
 *
 * <p>Each side sends a control packet in every interval and declares the session down when it got none for the detection time,
 * which is the multiplier times the interval (RFC 5880, 6.8.4). It is at a random point of the interval when a silence begins, so
 * a silence of one interval less than the detection time is the shortest that can bring the session down, and one of the
 * detection time always does.
 *
 * <p>Not modelled: the jitter of up to a quarter by which a sender shortens its interval (6.8.7), echo and demand mode, and the
 * time until the session is up again.
 *
 * @param multiplier packets that may be missing, 1 or more
 * @param intervalNanos time from packet to packet, in nanoseconds
 */
public record BfdSession(int multiplier, long intervalNanos) {

    /** Three packets, 50 ms apart: what routers commonly run. */
    public static final BfdSession USUAL = new BfdSession(3, 50_000_000);

    public BfdSession {
        if (multiplier < 1 || intervalNanos <= 0) {
            throw new IllegalArgumentException("a session of " + multiplier + " x " + intervalNanos + " ns");
        }
    }

    /**
     * The probability that the session goes down at least once, over where in its interval each side is.
     *
     * @param rx silences at the guest
     * @param tx silences at the peer
     */
    public double downProbability(List<Silence> rx, List<Silence> tx) {
        return 1 - staysUp(rx) * staysUp(tx);
    }

    private double staysUp(List<Silence> silences) {
        double up = 1;
        for (Silence silence : silences) {
            double spare = silence.lengthNanos() - (multiplier - 1.0) * intervalNanos;
            up *= 1 - Math.max(0, Math.min(1, spare / intervalNanos));
        }
        return up;
    }
}
