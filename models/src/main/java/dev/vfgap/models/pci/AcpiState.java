package dev.vfgap.models.pci;

/**
 * The states of a slot under ACPI hot-plug.
 *
 * <p>Source: Linux {@code drivers/pci/hotplug/acpiphp_glue.c}, {@code enable_slot} and {@code disable_slot}; they run
 * under one lock, so a notification waits for the one before it.
 */
public enum AcpiState {
    /** The guest has no acpiphp, or not yet. */
    NO_DRIVER,
    /** No function known here. */
    EMPTY,
    /** Bus check: the PCI core adds the function. */
    ENUMERATING,
    /** The network driver probes. */
    PROBING,
    /** In use. */
    ENABLED,
    /** The network driver is being removed. */
    UNCONFIGURING,
    /** {@code _EJ0} is on its way to QEMU. */
    EJECTING
}
