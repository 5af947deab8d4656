package dev.vfgap.simcore.table;

/**
 * Where the commands of a {@link Machine} go: the wiring that turns each of them into a call of a component.
 *
 * @param <C> the commands, a closed list
 */
@FunctionalInterface
public interface CommandPort<C> {

    /** Carries out one command. It may fire events at the machine, which takes them afterwards. */
    void execute(C command);
}
