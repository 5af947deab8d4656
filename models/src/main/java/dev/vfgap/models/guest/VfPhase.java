package dev.vfgap.models.guest;

/** The timed phases of a VF under its network driver, each with the parameter that says how long it lasts. */
public enum VfPhase {
    /** From probe to {@code register_netdev}. */
    PROBE("guest.vfProbe"),
    /** From the {@code dev_open} that udev's rename refused to the end of that rename. */
    RENAME("guest.udevRenameBusy"),
    /** From {@code register_netdev}, or a later {@code dev_open}, to queues on. */
    OPEN("guest.vfOpen"),
    /** From queues on to the primary pointer. */
    POINTER("guest.vfPointer"),
    /** From queues on, or from the link's return, to carrier. */
    CARRIER("guest.vfCarrierFirst"),
    /** From a look that found no link to the next look. */
    LOOK("guest.vfCarrierRetry"),
    /** From the link's loss to the driver's notice of it. */
    CARRIER_LOSS("guest.vfCarrierLoss"),
    /** From remove to {@code ndo_stop} done. */
    STOP("guest.vfRemoveStop"),
    /** As {@link #STOP}, of a device that does not answer any more. */
    STOP_DEAD("guest.vfRemoveDead"),
    /** From there to the cleared primary pointer. */
    UNREGISTER("guest.vfUnregister"),
    /** From there to bus master off and the end of remove. */
    RELEASE("guest.vfRemoveTail");

    private final String key;

    VfPhase(String key) {
        this.key = key;
    }

    /** The parameter that says how long this phase lasts. */
    public String key() {
        return key;
    }
}
