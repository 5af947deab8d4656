package dev.vfgap.models.fabric;

/** Whether a port has a link and is enabled. */
public enum LinkState {
    /** Frames pass. */
    UP,
    /** No frame passes, either way. */
    DOWN
}
