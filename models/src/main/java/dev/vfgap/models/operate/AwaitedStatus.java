package dev.vfgap.models.operate;

/**
 * A status of QEMU's migration on the source that a plan may await.
 *
 * <p>Source: QEMU {@code qapi/migration.json}, {@code MigrationStatus}; only these five are in the plan vocabulary.
 */
public enum AwaitedStatus {
    /** QEMU waits for the guest to let the failover primary go. */
    WAIT_UNPLUG("wait-unplug"),
    /** Memory is being copied. */
    ACTIVE("active"),
    /** The guest has been handed to the destination. */
    COMPLETED("completed"),
    /** The migration failed; the guest runs on at the source. */
    FAILED("failed"),
    /** The migration was cancelled; the guest runs on at the source. */
    CANCELLED("cancelled");

    private final String word;

    AwaitedStatus(String word) {
        this.word = word;
    }

    /** The word used in plans, and by QEMU in its {@code MIGRATION} event. */
    public String word() {
        return word;
    }
}
