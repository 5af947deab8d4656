package dev.vfgap.models.migration;

/**
 * In which order the destination loads the state of the hot-plug slot and that of the virtio NIC.
 *
 * <p>Source: QEMU 10.0 {@code hw/pci-bridge/gen_pcie_root_port.c}: the root port's state has the priority {@code
 * MIG_PRI_PCI_BUS}, so that it is loaded before the devices behind it.
 */
public enum LoadOrder {
    /** QEMU's: the slot is as the guest knows it when the primary is plugged into it. */
    SLOT_FIRST("slot-first"),
    /** What the priority prevents: the slot's state of the source goes over the plug event. */
    VIRTIO_FIRST("virtio-first");

    private final String word;

    LoadOrder(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
