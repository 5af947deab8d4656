/**
 * How a PCI device comes into and leaves a running guest: the two kinds of hot-plug slot, and QEMU's primary of a
 * failover pair.
 *
 * <p>Sources: Linux 6.12 {@code drivers/pci/hotplug/pciehp_ctrl.c} and {@code acpiphp_glue.c}; QEMU 10.0 {@code
 * hw/pci/pcie.c}, {@code hw/acpi/pcihp.c}, {@code hw/net/virtio-net.c}.
 */
package dev.vfgap.models.pci;
