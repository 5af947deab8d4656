package dev.vfgap.simcore.table;

/** A machine was given an event that its table calls an error in its state: a bug in the model, never a modelled failure. */
public final class IllegalTransitionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalTransitionException(String machine, TransitionTable.Row<?, ?, ?> row) {
        super(machine + ": " + row.event() + " must not happen in " + row.from() + ": " + row.why());
    }
}
