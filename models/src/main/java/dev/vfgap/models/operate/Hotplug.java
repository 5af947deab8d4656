package dev.vfgap.models.operate;

/** How a guest and QEMU agree on plugging and unplugging a PCI device. */
public enum Hotplug {
    /** Through ACPI: no attention button, the guest ejects at once. The default of q35 since machine type 6.1. */
    ACPI("acpi"),
    /** Through the PCIe slot itself (Linux pciehp): a 5 s button window, and 1 s after the power is off. */
    NATIVE("native");

    private final String word;

    Hotplug(String word) {
        this.word = word;
    }

    /** The word used in strategies and bundles. */
    public String word() {
        return word;
    }
}
