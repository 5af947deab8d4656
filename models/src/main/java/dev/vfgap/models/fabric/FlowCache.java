package dev.vfgap.models.fabric;

import dev.vfgap.models.frame.Span;

/**
 * Where a switch has sent frames for the guest that came from outside: a table beside its entry, which does not follow the
 * entry and which each frame that uses it keeps alive.
 *
 * <p>Source: Linux {@code net/netfilter/nf_flow_table_core.c} ({@code flow_offload_refresh}), offloaded {@code tc} rules, the
 * tables of DSA switches; openwrt issues 25174 and 2798. Not modelled: one cache for each flow.
 */
final class FlowCache {
    private final long idleNanos;
    private int port = LearningSwitch.NOWHERE;
    private long lastUsedNanos;

    /** One that forgets after so long without a frame; 0 = that remembers nothing. */
    FlowCache(long idleNanos) {
        this.idleNanos = idleNanos;
    }

    boolean remembers() {
        return idleNanos > 0;
    }

    /** Where frames go, the first of which comes now: as the last ones did, or by the entry. */
    int port(Span span, int byEntry) {
        boolean alive = port != LearningSwitch.NOWHERE && span.headAtNanos() - lastUsedNanos <= idleNanos;
        return alive ? port : byEntry;
    }

    /** Frames went there. */
    void sent(Span span, int to) {
        port = to;
        lastUsedNanos = span.lastAtNanos();
    }

    /** A port went down: what was sent there is forgotten. */
    void flush(int ofPort) {
        if (port == ofPort) {
            port = LearningSwitch.NOWHERE;
        }
    }
}
