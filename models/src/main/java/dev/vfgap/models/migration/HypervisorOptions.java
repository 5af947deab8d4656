package dev.vfgap.models.migration;

import java.util.Objects;

/**
 * What QEMU and its management are told beside the migration's limits, where a scenario may choose.
 *
 * @param autoConverge whether a busy guest is throttled
 * @param returnPath whether the destination says that it has loaded the guest
 * @param loadOrder what the destination loads first
 * @param vcpus how much of the guest stands still with a held vCPU
 * @param vdpaPinning when memory is pinned for a vDPA back end
 * @param optionRom whether the primary has an option ROM
 * @param start who starts the guest at the destination
 */
public record HypervisorOptions(
        AutoConvergence autoConverge,
        ReturnPath returnPath,
        LoadOrder loadOrder,
        Vcpus vcpus,
        VdpaPinning vdpaPinning,
        OptionRom optionRom,
        DestinationStart start) {
    /** QEMU's own defaults; libvirt has the return path too. */
    public static final HypervisorOptions USUAL = new HypervisorOptions(
            AutoConvergence.OFF,
            ReturnPath.OFF,
            LoadOrder.SLOT_FIRST,
            Vcpus.MANY,
            VdpaPinning.INSIDE_DOWNTIME,
            OptionRom.NONE,
            DestinationStart.BY_MANAGEMENT);

    public HypervisorOptions {
        Objects.requireNonNull(autoConverge, "autoConverge");
        Objects.requireNonNull(returnPath, "returnPath");
        Objects.requireNonNull(loadOrder, "loadOrder");
        Objects.requireNonNull(vcpus, "vcpus");
        Objects.requireNonNull(vdpaPinning, "vdpaPinning");
        Objects.requireNonNull(optionRom, "optionRom");
        Objects.requireNonNull(start, "start");
    }

    /** These options with another {@link ReturnPath}. */
    public HypervisorOptions with(ReturnPath other) {
        return new HypervisorOptions(autoConverge, other, loadOrder, vcpus, vdpaPinning, optionRom, start);
    }

    /** These options with another {@link LoadOrder}. */
    public HypervisorOptions with(LoadOrder other) {
        return new HypervisorOptions(autoConverge, returnPath, other, vcpus, vdpaPinning, optionRom, start);
    }

    /** These options with another {@link DestinationStart}. */
    public HypervisorOptions with(DestinationStart other) {
        return new HypervisorOptions(autoConverge, returnPath, loadOrder, vcpus, vdpaPinning, optionRom, other);
    }
}
