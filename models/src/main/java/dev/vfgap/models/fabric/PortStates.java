package dev.vfgap.models.fabric;

import java.util.Arrays;

/**
 * Which ports of a switch learn and forward: one that came up listens first, then learns too, then forwards too.
 *
 * <p>Source: IEEE 802.1Q 13; Linux {@code net/bridge/br_stp.c} ({@code br_make_forwarding}).
 */
final class PortStates {
    private final long forwardDelayNanos;
    private final long[] learnsFromNanos;
    private final long[] forwardsFromNanos;

    /** So many ports, all of which forward. */
    PortStates(int ports, long forwardDelayNanos) {
        this.forwardDelayNanos = forwardDelayNanos;
        this.learnsFromNanos = new long[ports];
        this.forwardsFromNanos = new long[ports];
        Arrays.fill(learnsFromNanos, Long.MIN_VALUE);
        Arrays.fill(forwardsFromNanos, Long.MIN_VALUE);
    }

    void set(int port, LinkState state, long atNanos) {
        if (state == LinkState.DOWN) {
            learnsFromNanos[port] = Long.MAX_VALUE;
            forwardsFromNanos[port] = Long.MAX_VALUE;
        } else if (learnsFromNanos[port] == Long.MAX_VALUE) {
            learnsFromNanos[port] = atNanos + forwardDelayNanos;
            forwardsFromNanos[port] = atNanos + 2 * forwardDelayNanos;
        }
    }

    boolean learns(int port, long atNanos) {
        return learnsFromNanos[port] <= atNanos;
    }

    boolean forwards(int port, long atNanos) {
        return forwardsFromNanos[port] <= atNanos;
    }

    /** When the next port begins to learn or to forward by itself. */
    long nextChangeAfter(long atNanos) {
        long next = Long.MAX_VALUE;
        for (int port = 0; port < learnsFromNanos.length; port++) {
            if (learnsFromNanos[port] > atNanos) {
                next = Math.min(next, learnsFromNanos[port]);
            }
            if (forwardsFromNanos[port] > atNanos) {
                next = Math.min(next, forwardsFromNanos[port]);
            }
        }
        return next;
    }
}
