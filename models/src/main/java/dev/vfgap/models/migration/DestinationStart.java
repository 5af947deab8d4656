package dev.vfgap.models.migration;

/**
 * Who starts the guest at the destination, and so what lies between QEMU's announcement and the guest's start.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c}, {@code process_incoming_migration_bh}: {@code qemu_announce_self}, then
 * {@code vm_start} if {@code autostart}, which {@code -S} takes away; libvirt starts every destination with {@code -S}.
 */
public enum DestinationStart {
    /**
     * QEMU has loaded the guest and announced it, and waits for management's {@code cont}: frames come to a guest that does
     * not run yet, and wait in the tap.
     */
    BY_MANAGEMENT("by-management"),
    /** QEMU itself, as soon as it has announced the guest. What lies before is the loading. */
    BY_QEMU("by-qemu");

    private final String word;

    DestinationStart(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
