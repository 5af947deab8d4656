package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.DropReason;
import java.util.List;
import java.util.Optional;

/**
 * A time in which a NIC loses every frame that comes from the wire for a guest's MAC.
 *
 * @param from what begins it, when no such time was already under way
 * @param reasons why frames are lost, from its beginning on and as it goes on
 * @param until each of the things that can end it
 */
public record BlackholeWindow(Moment from, List<DropReason> reasons, List<Moment> until) {

    /** Keeps its own copies. */
    public BlackholeWindow {
        reasons = List.copyOf(reasons);
        until = List.copyOf(until);
    }

    /**
     * When something is done.
     *
     * @param event at which event
     * @param delay key of the parameter that says how long after it; empty = at once
     */
    public record Moment(NicEvent event, Optional<String> delay) {
        /** For example {@code nic.vfResetI40e after SET_ADMIN_MAC}. */
        @Override
        public String toString() {
            return delay.map(key -> key + " after ").orElse("") + event;
        }
    }
}
