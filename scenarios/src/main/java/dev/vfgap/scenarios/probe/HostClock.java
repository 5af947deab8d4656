package dev.vfgap.scenarios.probe;

import java.time.Instant;

/** The clock with which the kernel stamps captured frames: a live probe compares commands and frames on it. */
final class HostClock {
    private HostClock() {}

    /** Now, in ns since the epoch. */
    static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
