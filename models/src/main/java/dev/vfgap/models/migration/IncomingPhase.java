package dev.vfgap.models.migration;

/** The timed phases of a migration at its destination, each with the parameter that says how long it lasts. */
public enum IncomingPhase {
    /** Opening the VF resets its function. */
    RESET("vfio.flr"),
    /** Pinning the guest's memory for the device's DMA; the parameter is for a GiB. */
    PIN("vfio.pinPerGiB"),
    /** The same for a vDPA back end. */
    PIN_BACKEND("vdpa.pinPerGiB"),
    /** Making the rest of the primary's device. */
    MAKE("vfio.realizeOther"),
    /** A migrated VF takes its state; the parameter is for a MiB. */
    LOAD_VF("vfio.loadPerMiB"),
    /** A vDPA back end maps the guest's memory; the parameter is for a GiB. */
    MAP("vdpa.mapPerGiB"),
    /** A vDPA back end makes its queues. */
    CONFIGURE("vdpa.configure"),
    /** From the source's last word to the guest's start: management's command, or the rest of the loading. */
    START("mig.libvirtResume");

    private final String key;

    IncomingPhase(String key) {
        this.key = key;
    }

    /** The parameter that says how long this phase lasts. */
    public String key() {
        return key;
    }
}
