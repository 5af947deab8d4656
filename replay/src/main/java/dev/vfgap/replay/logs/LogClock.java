package dev.vfgap.replay.logs;

/** Which clock stamped a log. */
public enum LogClock {
    HOST_REALTIME("the host's realtime clock"),
    HOST_MONOTONIC("the host's clock since boot"),
    GUEST_REALTIME("the guest's realtime clock"),
    GUEST_MONOTONIC("the guest's clock since boot"),
    PEER_REALTIME("the peer's realtime clock"),
    PEER_MONOTONIC("the peer's clock since boot"),
    CLIENT_REALTIME("the realtime clock of the machine on which the client ran"),
    DECLARED("the clock that its writer declares");

    private final String words;

    LogClock(String words) {
        this.words = words;
    }

    /** The clock in words. */
    public String words() {
        return words;
    }

    /** Whether its stamps are ns since the epoch. */
    public boolean isRealtime() {
        return this != HOST_MONOTONIC && this != GUEST_MONOTONIC && this != PEER_MONOTONIC;
    }

    static LogClock realtimeOf(LogPlace.Machine machine) {
        return switch (machine) {
            case HOST -> HOST_REALTIME;
            case GUEST -> GUEST_REALTIME;
            case PEER -> PEER_REALTIME;
        };
    }

    static LogClock monotonicOf(LogPlace.Machine machine) {
        return switch (machine) {
            case HOST -> HOST_MONOTONIC;
            case GUEST -> GUEST_MONOTONIC;
            case PEER -> PEER_MONOTONIC;
        };
    }
}
