package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.migration.AutoConvergence;
import dev.vfgap.models.migration.DestinationStart;
import dev.vfgap.models.migration.HypervisorOptions;
import dev.vfgap.models.migration.LoadOrder;
import dev.vfgap.models.migration.OptionRom;
import dev.vfgap.models.migration.ReturnPath;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.migration.Vcpus;
import dev.vfgap.models.migration.VdpaPinning;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The keys of a scenario under {@code hypervisor}, and what QEMU refuses to be told.
 *
 * <p>Source of the refusals: QEMU 10.0 {@code hw/pci/pci.c} ({@code pci_qdev_realize}), {@code hw/net/virtio-net.c}
 * ({@code failover_hide_primary_device}).
 */
final class HypervisorKeys {
    private static final List<String> MACHINES = List.of("q35", "i440fx");

    /** Under {@code hypervisor}. */
    static final Shape HYPERVISOR = Shape.of(
            "hypervisor",
            optional(
                    "autoConverge",
                    Kinds.words(words(AutoConvergence.values(), AutoConvergence::word)),
                    "QEMU's capability: whether a guest that dirties memory too fast is throttled; false without this key"),
            optional(
                    "returnPath",
                    Kinds.words(words(ReturnPath.values(), ReturnPath::word)),
                    "QEMU's capability: whether the destination says that it has loaded the guest; without this key as"
                            + " pauseBeforeSwitchover, because libvirt sets both"),
            optional(
                    "loadOrder",
                    Kinds.words(words(LoadOrder.values(), LoadOrder::word)),
                    "what the destination loads first: slot-first, as QEMU does and as is meant without this key, or"
                            + " virtio-first"),
            optional(
                    "vcpus",
                    Kinds.words(words(Vcpus.values(), Vcpus::word)),
                    "one or many, which is also meant without this key: what stands still with a held vCPU"),
            optional(
                    "vdpaPinning",
                    Kinds.words(words(VdpaPinning.values(), VdpaPinning::word)),
                    "when memory is pinned for a vDPA back end: inside-downtime, also meant without this key, or before"),
            optional(
                    "optionRom",
                    Kinds.words(words(OptionRom.values(), OptionRom::word)),
                    "whether the primary has an option ROM: none, also meant without this key, or present"),
            optional(
                    "start",
                    Kinds.words(words(DestinationStart.values(), DestinationStart::word)),
                    "who starts the guest at the destination: by-management, as libvirt does and as is meant without this key,"
                            + " or by-qemu, which is QEMU without -S"),
            optional(
                    "machine",
                    Kinds.words(MACHINES),
                    "the machine type: q35, also meant without this key, or i440fx, which has no PCI Express bus"),
            optional(
                    "primaries",
                    Kinds.whole(1, 2),
                    "how many primaries are attached to the standby; 1 without this key, and QEMU refuses a second"));

    private HypervisorKeys() {}

    static HypervisorOptions options(Fields scenario, Switchover switchover, Problems problems) {
        ReturnPath usual = switchover == Switchover.PAUSE_FIRST ? ReturnPath.ON : ReturnPath.OFF;
        if (!scenario.has("hypervisor")) {
            return HypervisorOptions.USUAL.with(usual);
        }
        Fields fields = scenario.group("hypervisor");
        refuse(fields, problems);
        HypervisorOptions other = HypervisorOptions.USUAL;
        return new HypervisorOptions(
                fields.word("autoConverge", AutoConvergence.values(), AutoConvergence::word)
                        .orElse(other.autoConverge()),
                fields.word("returnPath", ReturnPath.values(), ReturnPath::word).orElse(usual),
                fields.word("loadOrder", LoadOrder.values(), LoadOrder::word).orElse(other.loadOrder()),
                fields.word("vcpus", Vcpus.values(), Vcpus::word).orElse(other.vcpus()),
                fields.word("vdpaPinning", VdpaPinning.values(), VdpaPinning::word)
                        .orElse(other.vdpaPinning()),
                fields.word("optionRom", OptionRom.values(), OptionRom::word).orElse(other.optionRom()),
                fields.word("start", DestinationStart.values(), DestinationStart::word)
                        .orElse(other.start()));
    }

    private static void refuse(Fields fields, Problems problems) {
        if (fields.has("machine") && !fields.text("machine").equals(MACHINES.get(0))) {
            problems.add(
                    fields.node("machine").place(),
                    "QEMU refuses the primary: a failover primary must be on a PCI Express bus, and "
                            + fields.text("machine") + " has none",
                    "write \"machine: q35\"");
        }
        if (fields.has("primaries") && !fields.text("primaries").equals("1")) {
            problems.add(
                    fields.node("primaries").place(),
                    "QEMU refuses the second primary: cannot attach more than one primary device to a virtio-net device",
                    "give each primary a standby of its own, and write \"primaries: 1\"");
        }
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }
}
