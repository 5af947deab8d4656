package dev.vfgap.replay.clock;

import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.ClockCourse;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clocks of a bundle that has one per host: estimated where the manifest gives no offset, checked where it gives some.
 *
 * <p>The bundle's clock is then the peer's, where the peer was captured; else that of A, of B, of the guest. Each other
 * clock that stamped frames of the stream too is brought onto it by a straight line ({@link ClockLine}). The guest's clock
 * stands still while no guest runs, so it has a line before each {@code STOP} and one after the last.
 *
 * <p>Clocks of the two hosts share frames only where the peer was captured on one of them; else each is known against the peer's or
 * the guest's. A clock that shares too few frames with the bundle's is brought onto it over one that is known, and both uncertainties add.
 */
public final class ClockEstimates {

    /** Fewer frames say nothing of a drift. */
    private static final int LEAST_FRAMES = 8;

    private static final String GUEST = "guest";

    private final CaptureBundle bundle;
    private final StreamStamps stamps;
    private final List<ClockCourse> courses = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private ClockEstimates(CaptureBundle bundle) {
        this.bundle = bundle;
        stamps = StreamStamps.of(bundle);
    }

    /**
     * A bundle whose clocks are known as well as its frames tell; the same one where it has a single clock, or its clocks are
     * estimated already.
     */
    public static CaptureBundle resolve(CaptureBundle bundle) {
        boolean perHost = bundle.clock().kind().equals(BundleClock.PER_HOST);
        if (!perHost || !bundle.clock().courses().isEmpty()) {
            return bundle;
        }
        ClockEstimates estimates = new ClockEstimates(bundle);
        estimates.estimate();
        if (!bundle.clock().hosts().isEmpty()) {
            estimates.check();
            return bundle.withClock(bundle.clock(), estimates.findings, bundle.events());
        }
        estimates.tell();
        BundleClock clock = bundle.clock().with(estimates.courses, estimates.unknown);
        return bundle.withClock(clock, estimates.findings, bundle.events().on(clock));
    }

    /** Estimates each clock against the first of those known by then that stamped enough of its frames. */
    private void estimate() {
        List<String> known = new ArrayList<>(List.of(reference()));
        List<String> open = new ArrayList<>();
        StreamStamps.CLOCKS.stream()
                .filter(clock -> !clock.equals(reference()) && isThere(clock))
                .forEach(open::add);
        boolean isNew = true;
        while (isNew) {
            isNew = false;
            for (String clock : List.copyOf(open)) {
                Optional<String> over = known.stream()
                        .filter(other -> shared(clock, other, Long.MIN_VALUE, Long.MAX_VALUE)
                                        .frames()
                                >= LEAST_FRAMES)
                        .findFirst();
                if (over.isPresent()) {
                    open.remove(clock);
                    estimateParts(clock, over.get());
                    known.add(clock);
                    isNew = true;
                }
            }
        }
        open.forEach(this::tellUnknown);
    }

    /** A line for each part of the run between the guest's stops; a part with too few frames has that of the one before or after it. */
    private void estimateParts(String clock, String over) {
        List<Long> ends = new ArrayList<>();
        for (long stop : clock.equals(GUEST) ? stops() : new long[0]) {
            ends.add(stop - 1);
        }
        ends.add(Long.MAX_VALUE);
        List<Optional<ClockCourse>> parts = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (long end : ends) {
            StreamStamps.Shared shared = shared(clock, over, from, end);
            boolean enough = shared.frames() >= LEAST_FRAMES || ends.size() == 1;
            parts.add(enough ? Optional.of(fit(clock, over, shared)) : Optional.empty());
            if (!enough) {
                findings.add(Finding.limit(
                        "clock",
                        "of the clock of " + clock + part(end) + " too little can be known: " + shared.frames()
                                + " frames were stamped by it and by that of " + over
                                + "; its line from another part of the run is taken, and can be wrong by any time"));
            }
            from = end + 1;
        }
        if (parts.stream().allMatch(Optional::isEmpty)) {
            parts.set(
                    0,
                    Optional.of(fit(clock, over, shared(clock, over, Long.MIN_VALUE, Long.MAX_VALUE))
                            .unbounded()));
        }
        for (int i = 0; i < ends.size(); i++) {
            ClockCourse course = parts.get(i).orElse(nearest(parts, i).unbounded());
            courses.add(ends.get(i) == Long.MAX_VALUE ? course : course.until(course.fromBundleNanos(ends.get(i))));
        }
    }

    private static ClockCourse nearest(List<Optional<ClockCourse>> parts, int at) {
        for (int away = 0; away < parts.size(); away++) {
            for (int i : new int[] {at - away, at + away}) {
                if (i >= 0 && i < parts.size() && parts.get(i).isPresent()) {
                    return parts.get(i).get();
                }
            }
        }
        throw new IllegalStateException("no part of a clock's run has a line");
    }

    private void tellUnknown(String clock) {
        long most = 0;
        for (String other : StreamStamps.CLOCKS) {
            boolean compared = isThere(other) && !other.equals(clock) && !unknown.contains(other);
            most = compared
                    ? Math.max(
                            most,
                            shared(clock, other, Long.MIN_VALUE, Long.MAX_VALUE).frames())
                    : most;
        }
        boolean stamped = stamps.hasAny(clock);
        if (stamped) {
            unknown.add(clock);
        }
        boolean isGiven = !bundle.clock().hosts().isEmpty();
        String taken = " is taken to agree with that of " + reference()
                + (stamped ? ", and its times can be wrong by any time" : "");
        findings.add(Finding.limit(
                "clock",
                "the clock of " + clock + " cannot be known against any other: " + most
                        + " frames were stamped by both; it" + (isGiven ? "s offset cannot be checked" : taken)));
    }

    private String reference() {
        return StreamStamps.CLOCKS.stream().filter(this::isThere).findFirst().orElse("peer");
    }

    private boolean isThere(String clock) {
        return bundle.points().stream()
                .anyMatch(point -> point.file().isPresent() && point.clock().equals(clock));
    }

    /** When the guest was stopped, on the reference clock; only where that is known of the clock which says so. */
    private long[] stops() {
        BundleClock known = known();
        boolean given = !bundle.clock().hosts().isEmpty();
        return bundle.events().events().stream()
                .filter(event -> event.name().equals("STOP"))
                .filter(event -> event.source().startsWith("qmp-"))
                .filter(event -> given
                        || event.host().filter(host -> isKnown(host.name())).isPresent())
                .map(event -> given ? event : event.on(known))
                .mapToLong(RecordedEvent::atNanos)
                .sorted()
                .distinct()
                .toArray();
    }

    private boolean isKnown(String clock) {
        return clock.equals(reference())
                || courses.stream().anyMatch(course -> course.clock().equals(clock));
    }

    /** The clocks as estimated by now; stamps of one whose offset is given are on the bundle's already. */
    private BundleClock known() {
        return new BundleClock(bundle.clock().kind(), Map.of()).with(courses, Set.of());
    }

    private StreamStamps.Shared shared(String clock, String over, long fromNanos, long untilNanos) {
        return stamps.ofBoth(clock, over, known().of(over), fromNanos, untilNanos);
    }

    private ClockCourse fit(String clock, String over, StreamStamps.Shared shared) {
        Bounds upper = shared.upper();
        Bounds lower = shared.lower();
        long first = Math.min(upper.firstNanos(), lower.firstNanos());
        long last = Math.max(upper.lastNanos(), lower.lastNanos());
        long origin = first;
        long difference = upper.frames() > 0 ? upper.someDifference() : lower.someDifference();
        upper.settle(origin, difference, first, last);
        lower.settle(origin, difference, first, last);
        ClockLine line = ClockLine.of(upper, lower, 0, last - first);
        long apart = Math.max(upper.apartNanos(), lower.apartNanos());
        ClockCourse course = new ClockCourse(
                clock,
                Long.MAX_VALUE,
                origin,
                difference + Math.round(line.offsetNanos()),
                line.drift(),
                uncertainty(line, apart, known().uncertaintyNanos(over)),
                line.residualNanos(),
                shared.frames());
        doubt(clock, line, upper.leftOut() + lower.leftOut(), apart);
        if (line.uncertaintyNanos().isEmpty()) {
            findings.add(Finding.limit(
                    "clock",
                    "frames between the clocks of " + clock + " and " + over
                            + " went one way only: the offset of " + clock + " is "
                            + (upper.isEmpty() ? "at least " : "at most ")
                            + millis(course.offsetNanos())
                            + ", and how long frames took between the two cannot be known"));
        }
        return course;
    }

    /** That of the line, at least as large as the clock was apart from it, and that of the clock over which it is known. */
    private static OptionalLong uncertainty(ClockLine line, long apartNanos, long overNanos) {
        if (line.uncertaintyNanos().isEmpty() || overNanos == BundleClock.UNBOUNDED) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(apartNanos, line.uncertaintyNanos().getAsLong()) + overNanos);
    }

    private void doubt(String clock, ClockLine line, int leftOut, long apartNanos) {
        if (apartNanos > 0) {
            findings.add(Finding.doubt(
                    "clock",
                    "the clock of " + clock + " was apart from its line by " + millis(apartNanos)
                            + " for a part of the run: it was set, or stood still"));
        }
        if (line.contradictionNanos() > 0) {
            findings.add(Finding.doubt(
                    "clock",
                    "the clock of " + clock + " does not run straight: frames of the two ways contradict each other by "
                            + millis(2 * line.contradictionNanos()) + "; it may have been set during the run"));
        }
        if (leftOut > 0) {
            findings.add(Finding.note(
                    "clock",
                    leftOut + " short times of " + clock + " were left out: their frames would bound its offset against"
                            + " all others"));
        }
    }

    private String part(long untilNanos) {
        return untilNanos == Long.MAX_VALUE ? " after the guest was stopped" : " before the guest was stopped";
    }

    /** Tells what was estimated. */
    private void tell() {
        findings.add(Finding.note("clock", "the bundle's clock is that of " + reference()));
        for (ClockCourse course : courses) {
            course.uncertaintyNanos().ifPresent(uncertainty -> findings.add(estimated(course, uncertainty)));
        }
    }

    private static Finding estimated(ClockCourse course, long uncertaintyNanos) {
        return Finding.limit(
                "clock",
                String.format(
                        Locale.ROOT,
                        "the clock of %s was estimated from %d frames%s: %s %s, %s %.1f ppm, good to %s; times across it are"
                                + " no better than that",
                        course.clock(),
                        course.frames(),
                        course.untilNanos() == Long.MAX_VALUE ? "" : " before the guest was stopped",
                        millis(Math.abs(course.offsetNanos())),
                        course.offsetNanos() < 0 ? "behind" : "ahead",
                        course.drift() < 0 ? "losing" : "gaining",
                        Math.abs(course.drift()) * 1e6,
                        millis(uncertaintyNanos)));
    }

    /** Tells where the frames contradict what the manifest gives: corrected stamps should show no offset at any time. */
    private void check() {
        String reference = reference();
        long known = bundle.clock().uncertaintyNanos(reference);
        for (ClockCourse course : courses) {
            long ahead = mostAhead(course);
            long allowed = known + bundle.clock().uncertaintyNanos(course.clock());
            long bound = course.uncertaintyNanos().orElse(BundleClock.UNBOUNDED);
            if (bound != BundleClock.UNBOUNDED && Math.abs(ahead) > allowed + bound) {
                findings.add(Finding.doubt(
                        "clock.hosts",
                        String.format(
                                Locale.ROOT,
                                "by its frames the clock of %s is %s further %s that of %s than is given (frames tell it to"
                                        + " %s)",
                                course.clock(),
                                millis(Math.abs(ahead)),
                                ahead < 0 ? "behind" : "ahead of",
                                reference,
                                millis(bound))));
            }
        }
    }

    /** The larger of the offsets when the clock's frames begin and when the window ends. */
    private long mostAhead(ClockCourse course) {
        long until = bundle.window().untilNanos();
        boolean windowKnown = until != Long.MAX_VALUE && course.untilNanos() == Long.MAX_VALUE;
        long atEnd = windowKnown ? course.fromBundleNanos(until) - until : course.offsetNanos();
        return Math.abs(atEnd) > Math.abs(course.offsetNanos()) ? atEnd : course.offsetNanos();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }
}
