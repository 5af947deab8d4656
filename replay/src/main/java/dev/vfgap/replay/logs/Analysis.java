package dev.vfgap.replay.logs;

import java.util.List;

/**
 * Whether a lab's files suffice for one of the program's analyses.
 *
 * @param name the verb
 * @param state whether it can be done
 * @param lacks what is missing for it, a sentence each
 */
public record Analysis(String name, State state, List<String> lacks) {

    /** Whether an analysis can be done. */
    public enum State {
        POSSIBLE,
        /** It can be done, and says less than it could. */
        LIMITED,
        IMPOSSIBLE
    }

    public Analysis {
        lacks = List.copyOf(lacks);
    }
}
