package dev.vfgap.models.operate;

import java.util.List;

/**
 * A status of QEMU's migration on the source that a plan may await.
 *
 * <p>Source: QEMU {@code qapi/migration.json}, {@code MigrationStatus}; those that a plan may await.
 */
public enum AwaitedStatus {
    /** Connecting, and setting the stream up. */
    SETUP("setup"),
    /** QEMU waits for the guest to let the failover primary go. */
    WAIT_UNPLUG("wait-unplug"),
    /** Memory is being copied. */
    ACTIVE("active"),
    /** The guest is stopped; management has a last word. */
    PRE_SWITCHOVER("pre-switchover"),
    /** The guest is stopped; the last memory and the devices' state are sent. */
    DEVICE("device"),
    /** The guest runs on the destination and fetches from the source what memory it lacks. */
    POSTCOPY_ACTIVE("postcopy-active"),
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

    /** Those that a capture bundle may name. */
    public static List<AwaitedStatus> ofBundles() {
        return List.of(WAIT_UNPLUG, ACTIVE, COMPLETED, FAILED, CANCELLED);
    }

    /** The word used in plans, and by QEMU in its {@code MIGRATION} event. */
    public String word() {
        return word;
    }
}
