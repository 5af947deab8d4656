package dev.vfgap.models.nic.family;

/** When a family's filter leads a VF's MAC to the VF: the question that a user asks first. */
public enum FilterClass {
    /** From the host's command on, whether a driver runs or not, and until the host takes it back. */
    EARLY("from the host's command on"),
    /** As {@link #EARLY}, but a function level reset of the VF removes the entry. */
    EARLY_FLR_CLEARS("from the host's command on, until a function level reset"),
    /** As {@link #EARLY}; each reset of the VF removes the entry and makes it again. */
    EARLY_REBUILT("from the host's command on, made again after each reset"),
    /** While the VF's driver wants it. */
    LATE("while the VF's driver is up"),
    /** While the host's switch rules say so, whatever the VF does. */
    SWITCHDEV("as the host's switch rules say");

    private final String text;

    FilterClass(String text) {
        this.text = text;
    }

    /** When the filter leads to the VF, in words. */
    public String text() {
        return text;
    }
}
