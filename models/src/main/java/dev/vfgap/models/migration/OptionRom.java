package dev.vfgap.models.migration;

/**
 * Whether the primary has an option ROM, which is a RAM block of the source that a hidden primary's destination lacks.
 *
 * <p>Source: qemu-devel, "failover: unregister ROM on unplug" (L. Vivier, 2021): the destination refuses the stream with
 * "Unknown ramblock". A VF has no ROM of its own; an emulated NIC has one unless it is made with an empty {@code romfile}.
 */
public enum OptionRom {
    /** It has none. */
    NONE("none"),
    /** It has one, and the destination refuses the stream. */
    PRESENT("present");

    private final String word;

    OptionRom(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
