package dev.vfgap.models.nic.family;

/** What a NIC does with frames from one of its pools to another ({@code bridge link set dev PF hwmode …}). */
public enum HwMode {
    /** Its own switch delivers them. */
    VEB,
    /** They all go to the wire; the switch outside sends them back. */
    VEPA
}
