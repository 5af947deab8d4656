package dev.vfgap.models.migration;

/**
 * Whether the destination tells the source that it has loaded the guest.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c}: {@code migration_completion} joins the return path's thread, which
 * ends with the message that {@code migration_incoming_state_destroy} sends; libvirt enables the capability unless the
 * migration is tunnelled ({@code src/qemu/qemu_migration_params.c}, {@code qemuMigrationParamsFlagMap}). Post-copy always
 * has it.
 */
public enum ReturnPath {
    /** {@code completed} means that all was sent: what goes wrong afterwards costs the guest. */
    OFF("false"),
    /** {@code completed} means that the destination has loaded all: until then the source can take the guest back. */
    ON("true");

    private final String word;

    ReturnPath(String word) {
        this.word = word;
    }

    /** The word used in scenarios. */
    public String word() {
        return word;
    }
}
