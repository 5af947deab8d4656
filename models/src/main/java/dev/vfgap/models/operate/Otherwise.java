package dev.vfgap.models.operate;

import java.util.List;

/** What a plan does when the limit of an await has passed. */
public sealed interface Otherwise {

    /** Goes on with the next step of the plan as if the condition had held. */
    record Continue() implements Otherwise {}

    /** Gives the plan up: no further step is carried out, what is under way goes on. */
    record Abort() implements Otherwise {}

    /**
     * Carries out these steps in place of the rest of the plan.
     *
     * @param steps at least one
     */
    record Instead(List<Step> steps) implements Otherwise {
        public Instead {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("otherwise needs a step; use continue or abort for none");
            }
        }
    }
}
