package dev.vfgap.models.migration;

/** The timed phases of a migration at its source, each with the parameter that says how long it lasts. */
public enum MigrationPhase {
    /** From {@code setup} to {@code wait-unplug} or {@code active}. */
    SETUP("mig.setup"),
    /** From the guest's release to the poll that sees it. */
    UNPLUG_POLL("qemu.waitUnplugPoll"),
    /** From the first poll after a cancel to the last. */
    UNPLUG_LIMIT("qemu.cancelUnplugWait"),
    /** From {@code active} to the stop of the guest; its length is {@link PrecopyRounds}. */
    PRECOPY("mig.precopy"),
    /** From the request for post-copy to the thread's next look. */
    POSTCOPY_NOTICE("mig.postcopyNotice"),
    /** {@code pre-switchover}. */
    PAUSE("mig.preSwitchover"),
    /** The first part of {@code device}; its length is {@link PrecopyRounds#lastNanos()}. */
    LAST_MEMORY("mig.lastMemory"),
    /** The second, for a VF that is migrated; its length is {@link PrecopyRounds#stopCopyNanos()}. */
    VF_STATE("mig.vfState"),
    /** The last part of {@code device}. */
    STATE("mig.deviceState"),
    /** {@code postcopy-active}: its length is {@link PrecopyRounds#postcopyNanos}. */
    POSTCOPY("mig.postcopy"),
    /** From {@code cancelling} to {@code cancelled} when no unplug is pending. */
    CANCEL("mig.cancelNotice"),
    /** From the death of the destination to the failed write. */
    FAILURE("mig.failureNotice");

    private final String key;

    MigrationPhase(String key) {
        this.key = key;
    }

    /** The parameter that says how long this phase lasts. */
    public String key() {
        return key;
    }
}
