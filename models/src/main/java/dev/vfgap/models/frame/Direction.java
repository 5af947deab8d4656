package dev.vfgap.models.frame;

/** The way a frame travels, seen from the guest. */
public enum Direction {
    /** From the peer to the guest. */
    RX,
    /** From the guest to the peer. */
    TX
}
