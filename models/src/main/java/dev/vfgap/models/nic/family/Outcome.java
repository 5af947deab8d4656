package dev.vfgap.models.nic.family;

import java.util.List;
import java.util.Optional;

/** What a NIC's drivers answer to an event. */
public sealed interface Outcome {

    /** All is done. */
    record Applied() implements Outcome {}

    /**
     * Nothing was done.
     *
     * @param reason in the words of the tool or of the driver
     */
    record Refused(String reason) implements Outcome {}

    /**
     * The first step is done, another follows.
     *
     * @param rest what to hand to {@link VirtualizedNic#complete}, each after its delay: one for each VF concerned
     */
    record AppliedInPart(List<Pending> rest) implements Outcome {
        /** Keeps its own copy. */
        public AppliedInPart {
            rest = List.copyOf(rest);
        }
    }

    /** The only answer to what always works at once. */
    Outcome APPLIED = new Applied();

    /** Why it was refused, empty when it was not. */
    default Optional<String> refusal() {
        return this instanceof Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    /** What is still to come, empty when nothing is. */
    default List<Pending> pending() {
        return this instanceof AppliedInPart part ? part.rest() : List.of();
    }
}
