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

    /** A part of what is sent while the guest is stopped is sent. */
    void sent(SwitchoverPart part);

    /** All is sent: the destination may load and start. */
    void handOver();

    /** The devices' state is sent: the destination may load and start, and wait for each page that it lacks. */
    void handOverWithoutMemory();

    /** The memory that was missing at {@link #handOverWithoutMemory()} is sent. */
    void memorySent();

    /** The channel is closed before all is sent. */
    void abandon();

    /** Plugs a primary that was unplugged for the migration. */
    void replugPrimary();

    /** QEMU's warning that the guest never let the primary go. */
    void partiallyUnplugged();
}
