package dev.vfgap.models.migration;

import dev.vfgap.models.machine.Delays;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rounds of pre-copy: what is sent while the guest runs, and what is left for its stop.
 *
 * <p>Each round sends what the round before it left dirty; the guest dirties on, at most its working set. Memory is
 * copied until what is left fits into the downtime limit at the measured bandwidth (QEMU 10.0 {@code
 * migration_iteration_run}, {@code migration_update_counters}); at least one round is run, because before it no
 * bandwidth has been measured.
 *
 * <p>Not modelled: auto-converge, the 100 ms in which the bandwidth is measured, compression.
 *
 * @param rounds what each round sends, in order; while memory never converges, those until the dirty memory no longer
 *     shrinks
 * @param lastBytes what is sent while the guest is stopped; empty when memory never converges
 * @param bytesPerSecond the bandwidth
 */
public record PrecopyRounds(List<Round> rounds, OptionalLong lastBytes, double bytesPerSecond) {

    /**
     * One pass over the dirty memory.
     *
     * @param bytes what is sent
     * @param nanos how long that takes
     */
    public record Round(long bytes, long nanos) {}

    /**
     * What decides the rounds.
     *
     * @param memoryBytes the guest's memory that has to be sent at least once, more than 0
     * @param dirtyBytesPerSecond how fast the guest dirties memory, at least 0
     * @param workingSetBytes what it can have dirtied at most, at least 0
     * @param bytesPerSecond the lesser of {@code max-bandwidth} and the link's, more than 0
     * @param downtimeLimitNanos QEMU's {@code downtime-limit}, at least 0
     */
    public record Load(
            long memoryBytes,
            double dirtyBytesPerSecond,
            long workingSetBytes,
            double bytesPerSecond,
            long downtimeLimitNanos) {
        public Load {
            if (memoryBytes <= 0
                    || !(dirtyBytesPerSecond >= 0)
                    || workingSetBytes < 0
                    || !(bytesPerSecond > 0)
                    || downtimeLimitNanos < 0) {
                throw new IllegalArgumentException("a pre-copy load must have memory and bandwidth above 0 and "
                        + "nothing negative, but is " + memoryBytes + " B, dirty " + dirtyBytesPerSecond + " B/s, set "
                        + workingSetBytes + " B, " + bytesPerSecond + " B/s, limit " + downtimeLimitNanos + " ns");
            }
        }
    }

    private static final double NANOS_PER_SECOND = 1e9;

    public PrecopyRounds {
        rounds = List.copyOf(rounds);
    }

    /** The rounds of a load. */
    public static PrecopyRounds of(Load load) {
        double thresholdBytes = load.bytesPerSecond() * load.downtimeLimitNanos() / NANOS_PER_SECOND;
        List<Round> rounds = new ArrayList<>();
        long bytes = load.memoryBytes();
        while (true) {
            double seconds = bytes / load.bytesPerSecond();
            rounds.add(new Round(bytes, Math.round(seconds * NANOS_PER_SECOND)));
            long left = Math.min(Math.round(load.dirtyBytesPerSecond() * seconds), load.workingSetBytes());
            if (left <= thresholdBytes) {
                return new PrecopyRounds(rounds, OptionalLong.of(left), load.bytesPerSecond());
            }
            if (left >= bytes) {
                return new PrecopyRounds(rounds, OptionalLong.empty(), load.bytesPerSecond());
            }
            bytes = left;
        }
    }

    /** Whether the guest is ever stopped. */
    public boolean converges() {
        return lastBytes.isPresent();
    }

    /** Time from {@code active} to the guest's stop; {@link Delays#EXTERNAL} when memory never converges. */
    public long precopyNanos() {
        return converges() ? rounds.stream().mapToLong(Round::nanos).sum() : Delays.EXTERNAL;
    }

    /** Time for the memory that is sent while the guest is stopped; {@link Delays#EXTERNAL} when it never is. */
    public long lastNanos() {
        return converges() ? Math.round(lastBytes.getAsLong() / bytesPerSecond * NANOS_PER_SECOND) : Delays.EXTERNAL;
    }
}
