package dev.vfgap.models.migration;

import static dev.vfgap.models.migration.IncomingCommand.*;
import static dev.vfgap.models.migration.IncomingEvent.*;
import static dev.vfgap.models.migration.IncomingState.*;

import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.simcore.table.Machine;
import dev.vfgap.simcore.table.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A migration at its destination.
 *
 * <p>Source: QEMU 10.0 {@code migration/migration.c} ({@code process_incoming_migration_bh}: announce, then {@code
 * vm_start}, then the return path's last word), {@code migration/savevm.c} ({@code loadvm_postcopy_handle_run}), {@code
 * hw/net/virtio-net.c} ({@code virtio_net_set_features} while the state is loaded). A hidden primary is made and plugged
 * while the virtio state is loaded, so inside the downtime; the guest sees it when it runs.
 *
 * <p>In post-copy the guest starts before its memory is there. Pinning memory for a VF touches every page, so a primary
 * that is made then keeps the guest from starting until all memory has come (inferred: QEMU has no guard against it, and
 * the kernel's pinning faults like any other access).
 *
 * <p>Not modelled: a load that fails by itself, but for a RAM block that this QEMU does not have; a primary that cannot
 * be made (QEMU warns and goes on without it); a second attempt after a load that the source has broken off.
 */
public final class IncomingMigration {

    // spotless:off
    /** The migration at its destination as a table. */
    public static final TransitionTable<IncomingState, IncomingEvent, IncomingCommand> TABLE = TransitionTable
            .of("incoming migration", IncomingState.class, IncomingEvent.class, IncomingCommand.class, LISTENING)
            .on(LISTENING,           CONNECTED,                     RECEIVING,           "the stream begins")
            .on(LISTENING,           KILLED,                        DEAD,                "nobody has connected")
            .on(RECEIVING,           STREAM_REFUSED,                DEAD,                "\"Unknown ramblock …, cannot accept migration\": exit-on-error", REFUSE_STREAM)
            .on(RECEIVING,           ALL_RECEIVED,                  STARTING,            "process_incoming_migration_bh", LOAD_DEVICES, FINISH_LOADING, ANNOUNCE, TELL_SOURCE, BEGIN_START)
            .on(RECEIVING,           ALL_RECEIVED_PRIMARY_HIDDEN,   RESETTING_PRIMARY,   "failover_add_primary, while the state is loaded", LOAD_DEVICES, OPEN_PRIMARY)
            .on(RECEIVING,           ALL_RECEIVED_VF_WAITS,         LOADING_VF,          "vfio_load_state", LOAD_DEVICES, IncomingCommand.LOAD_VF)
            .on(RECEIVING,           ALL_RECEIVED_BACKEND_UNPINNED, PINNING_MEMORY,      "vhost_vdpa_dev_start registers the memory listener", LOAD_DEVICES, PIN_FOR_BACKEND)
            .on(RECEIVING,           ALL_RECEIVED_BACKEND_PINNED,   MAPPING_BACKEND,     "the listener was registered before", LOAD_DEVICES, MAP_BACKEND)
            .on(RECEIVING,           CHANNEL_CLOSED,                FAILED,              "the source gave up")
            .on(RECEIVING,           KILLED,                        DEAD,                "the source still has the guest")
            .on(RESETTING_PRIMARY,   FUNCTION_RESET,                PINNING_MEMORY,      "vfio_pci_core_enable is done: vfio_listener_region_add", PIN_MEMORY)
            .on(PINNING_MEMORY,      MEMORY_PINNED,                 MAKING_PRIMARY,      "regions, interrupts", MAKE_PRIMARY)
            .on(PINNING_MEMORY,      MEMORY_PINNED_FOR_BACKEND,     MAPPING_BACKEND,     "vhost_vdpa_listener_commit", MAP_BACKEND)
            .on(PINNING_MEMORY,      MEMORY_MISSING,                WAITING_FOR_MEMORY,  "post-copy: the pinning faults on pages that are at the source")
            .on(WAITING_FOR_MEMORY,  MEMORY_COMPLETE,               MAKING_PRIMARY,      "regions, interrupts", MAKE_PRIMARY)
            .on(MAKING_PRIMARY,      PRIMARY_REALIZED,              STARTING,            "the primary is plugged; process_incoming_migration_bh", PLUG_PRIMARY, FINISH_LOADING, ANNOUNCE, TELL_SOURCE, BEGIN_START)
            .on(LOADING_VF,          VF_LOADED,                     STARTING,            "process_incoming_migration_bh", FINISH_LOADING, ANNOUNCE, TELL_SOURCE, BEGIN_START)
            .on(MAPPING_BACKEND,     BACKEND_MAPPED,                CONFIGURING_BACKEND, "the device starts", CONFIGURE_BACKEND)
            .on(CONFIGURING_BACKEND, BACKEND_CONFIGURED,            STARTING,            "process_incoming_migration_bh", FINISH_LOADING, ANNOUNCE, TELL_SOURCE, BEGIN_START)
            .on(STARTING,            IncomingEvent.START,           COMPLETED,           "vm_start", START_GUEST)
            .on(STARTING,            START_AHEAD,                   RUNNING_AHEAD,       "loadvm_postcopy_handle_run_bh: vm_start", START_GUEST)
            .on(STARTING,            MEMORY_COMPLETE,               STARTING,            "post-copy's last page", TELL_SOURCE)
            .on(RUNNING_AHEAD,       MEMORY_COMPLETE,               COMPLETED,           "post-copy's last page", TELL_SOURCE)
            .on(COMPLETED,           KILLED,                        DEAD,                "the guest ran here", LOSE_GUEST)
            .on(RUNNING_AHEAD,       KILLED,                        DEAD,                "the guest ran here", LOSE_GUEST)
            .on(RESETTING_PRIMARY,   KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(PINNING_MEMORY,      KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(WAITING_FOR_MEMORY,  KILLED,                        DEAD,                "the guest stands still", LOSE_GUEST)
            .on(MAKING_PRIMARY,      KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(LOADING_VF,          KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(MAPPING_BACKEND,     KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(CONFIGURING_BACKEND, KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(STARTING,            KILLED,                        DEAD,                "the guest stands still", END_PHASES, LOSE_GUEST)
            .on(RESETTING_PRIMARY,   CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(PINNING_MEMORY,      CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(MAKING_PRIMARY,      CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(LOADING_VF,          CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(MAPPING_BACKEND,     CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(CONFIGURING_BACKEND, CHANNEL_CLOSED,                DEAD,                "the source takes the guest back: management ends this one", END_PHASES, END_PROCESS)
            .on(FAILED,              KILLED,                        DEAD,                "nothing was left to lose")
            .on(FAILED,              CONNECTED,                     RECEIVING,           "a new attempt: management has started the destination again")
            .ignore(DEAD,            KILLED,                        "dead already")
            .ignore(DEAD,            CHANNEL_CLOSED,                "nobody is there to see it")
            .ignore(RESETTING_PRIMARY,   MEMORY_COMPLETE,           "post-copy's last page: the pinning will find all memory there")
            .ignore(PINNING_MEMORY,      MEMORY_COMPLETE,           "post-copy's last page: the pinning will find all memory there")
            .ignore(LOADING_VF,          MEMORY_COMPLETE,           "post-copy's last page: the guest will start with all its memory")
            .ignore(MAPPING_BACKEND,     MEMORY_COMPLETE,           "post-copy's last page: the guest will start with all its memory")
            .ignore(CONFIGURING_BACKEND, MEMORY_COMPLETE,           "post-copy's last page: the guest will start with all its memory")
            .errorElsewhere(CONNECTED,                    "there is a connection, or nobody listens")
            .errorElsewhere(STREAM_REFUSED,               "no stream has begun")
            .errorElsewhere(ALL_RECEIVED,                 "no stream comes in")
            .errorElsewhere(ALL_RECEIVED_PRIMARY_HIDDEN,  "no stream comes in")
            .errorElsewhere(ALL_RECEIVED_VF_WAITS,        "no stream comes in")
            .errorElsewhere(ALL_RECEIVED_BACKEND_UNPINNED, "no stream comes in")
            .errorElsewhere(ALL_RECEIVED_BACKEND_PINNED,  "no stream comes in")
            .errorElsewhere(FUNCTION_RESET,               "no primary is being opened")
            .errorElsewhere(MEMORY_PINNED,                "no memory is being pinned")
            .errorElsewhere(MEMORY_PINNED_FOR_BACKEND,    "no memory is being pinned")
            .errorElsewhere(MEMORY_MISSING,               "no memory is being pinned")
            .errorElsewhere(PRIMARY_REALIZED,             "no primary is being made")
            .errorElsewhere(VF_LOADED,                    "no VF is loaded")
            .errorElsewhere(BACKEND_MAPPED,               "no back end maps memory")
            .errorElsewhere(BACKEND_CONFIGURED,           "no back end is configured")
            .errorElsewhere(IncomingEvent.START,          "the guest is not loaded, or runs")
            .errorElsewhere(START_AHEAD,                  "the guest is not loaded, or runs")
            .errorElsewhere(MEMORY_COMPLETE,              "no memory is missing, or none will come")
            .errorElsewhere(CHANNEL_CLOSED,               "no channel is open, or the source has given the guest away")
            .build();
    // spotless:on

    private static final double BYTES_PER_GIB = 1L << 30;
    private static final double BYTES_PER_MIB = 1L << 20;

    private final Phases source;
    private final PrecopyRounds.Load load;
    private final LoadOrder order;
    private final DestinationStart start;
    private final IncomingPort port;
    private final Machine<IncomingState, IncomingEvent, IncomingCommand> machine;
    private final Map<IncomingPhase, Phase> phases = new EnumMap<>(IncomingPhase.class);
    private boolean memoryMissing;

    /**
     * A QEMU that listens.
     *
     * @param phases on the destination host's clock
     * @param load the guest's memory, all of which is pinned for a VF, and a VF's state
     * @param options what is loaded first, and who starts the guest
     */
    public IncomingMigration(Phases phases, PrecopyRounds.Load load, HypervisorOptions options, IncomingPort port) {
        this.source = phases;
        this.load = load;
        this.order = options.loadOrder();
        this.start = options.start();
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        add(IncomingPhase.RESET, SwitchoverPart.FUNCTION_RESET, FUNCTION_RESET);
        this.phases.put(IncomingPhase.PIN, phases.phase(IncomingPhase.PIN.key(), this::pinned));
        add(IncomingPhase.PIN_BACKEND, SwitchoverPart.MEMORY_PINNED, MEMORY_PINNED_FOR_BACKEND);
        add(IncomingPhase.MAKE, SwitchoverPart.PRIMARY_MADE, PRIMARY_REALIZED);
        add(IncomingPhase.LOAD_VF, SwitchoverPart.VF_LOADED, VF_LOADED);
        add(IncomingPhase.MAP, SwitchoverPart.BACKEND_MAPPED, BACKEND_MAPPED);
        add(IncomingPhase.CONFIGURE, SwitchoverPart.BACKEND_READY, BACKEND_CONFIGURED);
        this.phases.put(IncomingPhase.START, phases.phase(IncomingPhase.START.key(), this::started));
    }

    private void add(IncomingPhase phase, SwitchoverPart part, IncomingEvent ended) {
        phases.put(phase, source.phase(phase.key(), () -> {
            port.loaded(part);
            machine.fire(ended);
        }));
    }

    public IncomingState state() {
        return machine.state();
    }

    /** How often a row of {@link #TABLE} was taken. */
    public long timesTaken(TransitionTable.Row<IncomingState, IncomingEvent, IncomingCommand> row) {
        return machine.timesTaken(row);
    }

    /** Whether the process lives. */
    public boolean alive() {
        return state() != DEAD;
    }

    /** The source has connected. */
    public void connected() {
        memoryMissing = false;
        machine.fire(CONNECTED);
    }

    /** The stream begins with a RAM block that this QEMU does not have; nothing happens when no stream comes in. */
    public void refuseStream() {
        if (state() == RECEIVING) {
            machine.fire(STREAM_REFUSED);
        }
    }

    /** The source has sent all. */
    public void allReceived() {
        machine.fire(
                switch (port.awaitedDevice()) {
                    case NONE -> ALL_RECEIVED;
                    case HIDDEN_PRIMARY -> ALL_RECEIVED_PRIMARY_HIDDEN;
                    case MIGRATED_VF -> ALL_RECEIVED_VF_WAITS;
                    case UNPINNED_BACKEND -> ALL_RECEIVED_BACKEND_UNPINNED;
                    case PINNED_BACKEND -> ALL_RECEIVED_BACKEND_PINNED;
                    case UNKNOWN -> STREAM_REFUSED;
                });
    }

    /** The source has sent all but the memory that was dirty when post-copy began. */
    public void receivedWithoutMemory() {
        memoryMissing = true;
        allReceived();
    }

    /** The memory that was missing is here. */
    public void memoryComplete() {
        memoryMissing = false;
        if (state() == WAITING_FOR_MEMORY) {
            port.loaded(SwitchoverPart.MEMORY_THERE);
        }
        machine.fire(MEMORY_COMPLETE);
    }

    /** The source has closed the channel before the guest was its destination's. */
    public void channelClosed() {
        machine.fire(CHANNEL_CLOSED);
    }

    /** The process is killed. */
    public void kill() {
        machine.fire(KILLED);
    }

    /**
     * Ends a running phase now instead of by its timer.
     *
     * @return whether that phase was running
     */
    public boolean finish(IncomingPhase phase) {
        return phases.get(phase).finish();
    }

    private void pinned() {
        if (memoryMissing) {
            machine.fire(MEMORY_MISSING);
        } else {
            port.loaded(SwitchoverPart.MEMORY_PINNED);
            machine.fire(MEMORY_PINNED);
        }
    }

    private void started() {
        machine.fire(memoryMissing ? START_AHEAD : IncomingEvent.START);
    }

    private void execute(IncomingCommand command) {
        switch (command) {
            case LOAD_DEVICES -> loadDevices();
            case OPEN_PRIMARY -> phases.get(IncomingPhase.RESET).begin();
            case PIN_MEMORY -> begin(IncomingPhase.PIN, load.memoryBytes() / BYTES_PER_GIB);
            case PIN_FOR_BACKEND -> begin(IncomingPhase.PIN_BACKEND, load.memoryBytes() / BYTES_PER_GIB);
            case MAKE_PRIMARY -> phases.get(IncomingPhase.MAKE).begin();
            case PLUG_PRIMARY -> port.primaryMade();
            case LOAD_VF -> begin(IncomingPhase.LOAD_VF, load.stopCopy().bytes() / BYTES_PER_MIB);
            case MAP_BACKEND -> begin(IncomingPhase.MAP, load.memoryBytes() / BYTES_PER_GIB);
            case CONFIGURE_BACKEND -> phases.get(IncomingPhase.CONFIGURE).begin();
            case FINISH_LOADING -> finishLoading();
            case ANNOUNCE -> announceIf(DestinationStart.BY_MANAGEMENT);
            case TELL_SOURCE -> tellSource();
            case BEGIN_START -> phases.get(IncomingPhase.START).begin();
            case START_GUEST -> {
                announceIf(DestinationStart.BY_QEMU);
                port.startGuest();
            }
            case END_PHASES -> phases.values().forEach(Phase::cancel);
            case REFUSE_STREAM -> port.refusedStream();
            case END_PROCESS -> port.processEnded();
            case LOSE_GUEST -> port.loseGuest();
        }
    }

    /** QEMU announces the guest when it has loaded it; where it starts it too, that is one moment. */
    private void announceIf(DestinationStart starter) {
        if (start == starter) {
            port.announce();
        }
    }

    private void loadDevices() {
        if (order == LoadOrder.SLOT_FIRST) {
            loadSlots();
        }
        port.loaded(SwitchoverPart.VIRTIO_STATE);
        port.negotiated();
    }

    private void finishLoading() {
        if (order == LoadOrder.VIRTIO_FIRST) {
            loadSlots();
        }
    }

    private void loadSlots() {
        port.loaded(SwitchoverPart.SLOT_STATE);
        port.slotsLoaded();
    }

    private void tellSource() {
        if (!memoryMissing) {
            port.done();
        }
    }

    /** Begins a phase that lasts so many times its parameter. */
    private void begin(IncomingPhase phase, double times) {
        long nanos = source.next(phase.key());
        phases.get(phase).begin(nanos == Delays.EXTERNAL ? nanos : Math.round(nanos * times));
    }
}
