package dev.vfgap.replay.account;

/** Whether a frame reached the receiver, as far as the bundle shows it. */
public enum Arrival {
    /** It was received. */
    DELIVERED,
    /** It was not received. */
    LOST,
    /** The captures do not show it: beyond the last point where it was seen anything can have happened. */
    OPEN
}
