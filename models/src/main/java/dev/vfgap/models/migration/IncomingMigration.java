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
 * vm_start}), {@code hw/net/virtio-net.c} ({@code virtio_net_set_features} while the state is loaded). A hidden primary
 * is made and plugged while the virtio state is loaded, so inside the downtime; the guest sees it when it runs.
 *
 * <p>Not modelled: a load that fails by itself; a primary that cannot be made; a guest that is handed over with its
 * primary still plugged (the unplug was refused): here it finds a second one as if the slot were empty.
 */
public final class IncomingMigration {

    // spotless:off
    /** The migration at its destination as a table. */
    public static final TransitionTable<IncomingState, IncomingEvent, IncomingCommand> TABLE = TransitionTable
            .of("incoming migration", IncomingState.class, IncomingEvent.class, IncomingCommand.class, LISTENING)
            .on(LISTENING,         CONNECTED,                   RECEIVING,         "the stream begins")
            .on(LISTENING,         KILLED,                      DEAD,              "nobody has connected")
            .on(RECEIVING,         ALL_RECEIVED,                STARTING,          "process_incoming_migration_bh", NEGOTIATE, ANNOUNCE, BEGIN_START)
            .on(RECEIVING,         ALL_RECEIVED_PRIMARY_HIDDEN, REALIZING_PRIMARY, "failover_add_primary, while the state is loaded", REALIZE_PRIMARY)
            .on(RECEIVING,         CHANNEL_CLOSED,              FAILED,            "the source gave up")
            .on(RECEIVING,         KILLED,                      DEAD,              "the source still has the guest")
            .on(REALIZING_PRIMARY, PRIMARY_REALIZED,            STARTING,          "the primary is plugged; process_incoming_migration_bh", NEGOTIATE, ANNOUNCE, BEGIN_START)
            .on(REALIZING_PRIMARY, KILLED,                      DEAD,              "the source has handed the guest over", END_PHASES, LOSE_GUEST)
            .on(STARTING,          IncomingEvent.START,                    COMPLETED,         "vm_start", START_GUEST)
            .on(STARTING,          KILLED,                      DEAD,              "the source has handed the guest over", END_PHASES, LOSE_GUEST)
            .on(COMPLETED,         KILLED,                      DEAD,              "the guest ran here", LOSE_GUEST)
            .on(FAILED,            KILLED,                      DEAD,              "nothing was left to lose")
            .on(FAILED,            CONNECTED,                   RECEIVING,         "a new attempt: management has started the destination again")
            .ignore(DEAD,          KILLED,                      "dead already")
            .ignore(LISTENING,     CHANNEL_CLOSED,              "no channel is open")
            .ignore(DEAD,          CHANNEL_CLOSED,              "nobody is there to see it")
            .ignore(FAILED,        CHANNEL_CLOSED,              "closed already")
            .errorElsewhere(CONNECTED,                   "there is a connection, or nobody listens")
            .errorElsewhere(ALL_RECEIVED,                "no stream comes in")
            .errorElsewhere(ALL_RECEIVED_PRIMARY_HIDDEN, "no stream comes in")
            .errorElsewhere(PRIMARY_REALIZED,            "no primary is being made")
            .errorElsewhere(IncomingEvent.START,         "the guest is not loaded, or runs")
            .errorElsewhere(CHANNEL_CLOSED,              "all has been received")
            .build();
    // spotless:on

    private static final double BYTES_PER_GIB = 1L << 30;

    private final Phases source;
    private final long memoryBytes;
    private final IncomingPort port;
    private final Machine<IncomingState, IncomingEvent, IncomingCommand> machine;
    private final Map<IncomingPhase, Phase> phases = new EnumMap<>(IncomingPhase.class);

    /**
     * A QEMU that listens.
     *
     * @param phases on the destination host's clock
     * @param memoryBytes the guest's memory, all of which is pinned for a VF
     */
    public IncomingMigration(Phases phases, long memoryBytes, IncomingPort port) {
        this.source = phases;
        this.memoryBytes = memoryBytes;
        this.port = port;
        this.machine = new Machine<>(TABLE, this::execute);
        this.phases.put(IncomingPhase.REALIZE, phases.phase("vfio.realizeOther", () -> machine.fire(PRIMARY_REALIZED)));
        this.phases.put(
                IncomingPhase.START, phases.phase("mig.libvirtResume", () -> machine.fire(IncomingEvent.START)));
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
        machine.fire(CONNECTED);
    }

    /** The source has sent all. */
    public void allReceived() {
        machine.fire(port.primaryHidden() ? ALL_RECEIVED_PRIMARY_HIDDEN : ALL_RECEIVED);
    }

    /** The source has closed the channel before all was sent. */
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

    private void execute(IncomingCommand command) {
        switch (command) {
            case NEGOTIATE -> port.negotiated();
            case REALIZE_PRIMARY -> phases.get(IncomingPhase.REALIZE).begin(realizeNanos());
            case ANNOUNCE -> port.announce();
            case BEGIN_START -> phases.get(IncomingPhase.START).begin();
            case START_GUEST -> port.startGuest();
            case END_PHASES -> phases.values().forEach(Phase::cancel);
            case LOSE_GUEST -> port.loseGuest();
        }
    }

    /** Opening resets the function, then all memory is pinned for its DMA, then the rest of the device is made. */
    private long realizeNanos() {
        long reset = source.next("vfio.flr");
        long pinPerGiB = source.next("vfio.pinPerGiB");
        long other = source.next("vfio.realizeOther");
        if (reset == Delays.EXTERNAL || pinPerGiB == Delays.EXTERNAL || other == Delays.EXTERNAL) {
            return Delays.EXTERNAL;
        }
        return reset + Math.round(pinPerGiB * (memoryBytes / BYTES_PER_GIB)) + other;
    }
}
