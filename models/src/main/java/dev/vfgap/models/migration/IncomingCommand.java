package dev.vfgap.models.migration;

/** What QEMU does at the destination on a transition. */
public enum IncomingCommand {
    /** Load the slots' state and then the virtio state with the standby feature ({@link LoadOrder}). */
    LOAD_DEVICES,
    /** Open the primary's function, which the kernel resets. */
    OPEN_PRIMARY,
    /** Pin all memory for the primary. */
    PIN_MEMORY,
    /** Pin all memory for a vDPA back end. */
    PIN_FOR_BACKEND,
    /** Make the rest of the primary's device. */
    MAKE_PRIMARY,
    /** The primary goes into its slot. */
    PLUG_PRIMARY,
    /** Give a migrated VF its state. */
    LOAD_VF,
    /** Let a vDPA back end map the guest's memory. */
    MAP_BACKEND,
    /** Let a vDPA back end make its queues. */
    CONFIGURE_BACKEND,
    /** What is left of the devices' state is loaded. */
    FINISH_LOADING,
    /** {@code qemu_announce_self}: teach the switches; with {@link #START_GUEST} where QEMU starts the guest itself. */
    ANNOUNCE,
    /** {@code migrate_send_rp_shut}, when nothing is missing any more. */
    TELL_SOURCE,
    BEGIN_START,
    /** {@code vm_start}; event {@code RESUME}. */
    START_GUEST,
    /** No phase goes on. */
    END_PHASES,
    /** "load of migration failed": the process ends. */
    REFUSE_STREAM,
    /** Management ends the process. */
    END_PROCESS,
    /** The guest ends with the process. */
    LOSE_GUEST
}
