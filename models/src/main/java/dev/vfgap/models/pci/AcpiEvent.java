package dev.vfgap.models.pci;

/** What can happen to a slot under ACPI hot-plug. */
public enum AcpiEvent {
    /** The guest booted long ago with a card that is in use. */
    FOUND_AT_BOOT,
    /** acpiphp comes up on an empty slot. */
    DRIVER_STARTS_EMPTY,
    /** acpiphp comes up on a slot in which the boot's scan has found a function. */
    DRIVER_STARTS_OCCUPIED,
    /** The notification of a new device has been acted on: {@code ACPI_NOTIFY_DEVICE_CHECK}. */
    DEVICE_CHECK,
    /** The function is known to the PCI core. */
    ENUMERATED,
    /** The network driver's probe is done. */
    DRIVER_BOUND,
    /** The notification of an eject request has been acted on: {@code ACPI_NOTIFY_EJECT_REQUEST}. */
    EJECT_REQUEST,
    /** The network driver's remove is done. */
    DRIVER_REMOVED,
    /** QEMU has seen the guest's {@code _EJ0}. */
    EJECTED,
    /** The machine was reset: the guest boots again. */
    SYSTEM_RESET
}
