package dev.vfgap.models.host;

/** Whether a bridge runs the spanning tree protocol. */
public enum SpanningTree {
    /** A port that comes up listens, then learns, before it forwards. */
    ON,
    /** A port that comes up forwards. */
    OFF
}
