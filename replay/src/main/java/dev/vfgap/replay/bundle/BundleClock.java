package dev.vfgap.replay.bundle;

import java.util.Map;
import java.util.Objects;

/**
 * The clocks that stamped a bundle's files, and how to bring a stamp onto the one clock of the bundle.
 *
 * <p>A clock's offset is what it shows more than the bundle's clock, so it is subtracted from its stamps. A clock
 * without an entry is the bundle's own. Clock names: {@code A} and {@code B} for what was stamped on a host (its capture
 * points, its QMP events), {@code peer} and {@code guest} for captures made there.
 *
 * @param kind the kind as written: {@code single-host-realtime} or {@code per-host}
 * @param hosts offset by clock name
 */
public record BundleClock(String kind, Map<String, Offset> hosts) {

    /** The kind of a bundle whose files were all stamped by one clock. */
    public static final String SINGLE = "single-host-realtime";

    /** The kind of a bundle with one clock per host. */
    public static final String PER_HOST = "per-host";

    /**
     * How far one clock is from the bundle's.
     *
     * @param offsetNanos what it shows more than the bundle's clock
     * @param uncertaintyNanos how far the offset can be wrong, 0 or more
     */
    public record Offset(long offsetNanos, long uncertaintyNanos) {}

    public BundleClock {
        Objects.requireNonNull(kind, "kind");
        hosts = Map.copyOf(hosts);
    }

    /** What is to be subtracted from the stamps of a clock, in nanoseconds. */
    public long offsetNanos(String clock) {
        Offset offset = hosts.get(clock);
        return offset == null ? 0 : offset.offsetNanos();
    }

    /** The largest uncertainty of any clock in nanoseconds. */
    public long uncertaintyNanos() {
        return hosts.values().stream().mapToLong(Offset::uncertaintyNanos).max().orElse(0);
    }
}
