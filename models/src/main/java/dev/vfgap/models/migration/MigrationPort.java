package dev.vfgap.models.migration;

/** What a migration asks and orders at its source. */
public interface MigrationPort {

    /** Event {@code MIGRATION}. */
    void status(MigrationStatus status);

    /** Whether the destination's QEMU lives. */
    boolean destinationAlive();

    /** The channel to the destination is open. */
    void connect();

    /** Whether a failover primary waits for the guest: {@code primary_unplug_pending}. */
    boolean unplugPending();

    /** Asks the failover primary out. */
    void requestUnplug();

    /** Stops the guest at the source. */
    void stopGuest();

    /** Lets the guest run on at the source. */
    void resumeGuest();

    /** All is sent: the destination may load and start. */
    void handOver();

    /** The channel is closed before all is sent. */
    void abandon();

    /** Plugs a primary that was unplugged for the migration. */
    void replugPrimary();

    /** QEMU's warning that the guest never let the primary go. */
    void partiallyUnplugged();
}
