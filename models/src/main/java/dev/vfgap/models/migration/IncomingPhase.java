package dev.vfgap.models.migration;

/** The timed phases of a migration at its destination. */
public enum IncomingPhase {
    /** Opening the VF, resetting it, pinning the guest's memory for it; between the guest's stop and its start. */
    REALIZE,
    /** From all loaded to the guest's start. */
    START
}
