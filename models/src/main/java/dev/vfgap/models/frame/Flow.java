package dev.vfgap.models.frame;

import java.util.Objects;

/**
 * A stream of frames that share sender, receiver and header.
 *
 * @param id its number, 0-based and dense in a run; at equal times the frame of the lower flow comes first
 * @param name for people
 * @param kind which way it goes
 * @param times when each of its frames is sent
 */
public record Flow(int id, String name, Kind kind, SendTimes times) {
    public Flow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(times, "times");
    }

    /** What a flow carries. */
    public enum Kind {
        /** Unicast from the peer to the guest. */
        TO_GUEST,
        /** Unicast from the guest to the peer. */
        FROM_GUEST,
        /** Broadcast announcements of the guest's MAC (QEMU's RARP), sent on a host's standby tap. */
        ANNOUNCEMENT
    }
}
