package dev.vfgap.models.host;

/** Whether a bridge, or what it is offloaded to, sends on by what it remembers of earlier frames. */
public enum FlowMemory {
    /** It looks each frame up in its entries. */
    NONE,
    /** Frames from outside go where the last ones went, until none has come for a while: a flow table beside the entries. */
    KEPT
}
