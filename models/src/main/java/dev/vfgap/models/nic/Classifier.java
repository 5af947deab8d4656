package dev.vfgap.models.nic;

import dev.vfgap.models.operate.FilterTarget;

/**
 * Decides from a frame's destination which functions of the NIC receive it.
 *
 * <p>Here it holds one movable entry, the guest's MAC, as the lab's bridge does with its one static FDB entry: a frame
 * for it goes where the entry leads; without an entry it is flooded to both ports. Broadcast goes to both ports. A frame
 * that matches goes nowhere else, whatever becomes of it there.
 *
 * <p>Source: Linux {@code net/bridge/br_forward.c}, igb's receive address filter as QEMU's {@code igb_receive_assign}
 * models it (no fall back to the PF). Not modelled yet: VLAN, hash tables, promiscuity, table size.
 */
public final class Classifier {
    /** The pool of the standby's port, as a bit of {@link #classify}'s answer. */
    public static final int STANDBY = 1;

    /** The pool of the primary's port, as a bit of {@link #classify}'s answer. */
    public static final int PRIMARY = 2;

    private static final int BOTH = STANDBY | PRIMARY;

    private int guestPools;

    public Classifier(FilterTarget initial) {
        lead(initial);
    }

    /** Moves the entry for the guest's MAC. */
    public void lead(FilterTarget to) {
        guestPools = switch (to) {
            case PRIMARY -> PRIMARY;
            case STANDBY -> STANDBY;
            case BOTH -> BOTH;
        };
    }

    /** The pools that receive a unicast frame for the guest. */
    public int classifyForGuest() {
        return guestPools;
    }

    /** The pools that receive a broadcast. */
    public int classifyBroadcast() {
        return BOTH;
    }
}
