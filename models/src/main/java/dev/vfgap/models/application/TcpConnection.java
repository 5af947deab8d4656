package dev.vfgap.models.application;

import dev.vfgap.models.frame.Silence;
import java.util.List;

/**
 * A TCP connection on which the peer sends to the guest without end: how long it stands still.
 *
 * <p>While nothing gets through in one of the two directions, no acknowledgement comes, and after the retransmission timeout
 * the sender sends its oldest segment again, then after twice the time, and so on (RFC 6298, 5.5 and 5.6). The first of these
 * that is sent when the way is free sets the connection going. So it may stand still for nearly twice as long as the silence
 * lasted.
 *
 * <p>Values of Linux ({@code include/net/tcp.h}): {@code TCP_RTO_MIN} 200 ms, added to the smoothed round trip by
 * {@code __tcp_set_rto}, and {@code TCP_RTO_MAX} 120 s.
 *
 * <p>Not modelled: the way back to the old rate by slow start; tail loss probes (RFC 8985), which may repair a silence that ends
 * some milliseconds before the first timeout; F-RTO; the guest as the sender, whose timers stand still with it; that a
 * retransmission which waits in the standby's queue arrives late but arrives; the end of the connection after
 * {@code tcp_retries2} timeouts (15 of them: 924 s).
 *
 * @param timeoutNanos the first retransmission timeout, in nanoseconds
 * @param mostNanos the longest one
 */
public record TcpConnection(long timeoutNanos, long mostNanos) {

    /** Linux in a network with a round trip of 1 ms. */
    public static final TcpConnection LINUX = new TcpConnection(201_000_000, 120_000_000_000L);

    public TcpConnection {
        if (timeoutNanos <= 0 || mostNanos < timeoutNanos) {
            throw new IllegalArgumentException("timeouts of " + timeoutNanos + " to " + mostNanos + " ns");
        }
    }

    /**
     * How long the connection stands still at worst, in nanoseconds.
     *
     * @param silences those of either direction together, see {@link Silence#either}
     */
    public long longestStallNanos(List<Silence> silences) {
        return silences.stream()
                .mapToLong(silence -> stallNanos(silence.lengthNanos()))
                .max()
                .orElse(0);
    }

    /** How long one silence makes it stand still: it, when it is over before the first timeout; later frames tell of the gap then. */
    long stallNanos(long silenceNanos) {
        if (silenceNanos < timeoutNanos) {
            return silenceNanos;
        }
        long sentAgain = 0;
        long timeout = timeoutNanos;
        while (sentAgain < silenceNanos) {
            sentAgain += timeout;
            timeout = Math.min(2 * timeout, mostNanos);
        }
        return sentAgain;
    }
}
