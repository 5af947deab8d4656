package dev.vfgap.replay.live;

import java.util.List;

/**
 * An interface that this machine has.
 *
 * @param name its name
 * @param description what the system says of it, or empty
 * @param state whether it can be captured on
 * @param addresses its link address and its IP addresses, as text
 */
public record InterfaceInfo(String name, String description, State state, List<String> addresses) {

    /** Whether an interface is there to be used. */
    public enum State {
        /** Switched off: {@code ip link set NAME up} is needed. */
        DOWN,
        /** Switched on, without a link. */
        UP,
        /** Switched on, with a link. */
        RUNNING
    }

    public InterfaceInfo {
        addresses = List.copyOf(addresses);
    }
}
