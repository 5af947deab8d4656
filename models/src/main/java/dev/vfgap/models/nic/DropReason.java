package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameFate;

/**
 * Why a NIC gives a frame, or the copy of it that was meant for one pool, to nobody; in the order in which the steps are
 * taken; the sender's two, which come before all others, are the last here.
 */
public enum DropReason {
    /** The port does not accept frames: it is disabled, its link is down, it is being reset. */
    RX_DISABLED(FrameFate.RX_DISABLED),
    /** Longer than the port accepts. */
    OVERSIZE(FrameFate.OVERSIZE),
    /** Tagged with a VLAN that nobody on this port is in. */
    VLAN_MISS(FrameFate.VLAN_MISS),
    /** No entry, hash table or promiscuity leads it anywhere. */
    NO_POOL(FrameFate.NO_POOL),
    /** It matched pools that are not in its VLAN. */
    VLAN_POOL_MISS(FrameFate.VLAN_POOL_MISS),
    /** The pool has sent it itself, or does not take frames from its own addresses. */
    SOURCE_PRUNED(FrameFate.SOURCE_PRUNED),
    /** The pool's receive is not enabled by the PF's driver. */
    POOL_RX_DISABLED(FrameFate.POOL_RX_DISABLED),
    /** Longer than the pool accepts. */
    OVERSIZE_POOL(FrameFate.OVERSIZE_POOL),
    /** The pool's queue is not enabled by its own driver. */
    QUEUE_DISABLED(FrameFate.QUEUE_DISABLED),
    /** The pool's ring has no free descriptor. */
    NO_RX_DESC(FrameFate.NO_RX_DESC),
    /** The pool's function may not write to memory. */
    BUS_MASTER_OFF(FrameFate.BUS_MASTER_OFF),
    /** The sender may not send: the port is off, its pool or its queue is, or its function may not read memory. */
    POOL_TX_DISABLED(FrameFate.POOL_TX_DISABLED),
    /** Sent from an address or into a VLAN that is not the sending pool's own. */
    SPOOFED(FrameFate.SPOOFED);

    private final FrameFate fate;

    DropReason(FrameFate fate) {
        this.fate = fate;
    }

    /** What becomes of a frame for this reason. */
    public FrameFate fate() {
        return fate;
    }
}
