package dev.vfgap.models.pci;

/** The event bits of a PCI Express slot's status register that pciehp acts on; power faults do not occur here. */
enum SlotEvent {
    /** ABP. */
    ATTENTION_BUTTON,
    /** PDC. */
    PRESENCE,
    /** DLLSC. QEMU never sets it: {@code include/hw/pci/pcie_regs.h} knows no such event. */
    LINK
}
