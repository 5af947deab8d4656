package dev.vfgap.models.pci;

/** The hot-plug slot of a primary, where a scenario may choose. */
public record SlotOptions() {
    /** The usual form. */
    public static final SlotOptions USUAL = new SlotOptions();
}
