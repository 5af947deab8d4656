package dev.vfgap.models.fabric;

/** Whether a switch learns addresses from the frames that it sees. */
public enum Learning {
    /** It does. */
    ON,
    /** It knows only what management enters. */
    OFF
}
