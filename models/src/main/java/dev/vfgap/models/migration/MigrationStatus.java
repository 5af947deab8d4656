package dev.vfgap.models.migration;

/**
 * QEMU's migration status, as its {@code MIGRATION} event shows it.
 *
 * <p>Source: QEMU 10.0 {@code qapi/migration.json}, {@code MigrationStatus}. Not modelled: the recovery of a paused
 * post-copy, COLO, and {@code postcopy-device}, which is younger.
 */
public enum MigrationStatus {
    NONE("none"),
    /** Connecting, and setting the stream up. */
    SETUP("setup"),
    /** Waiting until the guest has let its failover primaries go. */
    WAIT_UNPLUG("wait-unplug"),
    /** Copying memory while the guest runs. */
    ACTIVE("active"),
    /** The guest is stopped; management has a last word. */
    PRE_SWITCHOVER("pre-switchover"),
    /** The guest is stopped; the last memory and the devices' state are sent. */
    DEVICE("device"),
    /** The guest runs at the destination before its memory is there. */
    POSTCOPY_ACTIVE("postcopy-active"),
    /** The channel has broken in post-copy: neither host has the whole guest. */
    POSTCOPY_PAUSED("postcopy-paused"),
    COMPLETED("completed"),
    /** A cancel was asked for and has not taken effect. */
    CANCELLING("cancelling"),
    CANCELLED("cancelled"),
    FAILED("failed");

    private final String word;

    MigrationStatus(String word) {
        this.word = word;
    }

    /** QEMU's word. */
    public String word() {
        return word;
    }
}
