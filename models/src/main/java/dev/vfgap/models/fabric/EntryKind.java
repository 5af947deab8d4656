package dev.vfgap.models.fabric;

/**
 * What can happen to a switch's entry for the guest's MAC.
 *
 * <p>Source: Linux {@code net/bridge/br_fdb.c} ({@code br_fdb_update}, {@code fdb_add_entry}) and {@code br_input.c}. Only
 * a sticky or a local entry stays where it is: {@code bridge fdb replace … static} keeps an entry from ageing, yet a
 * frame from another port moves it.
 */
public enum EntryKind {
    /** Moves to the port of the last frame, and is forgotten after the ageing time. */
    DYNAMIC,
    /** Moves to the port of the last frame, and is never forgotten ({@code static}). */
    STATIC,
    /** Neither moves nor is forgotten ({@code sticky}); what vendors of switches call static. */
    STICKY,
    /** The switch takes the frames itself, and nothing moves the entry ({@code local}, which {@code bridge} assumes). */
    LOCAL;

    boolean movesOnLearning() {
        return this == DYNAMIC || this == STATIC;
    }
}
