package dev.vfgap.replay.probe;

/** When a NIC driver leads a VF's MAC to the VF, as a probe shows it. */
public enum ProbeVerdict {
    /** Before the VF can receive: frames for the MAC stop reaching the PF, and reach nobody. */
    EARLY,
    /** Not before the VF can receive. */
    LATE,
    /** By rules of the host's bridge, whatever MAC the VF has. */
    SWITCHDEV,
    /** The frames do not tell. */
    UNDECIDED
}
