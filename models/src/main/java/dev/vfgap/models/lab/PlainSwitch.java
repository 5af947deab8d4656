package dev.vfgap.models.lab;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.Learning;
import dev.vfgap.models.fabric.LinkState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A learning switch, one frame at a time, for {@link FrameByFrame}. */
final class PlainSwitch {
    static final int NOWHERE = -1;
    static final int ITSELF = -2;
    static final int INSIDE = -3;

    private final Learning learning;
    private final long ageing;
    private final long forwardDelay;
    private final LinkState[] links;
    private final long[] upSince;
    private int entry;
    private EntryKind kind;
    private final long flowIdle;
    private long taughtAt;
    private int flowTo = NOWHERE;
    private long flowUsedAt;

    PlainSwitch(
            int ports,
            Learning learning,
            long ageing,
            long forwardDelay,
            long flowIdle,
            EntryKind kind,
            int entry,
            long since) {
        this.learning = learning;
        this.flowIdle = flowIdle;
        this.ageing = ageing;
        this.forwardDelay = forwardDelay;
        this.kind = kind;
        this.entry = entry;
        this.taughtAt = since;
        links = new LinkState[ports];
        Arrays.fill(links, LinkState.UP);
        upSince = new long[ports];
        Arrays.fill(upSince, since - 2 * forwardDelay);
    }

    boolean hears(int port, long at) {
        return links[port] == LinkState.UP && at >= upSince[port] + forwardDelay;
    }

    boolean forwards(int port, long at) {
        return links[port] == LinkState.UP && at >= upSince[port] + 2 * forwardDelay;
    }

    /** Where it knows the guest. */
    int known(long at) {
        boolean aged = kind == EntryKind.DYNAMIC && at >= taughtAt + ageing;
        return aged ? NOWHERE : entry;
    }

    /** Where a frame for the guest goes; with a table of flows, one from outside goes where the last one went. */
    int way(int from, int outside, long at) {
        int to = known(at);
        if (flowIdle > 0 && from == outside && forwards(from, at)) {
            if (flowTo != NOWHERE && at - flowUsedAt <= flowIdle) {
                to = flowTo;
            }
            if (to >= 0 && to != from && forwards(to, at)) {
                flowTo = to;
                flowUsedAt = at;
            }
        }
        return to;
    }

    /** A frame of the guest came in on a port that hears. */
    void teach(int port, long at) {
        if (learning == Learning.OFF) {
            return;
        }
        if (known(at) == NOWHERE) {
            enter(EntryKind.DYNAMIC, port, at);
        } else if (kind == EntryKind.DYNAMIC || kind == EntryKind.STATIC) {
            enter(kind, port, at);
        }
    }

    void enter(EntryKind newKind, int port, long at) {
        kind = newKind;
        entry = port;
        taughtAt = at;
    }

    void link(int port, LinkState state, long at) {
        if (state == LinkState.UP && links[port] == LinkState.DOWN) {
            upSince[port] = at;
        }
        if (state == LinkState.DOWN && kind == EntryKind.DYNAMIC && entry == port) {
            entry = NOWHERE;
        }
        if (state == LinkState.DOWN && flowTo == port) {
            flowTo = NOWHERE;
        }
        links[port] = state;
    }

    /** The ports that a flooded frame leaves through. */
    List<Integer> othersThan(int from, long at) {
        List<Integer> others = new ArrayList<>();
        for (int port = 0; port < links.length; port++) {
            if (port != from && forwards(port, at)) {
                others.add(port);
            }
        }
        return others;
    }
}
