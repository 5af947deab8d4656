package dev.vfgap.models.nic.family;

/** What the host lets a VF see of the link ({@code ip link set PF vf N state …}). */
public enum LinkState {
    /** The port's own. */
    AUTO,
    /** Always up. */
    ENABLE,
    /** Always down; some families then let the VF receive nothing. */
    DISABLE
}
