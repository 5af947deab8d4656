package dev.vfgap.models.migration;

import dev.vfgap.models.machine.Delays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rounds of pre-copy: what is sent while the guest runs, and what is left for its stop.
 *
 * <p>Each round sends what the round before it left dirty; the guest dirties on, at most its working set. Memory is
 * copied until what is left, with the state of a device that is only sent at the stop, fits into the downtime limit at
 * the expected bandwidth (QEMU 10.0 {@code migration_iteration_run}, {@code migration_update_counters}); at least one
 * round is run, because before it no bandwidth has been measured. The rest goes without QEMU's limit ({@code
 * migration_completion_precopy}: {@code RATE_LIMIT_DISABLED}).
 *
 * <p>With auto-converge the guest is throttled when, at a synchronisation of the dirty pages that ends a period of more
 * than a second, more was dirtied in the period than a part of what was sent in it, for the second time ({@code
 * migration_trigger_throttle}, {@code mig_throttle_guest_down} in {@code migration/ram.c}); it dirties less in the
 * proportion in which its vCPUs run.
 *
 * <p>Not modelled: that QEMU synchronises as soon as what it knows of is below the threshold, so up to one downtime
 * limit before a round's end; the 100 ms in which the bandwidth is measured; the background synchronisation of a
 * throttled guest every 5 s; {@code cpu-throttle-tailslow}; dirty-limit; compression; multifd.
 *
 * @param rounds what each round sends, in order; while memory never converges, those until the dirty memory no longer
 *     shrinks
 * @param lastBytes what is sent while the guest is stopped; empty when memory never converges
 * @param load what decided them
 */
public record PrecopyRounds(List<Round> rounds, OptionalLong lastBytes, Load load) {

    /**
     * One pass over the dirty memory.
     *
     * @param bytes what is sent
     * @param nanos how long that takes
     * @param throttlePercent for how much of the time the guest's vCPUs are held, 0 to 99
     */
    public record Round(long bytes, long nanos, int throttlePercent) {
        /** A round in which the guest is not throttled. */
        public Round(long bytes, long nanos) {
            this(bytes, nanos, 0);
        }
    }

    /**
     * The bandwidths of a migration, bytes each second, all more than 0.
     *
     * @param precopy the lesser of {@code max-bandwidth} and the link's
     * @param expected what the downtime is estimated with: {@code avail-switchover-bandwidth}, or what was measured
     * @param switchover what the memory is sent with while the guest is stopped: the link's, without QEMU's limit
     * @param postcopy the lesser of {@code max-postcopy-bandwidth} and the link's
     */
    public record Bandwidths(double precopy, double expected, double switchover, double postcopy) {
        public Bandwidths {
            if (!(precopy > 0) || !(expected > 0) || !(switchover > 0) || !(postcopy > 0)) {
                throw new IllegalArgumentException("a pre-copy load must have memory and bandwidth above 0, but is "
                        + precopy + ", " + expected + ", " + switchover + ", " + postcopy + " B/s");
            }
        }
    }

    /**
     * State of a migrated VF that it only gives away while it stands still.
     *
     * @param bytes how much; at least 0
     * @param bytesPerSecond how fast the device gives it away, more than 0
     */
    public record StopCopy(long bytes, double bytesPerSecond) {
        /** No device has such state. */
        public static final StopCopy NONE = new StopCopy(0, 1);

        public StopCopy {
            if (bytes < 0 || !(bytesPerSecond > 0)) {
                throw new IllegalArgumentException("stop-copy state must not be negative and its rate above 0, but is "
                        + bytes + " B, " + bytesPerSecond + " B/s");
            }
        }
    }

    /**
     * QEMU's {@code auto-converge}.
     *
     * @param periodNanos the shortest time between two looks at the dirty rate; 1 s in QEMU
     * @param triggerPercent of what was sent may be dirtied in a period, 1 to 100
     * @param initialPercent the first throttle, 1 to 99
     * @param stepPercent what is added each time, 1 to 99
     * @param maxPercent the last throttle, 1 to 99
     */
    public record AutoConverge(
            long periodNanos, int triggerPercent, int initialPercent, int stepPercent, int maxPercent) {
        public AutoConverge {
            if (periodNanos <= 0
                    || triggerPercent < 1
                    || triggerPercent > 100
                    || initialPercent < 1
                    || stepPercent < 1
                    || maxPercent < initialPercent
                    || maxPercent > 99) {
                throw new IllegalArgumentException("auto-converge must have a period, a trigger of 1 to 100 %, and"
                        + " throttles of 1 to 99 % that rise, but is " + periodNanos + " ns, " + triggerPercent + ", "
                        + initialPercent + ", " + stepPercent + ", " + maxPercent + " %");
            }
        }

        private int next(int percent) {
            return percent == 0 ? initialPercent : Math.min(percent + stepPercent, maxPercent);
        }
    }

    /**
     * What decides the rounds.
     *
     * @param memoryBytes the guest's memory that has to be sent at least once, more than 0
     * @param dirtyBytesPerSecond how fast the guest dirties memory, at least 0
     * @param workingSetBytes what it can have dirtied at most, at least 0
     * @param bandwidths what it is sent with
     * @param downtimeLimitNanos QEMU's {@code downtime-limit}, at least 0
     * @param stopCopy device state that is only sent while the guest is stopped; it counts against the limit
     * @param autoConverge how the guest is throttled; empty = it is not
     */
    public record Load(
            long memoryBytes,
            double dirtyBytesPerSecond,
            long workingSetBytes,
            Bandwidths bandwidths,
            long downtimeLimitNanos,
            StopCopy stopCopy,
            Optional<AutoConverge> autoConverge) {
        public Load {
            if (memoryBytes <= 0 || !(dirtyBytesPerSecond >= 0) || workingSetBytes < 0 || downtimeLimitNanos < 0) {
                throw new IllegalArgumentException("a pre-copy load must have memory and bandwidth above 0 and "
                        + "nothing negative, but is " + memoryBytes + " B, dirty " + dirtyBytesPerSecond + " B/s, set "
                        + workingSetBytes + " B, limit " + downtimeLimitNanos + " ns");
            }
        }

        /** A load with one bandwidth for everything, no device state and no throttle. */
        public Load(
                long memoryBytes,
                double dirtyBytesPerSecond,
                long workingSetBytes,
                double bytesPerSecond,
                long downtimeLimitNanos) {
            this(
                    memoryBytes,
                    dirtyBytesPerSecond,
                    workingSetBytes,
                    new Bandwidths(bytesPerSecond, bytesPerSecond, bytesPerSecond, bytesPerSecond),
                    downtimeLimitNanos,
                    StopCopy.NONE,
                    Optional.empty());
        }

        /** What is dirty after a stretch that began with nothing dirty. */
        private long dirtiedBytes(double seconds, int throttlePercent) {
            double rate = dirtyBytesPerSecond * (WHOLE_PERCENT - throttlePercent) / WHOLE_PERCENT;
            return Math.min(Math.round(rate * seconds), workingSetBytes);
        }
    }

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int WHOLE_PERCENT = 100;
    /** A period has to be too dirty this often in a row, or with clean ones between, before the guest is throttled. */
    private static final int PERIODS_TO_THROTTLE = 2;

    public PrecopyRounds {
        rounds = List.copyOf(rounds);
    }

    /** The rounds of a load. */
    public static PrecopyRounds of(Load load) {
        double threshold = load.bandwidths().expected() * load.downtimeLimitNanos() / NANOS_PER_SECOND;
        Throttle throttle = new Throttle(load.autoConverge());
        List<Round> rounds = new ArrayList<>();
        long bytes = load.memoryBytes();
        while (true) {
            double seconds = bytes / load.bandwidths().precopy();
            Round round = new Round(bytes, Math.round(seconds * NANOS_PER_SECOND), throttle.percent);
            rounds.add(round);
            long left = load.dirtiedBytes(seconds, round.throttlePercent());
            if (left + load.stopCopy().bytes() <= threshold) {
                return new PrecopyRounds(rounds, OptionalLong.of(left), load);
            }
            throttle.synchronised(round, left);
            boolean steady = throttle.percent == round.throttlePercent() && !throttle.mayRise();
            if (left >= bytes && (round.nanos() == 0 || steady)) {
                return new PrecopyRounds(rounds, OptionalLong.empty(), load);
            }
            bytes = left;
        }
    }

    /** The throttle of a guest, and the period that is being watched. */
    private static final class Throttle {
        private final Optional<AutoConverge> how;
        private int percent;
        private int tooDirty;
        private long periodNanos;
        private long sentBytes;
        private long dirtiedBytes;

        Throttle(Optional<AutoConverge> how) {
            this.how = how;
        }

        boolean mayRise() {
            return how.isPresent() && percent < how.get().maxPercent();
        }

        void synchronised(Round round, long leftBytes) {
            periodNanos += round.nanos();
            sentBytes += round.bytes();
            dirtiedBytes += leftBytes;
            if (how.isPresent() && periodNanos > how.get().periodNanos()) {
                look(how.get());
                periodNanos = 0;
                sentBytes = 0;
                dirtiedBytes = 0;
            }
        }

        private void look(AutoConverge converge) {
            if ((double) dirtiedBytes * WHOLE_PERCENT > (double) sentBytes * converge.triggerPercent()) {
                tooDirty++;
                if (tooDirty == PERIODS_TO_THROTTLE) {
                    tooDirty = 0;
                    percent = converge.next(percent);
                }
            }
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
        return converges() ? nanos(lastBytes.getAsLong(), load.bandwidths().switchover()) : Delays.EXTERNAL;
    }

    /** Time for a migrated VF's state, at the slower of the device and the link. */
    public long stopCopyNanos() {
        double rate =
                Math.min(load.stopCopy().bytesPerSecond(), load.bandwidths().switchover());
        return nanos(load.stopCopy().bytes(), rate);
    }

    /**
     * How long the memory takes that the destination lacks when post-copy begins.
     *
     * @param activeNanos for how long memory has been copied, at least 0
     */
    public long postcopyNanos(long activeNanos) {
        return nanos(missingBytes(activeNanos), load.bandwidths().postcopy());
    }

    /** What the destination lacks after a time of pre-copy: the rest of the round at work, and what was dirtied in it. */
    public long missingBytes(long activeNanos) {
        long left = activeNanos;
        for (Round round : rounds) {
            if (left < round.nanos()) {
                return missingBytes(round, left);
            }
            left -= round.nanos();
        }
        if (converges()) {
            return lastBytes.getAsLong();
        }
        Round last = rounds.get(rounds.size() - 1);
        return missingBytes(last, last.nanos() == 0 ? 0 : left % last.nanos());
    }

    private long missingBytes(Round round, long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        long unsent = Math.max(0, round.bytes() - Math.round(load.bandwidths().precopy() * seconds));
        return Math.min(unsent + load.dirtiedBytes(seconds, round.throttlePercent()), load.memoryBytes());
    }

    private static long nanos(long bytes, double bytesPerSecond) {
        return Math.round(bytes / bytesPerSecond * NANOS_PER_SECOND);
    }
}
