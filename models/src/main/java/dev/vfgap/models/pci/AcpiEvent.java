package dev.vfgap.models.pci;

/** What can happen to a slot under ACPI hot-plug. */
public enum AcpiEvent {
    /** The guest booted with a card that is in use. */
    FOUND_AT_BOOT,
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
    EJECTED
}
