package dev.vfgap.simcore.table;

import java.util.ArrayDeque;
import java.util.Objects;

/**
 * A running {@link TransitionTable}: the present state, and the port to which its commands go.
 *
 * <p>An event is taken in two steps: the state changes, then the commands of the row are carried out in order. Events
 * fired while a command runs are queued and taken after all commands of the row, first in, first out: a command always
 * sees the new state, and a row is never interrupted by another.
 *
 * <p>Nothing is allocated for an event once the queue has grown to its largest length.
 *
 * @param <S> states
 * @param <E> events
 * @param <C> commands
 */
public final class Machine<S extends Enum<S>, E extends Enum<E>, C extends Enum<C>> {

    private final TransitionTable<S, E, C> table;
    private final CommandPort<C> port;
    private final ArrayDeque<E> waiting = new ArrayDeque<>();
    private final long[] timesTaken;
    private S state;
    private boolean busy;

    /** A machine in the table's initial state. */
    public Machine(TransitionTable<S, E, C> table, CommandPort<C> port) {
        this.table = table;
        this.port = Objects.requireNonNull(port, "port");
        this.timesTaken = new long[table.rows().size()];
        this.state = table.initial();
    }

    /** The table that this machine runs. */
    public TransitionTable<S, E, C> table() {
        return table;
    }

    /** The present state. */
    public S state() {
        return state;
    }

    /**
     * Takes an event, or queues it when a command of this machine is being carried out.
     *
     * @throws IllegalTransitionException if the table calls the event an error in the present state; the state stays as
     *     it is and events that were queued are dropped
     */
    public void fire(E event) {
        waiting.add(event);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (E next = waiting.poll(); next != null; next = waiting.poll()) {
                take(next);
            }
        } finally {
            waiting.clear();
            busy = false;
        }
    }

    /**
     * How often a row was taken.
     *
     * @throws IllegalArgumentException if the row is not one of this machine's table
     */
    public long timesTaken(TransitionTable.Row<S, E, C> row) {
        if (!table.row(row.from(), row.event()).equals(row)) {
            throw new IllegalArgumentException(table.name() + " has no row " + row);
        }
        return timesTaken[row.index()];
    }

    @Override
    public String toString() {
        return table.name() + " in " + state;
    }

    private void take(E event) {
        TransitionTable.Row<S, E, C> row = table.row(state, event);
        timesTaken[row.index()]++;
        if (row.kind() == TransitionTable.Row.Kind.ERROR) {
            throw new IllegalTransitionException(table.name(), row);
        }
        state = row.to();
        for (int i = 0; i < row.commands().size(); i++) {
            port.execute(row.commands().get(i));
        }
    }
}
