package dev.vfgap.replay.bundle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * The clocks that stamped a bundle's files, and how to bring a stamp onto the one clock of the bundle.
 *
 * <p>A clock's offset is what it shows more than the bundle's clock, so it is subtracted from its stamps. A clock
 * without an entry is the bundle's own. Clock names: {@code A} and {@code B} for what was stamped on a host (its capture
 * points, its QMP events), {@code peer} and {@code guest} for captures made there.
 *
 * @param kind the kind as written: {@code single-host-realtime} or {@code per-host}
 * @param hosts offset by clock name, as given
 * @param courses how clocks without a given offset went, as estimated; several of one clock are in order of time
 * @param unknown clocks that stamped frames of the stream and of which nothing could be estimated; their stamps are
 *     taken as they are, and can be wrong by any time
 */
public record BundleClock(String kind, Map<String, Offset> hosts, List<ClockCourse> courses, Set<String> unknown) {

    /** The kind of a bundle whose files were all stamped by one clock. */
    public static final String SINGLE = "single-host-realtime";

    /** The kind of a bundle with one clock per host. */
    public static final String PER_HOST = "per-host";

    /** The uncertainty of a clock of which only one side is bounded; far below what would overflow a sum with a stamp. */
    public static final long UNBOUNDED = 1L << 60;

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
        courses = List.copyOf(courses);
        unknown = Set.copyOf(unknown);
    }

    /** Clocks as a manifest gives them. */
    public BundleClock(String kind, Map<String, Offset> hosts) {
        this(kind, hosts, List.of(), Set.of());
    }

    /** The same clocks with their courses, and those that stay unknown. */
    public BundleClock with(List<ClockCourse> estimated, Set<String> notKnown) {
        return new BundleClock(kind, hosts, estimated, notKnown);
    }

    /** A stamp of a clock, brought onto the bundle's. */
    public long toBundleNanos(String clock, long stampNanos) {
        return of(clock).applyAsLong(stampNanos);
    }

    /** How stamps of one clock are brought onto the bundle's; for many of them. */
    public LongUnaryOperator of(String clock) {
        Offset told = hosts.get(clock);
        long offsetNanos = told == null ? 0 : told.offsetNanos();
        List<ClockCourse> estimated =
                courses.stream().filter(course -> course.clock().equals(clock)).toList();
        return stampNanos -> {
            for (ClockCourse course : estimated) {
                if (stampNanos <= course.untilNanos()) {
                    return course.toBundleNanos(stampNanos);
                }
            }
            return stampNanos - offsetNanos;
        };
    }

    /** How far a stamp of a clock can be wrong on the bundle's, in nanoseconds; {@link #UNBOUNDED} when that is not known. */
    public long uncertaintyNanos(String clock) {
        long uncertainty = unknown.contains(clock) ? UNBOUNDED : 0;
        for (ClockCourse course : courses) {
            if (course.clock().equals(clock)) {
                uncertainty = Math.max(uncertainty, course.uncertaintyNanos().orElse(UNBOUNDED));
            }
        }
        Offset offset = hosts.get(clock);
        return offset == null ? uncertainty : Math.max(uncertainty, offset.uncertaintyNanos());
    }

    /** The largest uncertainty that the manifest gives, in nanoseconds. */
    public long uncertaintyNanos() {
        return hosts.values().stream().mapToLong(Offset::uncertaintyNanos).max().orElse(0);
    }
}
