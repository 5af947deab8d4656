package dev.vfgap.models.lab;

/** The switch between the hosts and what controls it, where a scenario may choose. */
public record FabricOptions() {
    /** The usual form. */
    public static final FabricOptions USUAL = new FabricOptions();
}
