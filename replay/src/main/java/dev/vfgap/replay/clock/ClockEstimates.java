package dev.vfgap.replay.clock;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.ClockCourse;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.match.CaptureScan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The clocks of a bundle that has one per host: estimated where the manifest gives no offset, checked where it gives some.
 *
 * <p>The bundle's clock is then the peer's, where the peer was captured; else that of A, of B, of the guest. Each other
 * clock that stamped frames of the stream too is brought onto it by a straight line ({@link ClockLine}). The guest's clock
 * stands still while no guest runs, so it has a line before each {@code STOP} and one after the last.
 *
 * <p>Clocks of the two hosts share no frames: each is known against the peer's or the guest's only.
 */
public final class ClockEstimates {

    /** Fewer frames say nothing of a drift. */
    private static final int LEAST_FRAMES = 8;

    /** The clocks by how far from the peer they stand: frames of rx go from each to those after it. */
    private static final List<String> CLOCKS = List.of("peer", "A", "B", "guest");

    private static final String GUEST = "guest";

    private final CaptureBundle bundle;
    private final Map<Direction, FirstStamps> stamps = new EnumMap<>(Direction.class);
    private final List<ClockCourse> courses = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private ClockEstimates(CaptureBundle bundle) {
        this.bundle = bundle;
        for (Direction direction : Direction.values()) {
            stamps.put(direction, new FirstStamps(CLOCKS.size()));
        }
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
        estimates.read();
        estimates.estimate();
        if (!bundle.clock().hosts().isEmpty()) {
            estimates.check();
            return bundle.withClock(bundle.clock(), estimates.findings, bundle.events());
        }
        estimates.tell();
        BundleClock clock = bundle.clock().with(estimates.courses);
        return bundle.withClock(clock, estimates.findings, bundle.events().on(clock));
    }

    private void read() {
        CaptureScan.of(bundle, CaptureScan.Unnumbered.KEYED, (point, direction, frame, atNanos) -> {
            int clock = CLOCKS.indexOf(bundle.points().get(point).clock());
            stamps.get(direction).add(clock, point, frame, atNanos);
        });
    }

    private void estimate() {
        String reference = reference();
        for (String clock : CLOCKS) {
            if (clock.equals(reference) || !isThere(clock)) {
                continue;
            }
            long from = Long.MIN_VALUE;
            for (long stop : clock.equals(GUEST) ? stops() : new long[0]) {
                estimate(clock, reference, from, stop - 1);
                from = stop;
            }
            estimate(clock, reference, from, Long.MAX_VALUE);
        }
    }

    private String reference() {
        return CLOCKS.stream().filter(this::isThere).findFirst().orElse("peer");
    }

    private boolean isThere(String clock) {
        return bundle.points().stream()
                .anyMatch(point -> point.file().isPresent() && point.clock().equals(clock));
    }

    /** When the guest was stopped, on the reference clock; only where that is known of the clock which says so. */
    private long[] stops() {
        BundleClock known = bundle.clock().with(courses);
        boolean given = !bundle.clock().hosts().isEmpty();
        return bundle.events().events().stream()
                .filter(event -> event.name().equals("STOP"))
                .filter(event -> event.source().startsWith("qmp-"))
                .filter(event ->
                        given || event.host().filter(host -> isKnown(host.name())).isPresent())
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

    /** Estimates a clock from the frames that the reference stamped between two moments. */
    private void estimate(String clock, String reference, long fromNanos, long untilNanos) {
        int index = CLOCKS.indexOf(clock);
        int from = CLOCKS.indexOf(reference);
        Bounds upper = new Bounds(Bounds.Side.UPPER);
        Bounds lower = new Bounds(Bounds.Side.LOWER);
        boolean sharesFrames = !(isHost(clock) && isHost(reference));
        for (Direction direction : Direction.values()) {
            FirstStamps all = stamps.get(direction);
            boolean intoTheClock = (direction == Direction.RX) == index > from;
            for (int row = 0; row < all.frames() && sharesFrames; row++) {
                long here = all.of(index, row);
                long there = all.of(from, row);
                boolean both = here != FirstStamps.NEVER && there != FirstStamps.NEVER && all.isSingle(row);
                if (both && there >= fromNanos && there <= untilNanos) {
                    (intoTheClock ? upper : lower).add(there, here - there);
                }
            }
        }
        fit(clock, reference, upper, lower, untilNanos);
    }

    private static boolean isHost(String clock) {
        return clock.equals("A") || clock.equals("B");
    }

    private void fit(String clock, String reference, Bounds upper, Bounds lower, long untilNanos) {
        long frames = (long) upper.frames() + lower.frames();
        if (frames < LEAST_FRAMES) {
            findings.add(Finding.limit(
                    "clock",
                    "the clock of " + clock + " cannot be known against that of " + reference + ": " + frames
                            + " frames were stamped by both" + part(clock, untilNanos)
                            + "; the two are taken to agree"));
            return;
        }
        long first = Math.min(upper.firstNanos(), lower.firstNanos());
        long last = Math.max(upper.lastNanos(), lower.lastNanos());
        long origin = first;
        long difference = upper.frames() > 0 ? upper.someDifference() : lower.someDifference();
        upper.settle(origin, difference, first, last);
        lower.settle(origin, difference, first, last);
        ClockLine line = ClockLine.of(upper, lower, 0, last - first);
        long apart = Math.max(upper.apartNanos(), lower.apartNanos());
        OptionalLong uncertainty = line.uncertaintyNanos().isPresent()
                ? OptionalLong.of(Math.max(apart, line.uncertaintyNanos().getAsLong()))
                : line.uncertaintyNanos();
        ClockCourse course = new ClockCourse(
                clock,
                Long.MAX_VALUE,
                origin,
                difference + Math.round(line.offsetNanos()),
                line.drift(),
                uncertainty,
                line.residualNanos(),
                frames);
        courses.add(untilNanos == Long.MAX_VALUE ? course : course.until(course.fromBundleNanos(untilNanos)));
        doubt(clock, line, upper.leftOut() + lower.leftOut(), apart);
        if (line.uncertaintyNanos().isEmpty()) {
            findings.add(Finding.limit(
                    "clock",
                    "frames between the clocks of " + clock + " and " + reference
                            + " went one way only: the offset of " + clock + " is "
                            + (upper.isEmpty() ? "at least " : "at most ")
                            + millis(course.offsetNanos())
                            + ", and how long frames took between the two cannot be known"));
        }
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

    private String part(String clock, long untilNanos) {
        if (!clock.equals(GUEST) || stops().length == 0) {
            return "";
        }
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
