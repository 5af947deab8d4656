package dev.vfgap.models.guest;

/** What netvsc does on a transition. */
public enum NetvscCommand {
    BEGIN_TAKE_OVER,
    GIVE_UP_TAKE_OVER,
    /** {@code dev_open} of the VF. */
    OPEN_VF,
    /** The switch message: lead to the VF. */
    TELL_HOST_VF,
    /** The switch message: lead to the synthetic device. */
    TELL_HOST_SYNTHETIC,
    /** The guest sends by the VF from here on. */
    USE_VF,
    /** The guest sends by the synthetic device from here on. */
    USE_SYNTHETIC,
    /** The VF's driver may go on stopping it. */
    LET_GO
}
