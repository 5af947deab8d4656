package dev.vfgap.models.guest;

/** How a VF stands to a DPDK application and to its bond. */
public enum DpdkState {
    /** There is no VF. */
    AWAY,
    /** There is no VF; the application attaches it as soon as there is one. */
    AWAITED,
    /** A VF is there, and the application does not have it. */
    FREE,
    /** The application probes and starts it. */
    ATTACHING,
    /** As {@link #ATTACHING}, and the kernel wants it back. */
    ATTACHING_ASKED,
    /** A member of the bond. */
    MEMBER,
    /** A member of the bond, which the kernel wants back: it waits for the application. */
    ASKED_OUT,
    /** Out of the bond; the application stops and closes it. */
    DETACHING,
    /** As {@link #DETACHING}, and the kernel wants it back. */
    DETACHING_ASKED
}
