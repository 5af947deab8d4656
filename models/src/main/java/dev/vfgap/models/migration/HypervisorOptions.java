package dev.vfgap.models.migration;

/** What QEMU and its management are told beside the migration's limits, where a scenario may choose. */
public record HypervisorOptions() {
    /** The usual form. */
    public static final HypervisorOptions USUAL = new HypervisorOptions();
}
