package dev.vfgap.models.guest;

/** Where netvsc's data path is, and what it is about to do with the VF. */
public enum NetvscState {
    /** On the synthetic device; there is no VF, or it may go. */
    SYNTHETIC,
    /** A VF is registered; it is opened a little later. */
    TAKING_OVER,
    /** The VF is being opened. */
    OPENING,
    /** The VF is being opened, and its removal waits for the lock. */
    OPENING_TO_LEAVE,
    /** The host was told to lead to the VF, and has not answered. */
    TO_VF,
    /** As {@link #TO_VF}, and the VF's removal waits for the lock. */
    TO_VF_TO_LEAVE,
    /** On the VF. */
    ON_VF,
    /** The host was told to lead to the synthetic device, and has not answered; the VF still receives. */
    TO_SYNTHETIC
}
