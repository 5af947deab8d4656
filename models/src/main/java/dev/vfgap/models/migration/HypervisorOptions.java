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
 */
public record HypervisorOptions(
        AutoConvergence autoConverge,
        ReturnPath returnPath,
        LoadOrder loadOrder,
        Vcpus vcpus,
        VdpaPinning vdpaPinning,
        OptionRom optionRom) {
    /** QEMU's own defaults; libvirt has the return path too. */
    public static final HypervisorOptions USUAL = new HypervisorOptions(
            AutoConvergence.OFF,
            ReturnPath.OFF,
            LoadOrder.SLOT_FIRST,
            Vcpus.MANY,
            VdpaPinning.INSIDE_DOWNTIME,
            OptionRom.NONE);

    public HypervisorOptions {
        Objects.requireNonNull(autoConverge, "autoConverge");
        Objects.requireNonNull(returnPath, "returnPath");
        Objects.requireNonNull(loadOrder, "loadOrder");
        Objects.requireNonNull(vcpus, "vcpus");
        Objects.requireNonNull(vdpaPinning, "vdpaPinning");
        Objects.requireNonNull(optionRom, "optionRom");
    }

    /** These options with another {@link ReturnPath}. */
    public HypervisorOptions with(ReturnPath other) {
        return new HypervisorOptions(autoConverge, other, loadOrder, vcpus, vdpaPinning, optionRom);
    }

    /** These options with another {@link LoadOrder}. */
    public HypervisorOptions with(LoadOrder other) {
        return new HypervisorOptions(autoConverge, returnPath, other, vcpus, vdpaPinning, optionRom);
    }
}
