package dev.vfgap.scenarios.probe;

/** Whether a probe makes the VFs of the PF, or is about one that is there. */
public enum VfOrigin {
    /** The probe makes them and removes them. */
    MADE,
    /** They are there and stay: the probe takes one of them from its driver, and gives it back as it was. */
    THERE
}
