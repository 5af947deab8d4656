package dev.vfgap.models.pci;

/** What a slot under ACPI hot-plug does on a transition. */
public enum AcpiCommand {
    ENUMERATE,
    PROBE_DRIVER,
    UNBIND_DRIVER,
    /** Evaluate {@code _EJ0}: write to QEMU's eject register. */
    EJECT,
    /** QEMU takes the card. */
    TAKE_CARD,
    /** The lock is free: act on a notification that came meanwhile. */
    TAKE_WAITING_NOTIFICATION,
    /** The boot clears the event status: a notification of before is lost, its bit in QEMU's register stays. */
    CLEAR_EVENT_STATUS,
    /** Everything under way is given up. */
    GIVE_UP_PHASES
}
